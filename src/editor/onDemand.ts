import type { Disposable, TextDocument } from "vscode";
import type { DocumentObjects, DocumentReading } from "./documentObjects";
import { mayHoldObjects } from "./mayHold";

/** The one `DocumentObjects` that all features share. It and its decoders load with the first document that may hold an object. */
export class ObjectsOnDemand implements Disposable {
  readonly #looked = new WeakMap<TextDocument, { readonly version: number; readonly mayHold: boolean }>();
  #loading: Promise<DocumentObjects> | undefined;
  #loaded: DocumentObjects | undefined;

  load(): Promise<DocumentObjects> {
    return (this.#loading ??= import("./documentObjects").then(
      ({ DocumentObjects: Objects }) => (this.#loaded = new Objects()),
    ));
  }

  /** What stands in a document; undefined where there is nothing, when cancelled, or when the document changes meanwhile. */
  async read(
    ...[document, token]: Parameters<DocumentObjects["read"]>
  ): Promise<DocumentReading | undefined> {
    if (!this.mayHold(document)) return undefined;
    const reading = await (await this.load()).read(document, token);
    return reading && reading.objects.length > 0 ? reading : undefined;
  }

  /** Whether it is worth while to look for objects in a document: a quick look at its text. */
  mayHold(document: TextDocument): boolean {
    const known = this.#looked.get(document);
    if (known?.version === document.version) return known.mayHold;
    const mayHold = mayHoldObjects(document.getText());
    this.#looked.set(document, { version: document.version, mayHold });
    return mayHold;
  }

  dispose(): void {
    this.#loaded?.dispose();
  }
}
