import { execFile, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import type { InputName } from "./sample";

const execute = promisify(execFile);
const samples = resolve(import.meta.dirname, "../../unit/text/samples");
const cache = resolve(import.meta.dirname, "../../../.cache/paste");
const programs = join(import.meta.dirname, "programs");

/** RFC 8448 §3's first record. */
const hello = new Uint8Array(readFileSync(join(samples, "client-hello.bin")));

/** A whole record with long runs of one byte (RFC 7685's padding), for `*`; the extensions' lengths count it. */
function paddedHello(): Uint8Array {
  const padding = 200;
  const grown = padding + 4;
  const bytes = new Uint8Array(hello.length + grown);
  bytes.set(hello);
  const view = new DataView(bytes.buffer);
  view.setUint16(3, hello.length - 5 + grown);
  view.setUint16(7, hello.length - 9 + grown);
  const sessionId = 43;
  const suites = sessionId + 1 + view.getUint8(sessionId);
  const compression = suites + 2 + view.getUint16(suites);
  const extensions = compression + 1 + view.getUint8(compression);
  view.setUint16(extensions, view.getUint16(extensions) + grown);
  view.setUint16(hello.length, 21);
  view.setUint16(hello.length + 2, padding);
  return bytes;
}

/** What tools are given, in the files NAME.bin. */
export const INPUTS: Readonly<Record<InputName, Uint8Array>> = { hello, padded: paddedHello() };

/** A folder in which tools print our bytes. Give it back with `remove`. */
export class Lab {
  readonly path = mkdtempSync(join(tmpdir(), "tls-inspector-paste-"));
  readonly #done = new Map<string, Promise<unknown>>();

  constructor() {
    for (const [name, bytes] of Object.entries(INPUTS)) this.write(`${name}.bin`, bytes);
  }

  write(name: string, content: string | Uint8Array): string {
    const file = join(this.path, name);
    writeFileSync(file, content);
    return file;
  }

  /** Runs a command line of the shell in the folder and gives what it prints, errors too with `2>&1`. */
  async run(line: string): Promise<string> {
    const options = {
      cwd: this.path,
      timeout: 60_000,
      maxBuffer: 64 * 2 ** 20,
      env: {
        ...process.env,
        PATH: `${process.env["PATH"] ?? ""}:/usr/sbin`,
        LC_ALL: "C.UTF-8",
        TZ: "UTC",
        TERM: "xterm",
      },
    };
    const { stdout } = await execute("/bin/sh", ["-c", line], options);
    return stdout;
  }

  /** Does something one time only. */
  once<T>(key: string, make: () => Promise<T>): Promise<T> {
    const known = this.#done.get(key) as Promise<T> | undefined;
    if (known) return known;
    const made = make();
    this.#done.set(key, made);
    return made;
  }

  /** A program of the folder `programs`. */
  program(name: string): string {
    return join(programs, name);
  }

  /**
   * The folder that holds what `compile` (a command line; FILE stands for the source, OUT for the folder) made of a
   * program: kept between runs as long as the source is the same.
   */
  async compiled(name: string, compile: string): Promise<string> {
    const source = this.program(name);
    const key = createHash("sha256").update(readFileSync(source)).update(compile).digest("hex").slice(0, 16);
    const folder = join(cache, `${name}-${key}`);
    if (existsSync(folder)) return folder;
    const fresh = mkdtempSync(join(this.path, "build-"));
    await this.run(compile.replaceAll("FILE", source).replaceAll("OUT", fresh));
    mkdirSync(cache, { recursive: true });
    rmSync(folder, { recursive: true, force: true });
    try {
      renameSync(fresh, folder);
    } catch {
      return fresh; // on another file system: made anew each time
    }
    return folder;
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

/** Whether a program is on PATH. */
export function has(program: string): boolean {
  return spawnSync("/bin/sh", ["-c", `command -v ${program}`], { stdio: "ignore" }).status === 0;
}
