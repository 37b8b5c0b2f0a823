import { EventEmitter, workspace, type Disposable, type Event, type TextDocument } from "vscode";
import { pureProvider } from "../core/crypto/pure";
import { findTextObjects, inspectObject, type TextObject } from "../core/inspect/objects";
import type { Inspection } from "../core/inspection";

/** The most characters of a document that are looked at. */
const MOST_CHARACTERS = 16 << 20;
/** So long no key is pressed before a changed document is read again, in milliseconds. */
const SETTLE_MS = 250;

/** The certificates, keys and the like of one version of a document. */
export interface DocumentReading {
  readonly version: number;
  readonly objects: readonly TextObject[];
  /** What there is to say of one object: built when it is asked for, and kept. */
  inspection(object: TextObject): Inspection;
}

/** Reads documents once for every feature that shows what stands in them: lenses, hints, diagnostics, outline. */
export class DocumentObjects implements Disposable {
  readonly #readings = new WeakMap<TextDocument, DocumentReading>();
  readonly #timers = new Map<TextDocument, ReturnType<typeof setTimeout>>();
  readonly #changed = new EventEmitter<TextDocument>();
  /** A document was opened, or changed and then left alone for a moment. */
  readonly onDidChange: Event<TextDocument> = this.#changed.event;
  readonly #subscriptions: Disposable[];

  constructor() {
    this.#subscriptions = [
      workspace.onDidOpenTextDocument((document) => {
        this.#later(document, 0);
      }),
      workspace.onDidChangeTextDocument(({ document }) => {
        this.#later(document, SETTLE_MS);
      }),
      workspace.onDidCloseTextDocument((document) => {
        clearTimeout(this.#timers.get(document));
        this.#timers.delete(document);
        this.#readings.delete(document);
      }),
      this.#changed,
    ];
  }

  /** What stands in the document as it is now. */
  of(document: TextDocument): DocumentReading {
    const known = this.#readings.get(document);
    if (known?.version === document.version) return known;
    const reading = read(document);
    this.#readings.set(document, reading);
    return reading;
  }

  #later(document: TextDocument, delay: number): void {
    clearTimeout(this.#timers.get(document));
    const timer = setTimeout(() => {
      this.#timers.delete(document);
      this.#changed.fire(document);
    }, delay);
    this.#timers.set(document, timer);
  }

  dispose(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    for (const subscription of this.#subscriptions) subscription.dispose();
  }
}

function read(document: TextDocument): DocumentReading {
  const text = document.getText().slice(0, MOST_CHARACTERS);
  const { version } = document;
  const inspections = new Map<TextObject, Inspection>();
  return {
    version,
    objects: findTextObjects(text),
    inspection(object) {
      const known = inspections.get(object);
      if (known) return known;
      const inspection = inspectObject(object, {
        label: document.uri.toString(),
        text,
        version,
        provider: pureProvider,
        trust: { roots: undefined, storeName: "none", at: new Date().toISOString() },
      });
      inspections.set(object, inspection);
      return inspection;
    },
  };
}
