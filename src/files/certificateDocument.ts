import {
  RelativePattern,
  Uri,
  workspace,
  type CustomDocument,
  type Disposable,
  type FileSystemWatcher,
} from "vscode";
import { pureProvider } from "../core/crypto/pure";
import { withEvidence, type Evidence } from "../core/inspect/evidence";
import { offerQuestions } from "../panel/act";
import { Subject } from "../panel/subject";
import { trustWithWorkspace, type Services } from "../services";
import { readFile, type FileReading } from "./readFile";

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
    await this.#show(bytes, this.services.passphrases.known(this.uri.toString()));
  }

  /** Asks for the file's passphrase until it is right, and shows what it opens; false when the user declines. */
  async unlock(): Promise<boolean> {
    const bytes = await workspace.fs.readFile(this.uri);
    const { passphrases } = this.services;
    const file = this.uri.toString();
    for (let attempt = 1; ; attempt++) {
      const passphrase = await passphrases.ask(file, attempt);
      if (passphrase === undefined) return false;
      if (!(await this.#show(bytes, passphrase))) return true;
      passphrases.forget(file);
    }
  }

  /** Shows the file; true when the passphrase is wrong. */
  async #show(bytes: Uint8Array, passphrase: string | undefined): Promise<boolean> {
    const trust = await trustWithWorkspace(this.services);
    const read = async (evidence: Evidence): Promise<FileReading> =>
      readFile(bytes, {
        label: this.uri.toString(),
        passphrase,
        provider: pureProvider,
        trust: withEvidence(trust, evidence),
      });
    const { inspection, needsPassphrase, wrong } = await read({});
    this.subject.update({
      status: "done",
      inspection,
      actions: needsPassphrase || wrong ? ["unlock"] : [],
      judgeAgain: async (evidence) => (await read(evidence)).inspection,
    });
    if (!needsPassphrase && !wrong) await offerQuestions(this.services, this.subject);
    return wrong;
  }

  dispose(): void {
    clearTimeout(this.#timer);
    for (const disposable of this.#disposables) disposable.dispose();
    this.subject.dispose();
  }
}
