import type { TextDocument, Selection } from "vscode";
import type { TextOptions } from "../core/inspect/text";
import type { Inspection, KeyLogEntry } from "../core/inspection";
import type { ObjectsOnDemand } from "../editor/onDemand";
import type { TextFollower } from "../editor/textFollower";
import { trustNow, type Services } from "../services";
import type { BoxPlace, BoxRange, BoxState, ChosenReading, Notifications, Pasted } from "../protocol";
import { BoxText } from "./boxText";
import type { BoxHandlers } from "./handlers";
import { joinNeighbours } from "./joinNeighbours";
import { KeyLogs } from "./keyLogs";
import { mayKeep } from "./mayKeep";
import { revealRanges } from "./reveal";
import type { Subject } from "./subject";

/** A longer text is refused, in characters. */
const MOST_PASTED = 4 << 20;
/** Ranges of a field beyond these are told as one. */
const MOST_RANGES = 4000;

/** Makes the inspection that is shown, again when a reading or a key log was chosen. */
type Inspect = (keyLog: readonly KeyLogEntry[], choose: TextOptions["choose"]) => Promise<Inspection>;

/** The host's half of the side view's box: the text that stands there, where its fields are, and how it is read. */
export class SideBox {
  readonly #keyLogs = new KeyLogs();
  readonly #readings = new Map<number, string>();
  /** Undefined where nothing was inspected, or the text is for no view. */
  #text: BoxText | undefined;
  #label = "";
  /** The text holds what may be stored nowhere. */
  #secret = false;
  /** For what was pasted; what stands in a document has a follower. */
  #inspect: Inspect | undefined;
  #follower: TextFollower | undefined;
  /** Grows with each inspection that is asked for: an earlier one that is done later is not shown. */
  #asked = 0;

  constructor(
    private readonly subject: Subject,
    private readonly services: Services,
    private readonly objects: ObjectsOnDemand,
    /** Another text stands in the box than before, which an editor gave. */
    private readonly onText: (text: Notifications["text"]) => void,
  ) {}

  get isEmpty(): boolean {
    return this.#inspect === undefined && this.#follower === undefined;
  }

  /** What the box's text was taken from; empty for what was pasted. */
  get label(): string {
    return this.#label;
  }

  /** What the host knows of the box, for a view that was just made. */
  get state(): BoxState {
    const { views: keyLogs } = this.#keyLogs;
    if (this.isEmpty) return { label: "", keyLogs };
    return this.#text && !this.#secret
      ? { text: this.#text.text, label: this.#label, keyLogs }
      : {
          text: "",
          label: this.#label || "a pasted text that holds a secret: it is not shown again",
          keyLogs,
        };
  }

  /** The answers to a view's requests, but for what the editor has a part in. */
  get handlers(): Omit<BoxHandlers, "openBox" | "follow"> {
    const { subject } = this;
    return {
      textRanges: ({ revision, row }) => this.#place(revision, row),
      foundRange: async ({ revision, index }) => {
        const model = subject.at(revision);
        const range = model?.inspection.found?.[index]?.range;
        if (!model || !range) return undefined;
        await revealRanges(model, [range]);
        return this.#text?.toBox(range);
      },
      rowAtCharacter: ({ revision, at }) => {
        const model = subject.at(revision);
        const text = model?.inspection.sources.all.find(({ kind }) => kind === "text");
        return text && this.#text ? model?.rowAtCharacter(text.id, this.#text.fromBox(at)) : undefined;
      },
      inspectText: async ({ text, keyLog, readings }) => {
        if (keyLog !== undefined) await this.#keyLogs.paste(keyLog);
        return this.#paste(text, readings);
      },
      chooseReading: async ({ revision, at, reading }) => {
        if (!subject.at(revision)) return false;
        this.#readings.set(at, reading);
        return this.#again();
      },
      chooseKeyLog: async () => {
        if (await this.#keyLogs.choose()) await this.#again();
        return this.#keyLogs.views;
      },
      forgetKeyLogs: async () => {
        this.#keyLogs.forget();
        await this.#again();
        return this.#keyLogs.views;
      },
    };
  }

  /** Shows what is selected in a document, if there is anything in it, and keeps in step with it. */
  async takeSelection(document: TextDocument, selection: Selection, label: string): Promise<void> {
    const [{ TextFollower: Follower }, { inspectTarget }, { holdsSecrets, openDocument }] = await Promise.all(
      [
        import("../editor/textFollower"),
        import("../inspect/inspectTarget"),
        import("../inspect/inspectDocument"),
      ],
    );
    const asked = ++this.#asked;
    const stretch = { start: document.offsetAt(selection.start), end: document.offsetAt(selection.end) };
    const target = { uri: document.uri.toString(), scope: "selection", stretch } as const;
    const follower: TextFollower = new Follower(this.subject, target, {
      objects: this.objects,
      inspect: async (reading, now) =>
        inspectTarget(target, reading, now, label, await trustNow(this.services), this.#keyLogs.entries),
      show: (inspection) => {
        if (this.#follower !== follower) {
          if (asked !== this.#asked || inspection.fields.length === 0) return false;
          this.#stopFollowing();
          this.#follower = follower;
          this.#inspect = undefined;
          this.#text = undefined;
          this.#readings.clear();
        }
        this.subject.update({ status: "done", inspection });
        return true;
      },
      onInStep: () => {
        const now = this.#follower === follower ? openDocument(target.uri) : undefined;
        const place = follower.target.stretch;
        const secret = holdsSecrets(this.subject.model.inspection);
        if (now && place)
          this.#followed(now.getText().slice(place.start, place.end), place.start, label, secret);
      },
      onError: (error) => {
        this.services.log.error(error instanceof Error ? error : String(error));
      },
    });
    await follower.start();
    if (this.#follower !== follower) follower.dispose();
  }

  /** Takes over the text of a document's stretch, which begins at `start`, as it is now. */
  #followed(text: string, start: number, label: string, secret: boolean): void {
    const before = this.#text?.text;
    this.#secret = secret;
    this.#text = secret ? undefined : new BoxText(text, start);
    this.#label = secret ? `${label}, which holds a private key: its text stays in the editor` : label;
    this.#readings.clear();
    for (const [at, reading] of this.#follower?.target.choose ?? []) this.#readings.set(at, reading);
    if (before !== undefined && before === this.#text?.text) return;
    const keep = mayKeep(text, this.subject.model.inspection);
    this.onText({ text: this.#text?.text ?? "", label: this.#label, mayKeep: keep });
  }

  #stopFollowing(): void {
    if (this.#follower) this.#readings.clear();
    this.#follower?.dispose();
    this.#follower = undefined;
  }

  async #paste(text: string, readings: readonly ChosenReading[] | undefined): Promise<Pasted> {
    if (text.length > MOST_PASTED)
      throw new Error("The text is longer than 4 MB: save it as a file and inspect that in its editor");
    if (text.trim() === "") this.#clear();
    else if (this.#label !== "" && this.#text?.text === text)
      await this.#again(); // an editor's text, with another key log
    else {
      this.#stopFollowing();
      if (readings) this.#readings.clear();
      else if (this.#text?.text !== text) this.#readings.clear();
      for (const [at, reading] of readings ?? []) this.#readings.set(at, reading);
      this.#label = "";
      this.#text = new BoxText(text);
      this.#inspect = async (keyLog, choose) => {
        const { inspectPasted } = await import("../inspect/inspectDocument");
        return inspectPasted(text, await trustNow(this.services), keyLog, choose);
      };
      await this.#again();
    }
    const keep = mayKeep(text, this.subject.model.inspection);
    this.#secret = !keep;
    return { overview: this.subject.overview(), mayKeep: keep, keyLogs: this.#keyLogs.views };
  }

  #clear(): void {
    this.#asked++;
    this.#stopFollowing();
    this.#inspect = undefined;
    this.#text = undefined;
    this.#label = "";
    this.#readings.clear();
    this.subject.clear();
  }

  /** Inspects what is shown anew; false where there is nothing. */
  async #again(): Promise<boolean> {
    if (this.#follower) {
      await this.#follower.again(new Map(this.#readings));
      return true;
    }
    if (!this.#inspect) return false;
    const asked = ++this.#asked;
    const inspection = await this.#inspect(this.#keyLogs.entries, this.#readings);
    if (asked !== this.#asked) return false;
    this.subject.update({ status: "done", inspection });
    return true;
  }

  #place(revision: number, row: number): BoxPlace {
    const model = this.subject.at(revision);
    const ranges = model?.ranges(row) ?? [];
    // A view asks for what is chosen in it, also by the caret.
    if (model && row >= 0 && row < model.inspection.fields.length) this.subject.choose(row);
    const [first] = ranges;
    const source = first && model?.inspection.sources.get(first.text);
    if (!first || source?.kind !== "text") return { ranges: [] };
    const found = model?.inspection.found?.findIndex(
      ({ range }) => range.start <= first.start && first.start < range.end,
    );
    const shown = this.#text
      ? joinNeighbours(ranges, source.text).flatMap((range) => this.#text?.toBox(range) ?? [])
      : [];
    return {
      ranges: bounded(shown),
      ...(found === undefined || found < 0 ? {} : { found }),
    };
  }
}

/** At most so many ranges as a view can mark: the rest is one. */
function bounded(ranges: readonly BoxRange[]): readonly BoxRange[] {
  const rest = ranges.slice(MOST_RANGES - 1);
  const [first, last] = [rest[0], rest.at(-1)];
  return first && last && rest.length > 1
    ? [...ranges.slice(0, MOST_RANGES - 1), { start: first.start, end: last.end }]
    : ranges;
}
