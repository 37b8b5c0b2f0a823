import { workspace, type Disposable, type TextDocument } from "vscode";

/** Which reading was chosen of which dump, where one can be read in several ways; moves with the text while it is edited. */
export class Choices implements Disposable {
  readonly #chosen = new Map<TextDocument, Map<number, string>>();
  readonly #edited = workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
    const chosen = this.#chosen.get(document);
    if (!chosen) return;
    // Changes come from the text's end to its beginning, each by the offsets before all of them.
    for (const { rangeOffset, rangeLength, text } of contentChanges) {
      const moved = [...chosen].map(([start, id]): [number, string] =>
        start >= rangeOffset + rangeLength ? [start + text.length - rangeLength, id] : [start, id],
      );
      chosen.clear();
      for (const [start, id] of moved) chosen.set(start, id);
    }
  });

  /** By the first characters of the dumps; undefined where nothing was chosen. A copy. */
  of(document: TextDocument): ReadonlyMap<number, string> | undefined {
    const chosen = this.#chosen.get(document);
    return chosen && new Map(chosen);
  }

  /** Undefined takes a choice back. */
  choose(document: TextDocument, start: number, id: string | undefined): void {
    const chosen = this.#chosen.get(document) ?? new Map<number, string>();
    if (id === undefined) chosen.delete(start);
    else chosen.set(start, id);
    this.#chosen.set(document, chosen);
  }

  forget(document: TextDocument): void {
    this.#chosen.delete(document);
  }

  dispose(): void {
    this.#edited.dispose();
  }
}
