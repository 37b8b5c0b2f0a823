import { RelativePattern, Uri, workspace, type Disposable, type TextDocument } from "vscode";

/** Watches the files that a document's diagnostics were made from, and no others. */
export class FileWatches implements Disposable {
  readonly #watches = new Map<TextDocument, { readonly files: string; readonly own: Disposable[] }>();

  constructor(private readonly changed: (document: TextDocument) => void) {}

  watch(document: TextDocument, uris: readonly Uri[]): void {
    const files = uris.map(String).sort().join("\n");
    const known = this.#watches.get(document);
    if ((known?.files ?? "") === files) return;
    for (const one of known?.own ?? []) one.dispose();
    this.#watches.delete(document);
    if (files === "") return;
    const own = [...new Set(files.split("\n"))].map((file) => {
      const uri = Uri.parse(file);
      const name = uri.path.slice(uri.path.lastIndexOf("/") + 1);
      const watcher = workspace.createFileSystemWatcher(
        new RelativePattern(Uri.joinPath(uri, ".."), name.replace(/[*?{}[\]]/g, "?")),
      );
      const again = (): void => {
        this.changed(document);
      };
      watcher.onDidChange(again);
      watcher.onDidCreate(again);
      watcher.onDidDelete(again);
      return watcher;
    });
    this.#watches.set(document, { files, own });
  }

  dispose(): void {
    for (const { own } of this.#watches.values()) for (const one of own) one.dispose();
  }
}
