import { spawnSync } from "node:child_process";
import { pureProvider } from "../../src/core/crypto/pure";
import { inspectText } from "../../src/core/inspect/text";
import { DumpIndex } from "../../src/core/text/dumpIndex";
import { findDumps } from "../../src/core/text/hexDump";
import { records, type BenchmarkForm, type Peer } from "./texts";

/** What reading one form at one size costs; times in milliseconds. */
export interface Measured {
  readonly form: string;
  /** Characters of the text, and bytes that stand in it. */
  readonly characters: number;
  readonly bytes: number;
  readonly dumps: number;
  /** All dumps found, at once. */
  readonly read: number;
  /** Read and decoded into an inspection. */
  readonly inspect: number;
  /** The dumps found again after a character in the middle was changed. */
  readonly edit: number;
  /** The longest that the thread was held without a rest, on the first look and after the edit. */
  readonly slice: number;
  readonly peer?: { readonly name: string; readonly ms: number };
}

/**
 * Measures a form with a text of about `characters`; each time is the best of `runs`, as the others say what else the
 * machine did. Throws when not every byte of the text is found.
 */
export function measure(form: BenchmarkForm, characters: number, runs: number): Measured {
  const sample = form.print(records(8192)).length / 8192;
  const bytes = records(Math.round(characters / sample));
  const text = form.print(bytes);
  const found = findDumps(text);
  const count = found.reduce((sum, dump) => sum + dump.bytes.length, 0);
  if (count !== bytes.length)
    throw new Error(`${form.name}: ${String(count)} of ${String(bytes.length)} bytes were found`);
  const peer = form.peer && peerMs(form.peer, text, runs);
  const middle = text.length >> 1;
  const digit = text.slice(middle).search(/[0-8]/) + middle;
  const edited = `${text.slice(0, digit)}9${text.slice(digit + 1)}`;
  const trust = { roots: undefined, storeName: "none", at: "2026-01-01T00:00:00Z" };
  const index = new DumpIndex(text);
  longestStep(index);
  return {
    form: form.name,
    characters: text.length,
    bytes: bytes.length,
    dumps: found.length,
    read: best(runs, () => findDumps(text)),
    inspect: best(runs, () => inspectText(text, { label: "", provider: pureProvider, trust })),
    edit: best(runs, () => longestStep(new DumpIndex(edited, index))),
    slice: Math.max(
      least(runs, () => longestStep(new DumpIndex(text))),
      least(runs, () => longestStep(new DumpIndex(edited, index))),
    ),
    ...(peer === undefined ? {} : { peer: { name: form.peer?.name ?? "", ms: peer } }),
  };
}

function longestStep(index: DumpIndex): number {
  let longest = 0;
  for (let done = false; !done;) {
    const before = performance.now();
    done = index.next().done === true;
    longest = Math.max(longest, performance.now() - before);
  }
  return longest;
}

function least(runs: number, value: () => number): number {
  return Math.min(...Array.from({ length: runs }, value));
}

function best(runs: number, work: () => void): number {
  return least(runs, () => {
    const before = performance.now();
    work();
    return performance.now() - before;
  });
}

/** How long a peer takes for a text, its start included; undefined where it is not installed. */
function peerMs(peer: Peer, text: string, runs: number): number | undefined {
  if ("read" in peer) return best(runs, () => peer.read(text));
  const [program, ...args] = peer.command;
  const run = (): boolean =>
    spawnSync(program, args, { input: text, maxBuffer: 1 << 28, stdio: ["pipe", "pipe", "ignore"] })
      .status === 0;
  return run() ? best(runs, run) : undefined;
}
