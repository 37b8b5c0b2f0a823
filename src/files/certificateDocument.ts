import {
  RelativePattern,
  Uri,
  workspace,
  type CustomDocument,
  type Disposable,
  type FileSystemWatcher,
} from "vscode";
import { pureProvider } from "../core/crypto/pure";
import { inspectFile } from "../core/inspect/file";
import { decodeText } from "../decodeText";
import { Subject } from "../panel/subject";
import { trustNow, type Services } from "../services";

/** Larger files are no certificates, in bytes. */
const MOST_BYTES = 64 << 20;
/** Programs write a file in several goes, in milliseconds. */
const SETTLE_MS = 200;

/** A file with certificates, keys or lists in it, and the inspection of it that every view of the file shows. */
export class CertificateDocument implements CustomDocument {
  readonly subject: Subject;
  readonly #watcher: FileSystemWatcher;
  readonly #disposables: Disposable[];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    readonly uri: Uri,
    private readonly services: Services,
  ) {
    this.subject = new Subject({ kind: "file", label: workspace.asRelativePath(uri) });
    const folder = Uri.joinPath(uri, "..");
    const name = uri.path.split("/").at(-1) ?? "";
    this.#watcher = workspace.createFileSystemWatcher(
      new RelativePattern(folder, name.replace(/[[\]{}*?]/g, "?")),
    );
    const changed = (): void => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => void this.load(), SETTLE_MS);
    };
    this.#disposables = [
      this.#watcher,
      this.#watcher.onDidChange(changed),
      this.#watcher.onDidCreate(changed),
    ];
  }

  /** Reads the file and shows what is in it. Rejects when it cannot be read. */
  async load(): Promise<void> {
    const { size } = await workspace.fs.stat(this.uri);
    if (size > MOST_BYTES)
      throw new Error(`${this.uri.path} is larger than 64 MB, which no file with certificates should be.`);
    const bytes = await workspace.fs.readFile(this.uri);
    const [inspection] = inspectFile(bytes, {
      label: this.uri.toString(),
      provider: pureProvider,
      trust: await trustNow(this.services),
      decodeText,
    });
    if (inspection) this.subject.update({ status: "done", inspection });
  }

  dispose(): void {
    clearTimeout(this.#timer);
    for (const disposable of this.#disposables) disposable.dispose();
    this.subject.dispose();
  }
}
