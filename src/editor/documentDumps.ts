import { workspace, type Disposable, type TextDocument } from "vscode";
import type { Dump } from "../core/text/hexDump";
import { DumpIndex } from "../core/text/dumpIndex";
import { inSlices, type Cancellable } from "./slices";

/** The dumps of one version of a document, in its order; ranges count UTF-16 code units. */
export interface DocumentDumpReading {
  readonly version: number;
  readonly text: string;
  readonly dumps: readonly Dump[];
}

/** Finds the hex dumps of documents once for every feature that shows them: lenses, hovers, hints, decorations. */
export class DocumentDumps implements Disposable {
  readonly #found = new WeakMap<TextDocument, { readonly version: number; readonly index: DumpIndex }>();
  readonly #closed = workspace.onDidCloseTextDocument((document) => {
    this.#found.delete(document);
  });

  /** Found in slices of a few milliseconds. Undefined when it was cancelled or the document changed meanwhile. */
  async read(document: TextDocument, token?: Cancellable): Promise<DocumentDumpReading | undefined> {
    const { version } = document;
    const known = this.#found.get(document);
    const index = known?.version === version ? known.index : new DumpIndex(document.getText(), known?.index);
    this.#found.set(document, { version, index });
    const whole = await inSlices(index, token);
    return whole && document.version === version
      ? { version, text: index.text, dumps: index.dumps }
      : undefined;
  }

  dispose(): void {
    this.#closed.dispose();
  }
}
