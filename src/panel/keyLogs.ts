import { window, workspace } from "vscode";
import type { KeyLogEntry } from "../core/inspection";
import type { KeyLogView } from "../protocol";

/** A longer key log is not read, in bytes. */
const LONGEST = 16 << 20;

interface KeyLog {
  readonly label: string;
  readonly entries: readonly KeyLogEntry[];
}

/** The key logs that the side view was given: one that was pasted, one out of a file. They stand in memory only. */
export class KeyLogs {
  #pasted: KeyLog | undefined;
  #file: KeyLog | undefined;

  get entries(): readonly KeyLogEntry[] {
    return this.#all.flatMap(({ entries }) => entries);
  }

  /** What a view may know of them. */
  get views(): readonly KeyLogView[] {
    return this.#all.map(({ label, entries }) => ({ label, secrets: entries.length }));
  }

  get #all(): readonly KeyLog[] {
    return [this.#pasted, this.#file].filter((log) => log !== undefined);
  }

  /** Takes a pasted key log in place of an earlier one; a blank text takes that away. */
  async paste(text: string): Promise<void> {
    this.#pasted = text.trim() === "" ? undefined : { label: "Pasted key log", entries: await read(text) };
  }

  /** Asks for a file and takes its secrets; false when the user declines. Throws an Error for the user. */
  async choose(): Promise<boolean> {
    const [uri] =
      (await window.showOpenDialog({ title: "Key log file (SSLKEYLOGFILE)", openLabel: "Use" })) ?? [];
    if (!uri) return false;
    const label = uri.path.split("/").at(-1) ?? "Key log";
    const { size } = await workspace.fs.stat(uri);
    if (size > LONGEST) throw new Error(`${label} is longer than 16 MB, too long for a key log`);
    const [{ decodeText }, bytes] = await Promise.all([import("../decodeText"), workspace.fs.readFile(uri)]);
    const entries = await read(decodeText(bytes));
    if (entries.length === 0)
      throw new Error(`${label} holds no line of a key log, such as “CLIENT_RANDOM 52… 8c…”`);
    this.#file = { label, entries };
    return true;
  }

  forget(): void {
    this.#pasted = undefined;
    this.#file = undefined;
  }
}

async function read(text: string): Promise<readonly KeyLogEntry[]> {
  const { parseKeyLog } = await import("../core/capture/keyLog");
  return parseKeyLog(text).entries;
}
