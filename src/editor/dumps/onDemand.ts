import { EventEmitter, type Disposable, type TextDocument } from "vscode";
import type { ObjectsOnDemand } from "../onDemand";
import { inSlices, type Cancellable } from "../slices";
import type { DocumentDumpReading, DocumentDumps } from "./documentDumps";
import { lookForDumps } from "./mayHold";

/** The one `DocumentDumps` that all features share. It and its decoders load with the first document that may hold a dump. */
export class DumpsOnDemand implements Disposable {
  readonly #looked = new WeakMap<TextDocument, Look>();
  readonly #chosen = new EventEmitter<TextDocument>();
  /** Another reading of one of a document's dumps was chosen. */
  readonly onDidChoose = this.#chosen.event;
  #loading: Promise<DocumentDumps> | undefined;
  #loaded: DocumentDumps | undefined;

  constructor(private readonly objects: ObjectsOnDemand) {}

  load(): Promise<DocumentDumps> {
    return (this.#loading ??= import("./documentDumps").then(({ DocumentDumps: Dumps }) => {
      const dumps = new Dumps(this.objects);
      dumps.onDidChoose((document) => {
        this.#chosen.fire(document);
      });
      return (this.#loaded = dumps);
    }));
  }

  /** The dumps of a document; undefined where there are none, when cancelled, or when the document changes meanwhile. */
  async read(
    ...[document, token]: Parameters<DocumentDumps["read"]>
  ): Promise<DocumentDumpReading | undefined> {
    if (!(await this.#mayHold(document, token))) return undefined;
    const reading = await (await this.load()).read(document, token);
    return reading && reading.dumps.length > 0 ? reading : undefined;
  }

  /** Whether it is worth while to look for dumps in a document: a look at its text, in slices where it is long. */
  async #mayHold(document: TextDocument, token?: Cancellable): Promise<boolean> {
    const { version } = document;
    let look = this.#looked.get(document);
    if (look?.version !== version) this.#looked.set(document, (look = new Look(version, document.getText())));
    const whole = await inSlices(look, token);
    return whole && look.mayHold && document.version === version;
  }

  dispose(): void {
    this.#loaded?.dispose();
    this.#chosen.dispose();
  }
}

/** A look at one version of a document. */
class Look implements Iterator<unknown> {
  mayHold = false;
  readonly #steps: Generator<void, boolean>;

  constructor(
    readonly version: number,
    text: string,
  ) {
    this.#steps = lookForDumps(text);
  }

  next(): IteratorResult<unknown> {
    const step = this.#steps.next();
    if (step.done && step.value) this.mayHold = true;
    return step;
  }
}
