import type { TextDocument, Selection } from "vscode";
import type { TextOptions } from "../core/inspect/text";
import type { Inspection, KeyLogEntry } from "../core/inspection";
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
  #inspect: Inspect | undefined;
  /** Grows with each inspection that is asked for: an earlier one that is done later is not shown. */
  #asked = 0;

  constructor(
    private readonly subject: Subject,
    private readonly services: Services,
  ) {}

  get isEmpty(): boolean {
    return this.#inspect === undefined;
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

  /**
   * Shows what is selected in a document, if there is anything in it; gives the text for the box then, none when it
   * holds a secret.
   */
  async takeSelection(
    document: TextDocument,
    selection: Selection,
    label: string,
  ): Promise<Notifications["text"] | undefined> {
    const inspect: Inspect = async (keyLog, choose) => {
      const { inspectDocument } = await import("../inspect/inspectDocument");
      return inspectDocument(document, await trustNow(this.services), selection, keyLog, choose);
    };
    const asked = ++this.#asked;
    const inspection = await inspect(this.#keyLogs.entries, undefined);
    if (asked !== this.#asked || inspection.fields.length === 0) return undefined;
    const text = document.getText(selection);
    const { holdsSecrets } = await import("../inspect/inspectDocument");
    const secret = holdsSecrets(inspection);
    this.#secret = secret;
    this.#inspect = inspect;
    this.#readings.clear();
    this.#text = secret ? undefined : new BoxText(text, document.offsetAt(selection.start));
    this.#label = secret ? `${label}, which holds a private key: its text stays in the editor` : label;
    this.subject.update({ status: "done", inspection });
    return { text: this.#text?.text ?? "", label: this.#label, mayKeep: mayKeep(text, inspection) };
  }

  async #paste(text: string, readings: readonly ChosenReading[] | undefined): Promise<Pasted> {
    if (text.length > MOST_PASTED)
      throw new Error("The text is longer than 4 MB: save it as a file and inspect that in its editor");
    if (text.trim() === "") this.#clear();
    else if (this.#label !== "" && this.#text?.text === text)
      await this.#again(); // an editor's text, with another key log
    else {
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
    this.#text = undefined;
    this.#inspect = undefined;
    this.#label = "";
    this.#readings.clear();
    this.subject.clear();
  }

  /** Inspects what is shown anew; false where there is nothing. */
  async #again(): Promise<boolean> {
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
