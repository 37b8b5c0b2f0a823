import { Uri, workspace, type Disposable, type TextDocument, type TextDocumentChangeEvent } from "vscode";
import { movedPieces, retell } from "../core/inspect/retell";
import type { Inspection } from "../core/inspection";
import { documentText, openDocument } from "../inspect/inspectDocument";
import { GONE, readTarget, type TargetReading, type TextTarget } from "../inspect/textTarget";
import { foundAgain, moved, type Stretch } from "../panel/stretch";
import type { Subject } from "../panel/subject";
import type { TextLink } from "../panel/textLink";
import type { ObjectsOnDemand } from "./onDemand";

/** Edits settle for so long before they are read, in milliseconds. */
const SETTLE_MS = 200;

const CHANGED = "The text has changed, and what was inspected no longer stands there";
const CLOSED = "The text was closed without being saved: the fields no longer lead to it";

export interface FollowOptions {
  readonly objects: ObjectsOnDemand;
  /** Decodes what was found. */
  readonly inspect: (reading: TargetReading, document: TextDocument) => Promise<Inspection>;
  /** Shows the inspection of a text that was read for the first time, or again after an edit; false when it will not. */
  readonly show: (inspection: Inspection) => boolean;
  /** The subject is in step with the document again; `awaited` by a view, which knows what to show then. */
  readonly onInStep?: (awaited: boolean) => void;
  readonly onError: (error: unknown) => void;
}

/**
 * Keeps a subject in step with a part of a document while that is edited, closed and opened again. What was found and is
 * unchanged is not decoded again: its fields are told where their characters are now.
 */
export class TextFollower implements TextLink, Disposable {
  readonly #disposables: Disposable[];
  /** Undefined while nobody knows where the target stands; `#reading` says what to look for. */
  #stretch: Stretch | undefined;
  #reading: TargetReading | undefined;
  #choose: ReadonlyMap<number, string>;
  #lost: string | undefined;
  /** The document was closed: what is opened in its place may be another text. */
  #wasClosed = false;
  /** A view waits for it, which knows what to show then. */
  #awaited = false;
  /** Everything is to be decoded, unchanged or not. */
  #anew = true;
  #token = { isCancellationRequested: false };
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running: Promise<void> = Promise.resolve();
  #disposed = false;

  constructor(
    private readonly subject: Subject,
    private readonly initial: TextTarget,
    private readonly options: FollowOptions,
  ) {
    this.#stretch = initial.stretch;
    this.#choose = initial.choose ?? new Map();
    this.#disposables = [
      workspace.onDidChangeTextDocument((change) => {
        this.#edited(change);
      }),
      workspace.onDidOpenTextDocument((document) => {
        if (this.#isOurs(document)) this.#later(0);
      }),
      workspace.onDidCloseTextDocument((document) => {
        if (this.#isOurs(document)) this.#closed();
      }),
    ];
  }

  get target(): TextTarget {
    const { uri, scope } = this.initial;
    const stretch = this.#stretch;
    return { uri, scope, ...(stretch ? { stretch } : {}), choose: this.#choose };
  }

  get lost(): string | undefined {
    return this.#lost;
  }

  /** Reads the document and shows what it holds. Rejects when there is nothing at the target. */
  async start(): Promise<void> {
    this.#awaited = true;
    try {
      await this.#refresh();
    } finally {
      this.#awaited = false;
    }
    if (this.#lost !== undefined) throw new Error(this.#lost);
  }

  async settled(): Promise<void> {
    if (!this.#document && !(await this.#reopen())) {
      this.#lose(CLOSED);
      return;
    }
    await this.#running;
    if (this.#timer !== undefined || this.#reading?.version !== this.#document?.version)
      await this.#refresh();
  }

  /** Inspects the same again: another key log, another reading of a dump, another trust. */
  async again(choose: ReadonlyMap<number, string> = this.#choose): Promise<void> {
    this.#choose = choose;
    this.#anew = true;
    if (!this.#document) await this.#reopen();
    await this.#refresh();
  }

  get #document(): TextDocument | undefined {
    return openDocument(this.initial.uri);
  }

  #isOurs(document: TextDocument): boolean {
    return document.uri.toString() === this.initial.uri;
  }

  #edited({ document, contentChanges }: TextDocumentChangeEvent): void {
    // A change without edits is one of the document's state: saved, or not any more.
    if (!this.#isOurs(document) || contentChanges.length === 0) return;
    if (this.#stretch) this.#stretch = moved(this.#stretch, contentChanges);
    this.#choose = new Map(
      [...this.#choose].flatMap(([start, id]): [number, string][] => {
        const place = moved({ start, end: start + 1 }, contentChanges);
        return place ? [[place.start, id]] : [];
      }),
    );
    this.#later(SETTLE_MS);
  }

  #closed(): void {
    this.#token.isCancellationRequested = true;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    // Whoever edits the file meanwhile does not tell: the next document is searched.
    this.#stretch = undefined;
    this.#wasClosed = true;
  }

  /** Opens the document again; false for one that stood in no file. */
  async #reopen(): Promise<boolean> {
    const uri = Uri.parse(this.initial.uri, true);
    if (uri.scheme === "untitled") return false;
    try {
      await workspace.openTextDocument(uri);
      return true;
    } catch {
      return false;
    }
  }

  #later(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#refresh().catch(this.options.onError);
    }, ms);
  }

  /** Reads the document as it is now, after what is under way. */
  async #refresh(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#token.isCancellationRequested = true;
    const token = { isCancellationRequested: false };
    this.#token = token;
    const before = this.#running;
    const run = (async () => {
      await before.catch(() => undefined);
      if (!token.isCancellationRequested) await this.#read(token);
    })();
    this.#running = run;
    await run;
  }

  async #read(token: { readonly isCancellationRequested: boolean }): Promise<void> {
    const isCancelled = (): boolean => token.isCancellationRequested;
    const document = this.#document;
    if (!document || this.#disposed) return;
    const earlier = this.#reading;
    // The name of an untitled document is given to the next one.
    if (this.#wasClosed && document.isUntitled && earlier && !isSameText(document, earlier)) {
      this.#lose(CLOSED);
      return;
    }
    if (this.initial.scope !== "document" && !this.#stretch) {
      this.#stretch = earlier?.stretch && foundAgain(earlier.text, earlier.stretch, document.getText());
      if (!this.#stretch) {
        this.#lose(CHANGED);
        return;
      }
    }
    const reading = await readTarget(document, this.target, this.options.objects, earlier, token);
    if (isCancelled() || !reading) return;
    if (reading === GONE) {
      this.#lose(CHANGED);
      return;
    }
    const isSame = earlier?.secrets === reading.secrets && !this.#anew && this.#lost === undefined;
    const pieces = earlier && isSame ? movedPieces(earlier, reading) : undefined;
    const told = pieces && retell(this.subject.model.inspection, reading.text, reading.version, pieces);
    if (told) this.subject.retell(told);
    else {
      const inspection = await this.options.inspect(reading, document);
      if (isCancelled()) return;
      this.#lost = undefined;
      this.#anew = false;
      if (!this.options.show(inspection)) return;
      this.subject.link = this;
    }
    this.#reading = reading;
    this.#wasClosed = false;
    // A selection keeps the place that edits gave it; what was found has its own.
    if (this.initial.scope !== "selection") this.#stretch = reading.stretch;
    this.options.onInStep?.(this.#awaited);
  }

  /** Says why the fields lead nowhere; an undone edit, or the document opened again, may find them. */
  #lose(sentence: string): void {
    if (this.#lost === sentence) return;
    this.#lost = sentence;
    const { inspection } = this.subject.model;
    if (inspection.fields.length === 0) return;
    const others = inspection.findings.filter(({ id }) => id !== "text.changed");
    const finding = { id: "text.changed", severity: "warning", message: sentence } as const;
    this.subject.update({ inspection: { ...inspection, findings: [finding, ...others] } });
  }

  dispose(): void {
    this.#disposed = true;
    this.#token.isCancellationRequested = true;
    clearTimeout(this.#timer);
    for (const disposable of this.#disposables) disposable.dispose();
    if (this.subject.link === this) this.subject.link = undefined;
  }
}

function isSameText(document: TextDocument, { text }: TargetReading): boolean {
  return text !== "" && documentText(document) === text;
}
