import {
  CancellationTokenSource,
  EventEmitter,
  FileType,
  workspace,
  type CancellationToken,
  type Disposable,
  type Event,
  type FileSystemWatcher,
  type LogOutputChannel,
  type Uri,
} from "vscode";
import { pureProvider } from "../core/crypto/pure";
import { inventoryOf, type Inventory } from "../core/inspect/inventory";
import { decodeText } from "../decodeText";
import { workspaceSettings, type WorkspaceSettings } from "./settings";

/** What a file of the workspace holds. */
export interface WorkspaceFile extends Inventory {
  readonly uri: Uri;
}

/** Files are read again so long after they changed, in milliseconds: programs write them in several goes. */
const SETTLE_MS = 300;

/** The certificates, keys, requests and lists in the workspace's files. Nothing is read before it is asked for. */
export class WorkspaceCertificates implements Disposable {
  readonly #files = new Map<string, WorkspaceFile>();
  readonly #changed = new EventEmitter<void>();
  /** Something was found, is gone or is another. */
  readonly onDidChange: Event<void> = this.#changed.event;
  readonly #subscriptions: Disposable[] = [this.#changed];
  readonly #pending = new Map<string, Uri>();
  #watchers: FileSystemWatcher[] = [];
  #scan: Promise<void> | undefined;
  #cancel = new CancellationTokenSource();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #limited = false;

  constructor(private readonly log: LogOutputChannel) {
    this.#subscriptions.push(
      workspace.onDidChangeConfiguration((event) => {
        const ours = ["tlsInspector.workspaceCertificates", "tlsInspector.expiresSoonDays"];
        if (this.#scan && ours.some((name) => event.affectsConfiguration(name))) void this.refresh();
      }),
      workspace.onDidChangeWorkspaceFolders(() => {
        if (this.#scan) void this.refresh();
      }),
    );
  }

  /** Files that hold anything, sorted by their path. */
  get files(): readonly WorkspaceFile[] {
    return [...this.#files.values()].sort((a, b) => a.uri.path.localeCompare(b.uri.path));
  }

  /** Whether there are more files than the setting lets be read. */
  get limited(): boolean {
    return this.#limited;
  }

  /** Resolves when every file was read once. The first call begins. */
  ready(): Promise<void> {
    return (this.#scan ??= this.#readAll());
  }

  /** Reads every file anew. */
  refresh(): Promise<void> {
    this.#cancel.cancel();
    this.#cancel.dispose();
    this.#cancel = new CancellationTokenSource();
    return (this.#scan = this.#readAll());
  }

  async #readAll(): Promise<void> {
    const { token } = this.#cancel;
    const settings = workspaceSettings();
    this.#watch(settings);
    const found = await findFiles(settings, token);
    this.#limited = found.size >= settings.mostFiles;
    for (const key of this.#files.keys()) if (!found.has(key)) this.#files.delete(key);
    for (const uri of found.values()) {
      if (token.isCancellationRequested) return;
      await this.#readFile(uri, settings);
    }
    this.#changed.fire();
  }

  /** Reading waits for the disk between files, so the host goes on with other things meanwhile. */
  async #readFile(uri: Uri, { mostBytes, expiresSoonDays }: WorkspaceSettings): Promise<void> {
    const key = uri.toString();
    try {
      const { size, type } = await workspace.fs.stat(uri);
      const bytes =
        (type & FileType.File) !== 0 && size <= mostBytes ? await workspace.fs.readFile(uri) : undefined;
      const inventory =
        bytes &&
        inventoryOf(bytes, {
          decodeText,
          at: new Date().toISOString(),
          provider: pureProvider,
          expiresSoonDays,
        });
      if (inventory && inventory.items.length > 0) this.#files.set(key, { uri, ...inventory });
      else this.#files.delete(key);
    } catch (error) {
      this.#files.delete(key);
      this.log.debug(`${key} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  #watch({ include }: WorkspaceSettings): void {
    for (const watcher of this.#watchers) watcher.dispose();
    this.#watchers = include.map((pattern) => workspace.createFileSystemWatcher(pattern));
    const touched = (uri: Uri): void => {
      this.#pending.set(uri.toString(), uri);
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => void this.#readPending(), SETTLE_MS);
    };
    for (const watcher of this.#watchers) {
      watcher.onDidCreate(touched);
      watcher.onDidChange(touched);
      watcher.onDidDelete(touched);
    }
  }

  async #readPending(): Promise<void> {
    const uris = [...this.#pending.values()];
    this.#pending.clear();
    const settings = workspaceSettings();
    // A watcher's glob knows no excludes: what the search would not find is not read.
    const allowed = await findFiles(settings);
    for (const uri of uris) {
      if (allowed.has(uri.toString())) await this.#readFile(uri, settings);
      else this.#files.delete(uri.toString());
    }
    this.#changed.fire();
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#cancel.cancel();
    this.#cancel.dispose();
    for (const disposable of [...this.#watchers, ...this.#subscriptions]) disposable.dispose();
  }
}

/** The files to look through, by their URIs. */
async function findFiles(
  { include, exclude, mostFiles }: WorkspaceSettings,
  token?: CancellationToken,
): Promise<Map<string, Uri>> {
  const found = new Map<string, Uri>();
  for (const pattern of include) {
    const left = mostFiles - found.size;
    if (left <= 0) break;
    for (const uri of await workspace.findFiles(pattern, exclude, left, token))
      found.set(uri.toString(), uri);
  }
  return found;
}
