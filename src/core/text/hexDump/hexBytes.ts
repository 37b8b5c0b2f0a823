import { ByteCollector } from "../byteCollector";
import type { Steps } from "../steps";
import type { Dump } from "./dump";

/** Bytes that are read in one step. */
const STEP = 2048;

/** The bytes of groups of digits (start and end of each in turn): pairs in a row, words backwards, or decimal numbers. */
export function* collectHex(
  groups: readonly number[],
  text: string,
  how: 16 | 10 | "little",
): Steps<{ bytes: Uint8Array; runs: Dump["runs"]; odd: boolean }> {
  const collector = new ByteCollector();
  let half = -1;
  for (let i = 0; i < groups.length; i += 2) {
    const start = groups[i] ?? 0;
    const end = groups[i + 1] ?? 0;
    let at = start;
    if (how === 10) {
      if (collector.length % STEP === STEP - 1) yield;
      collector.add(Number(text.slice(start, end)) & 0xff, start, end);
      continue;
    }
    if (half >= 0) {
      collector.addSplit(Number.parseInt(text.charAt(half) + text.charAt(at), 16), half, at);
      half = -1;
      at++;
    }
    const size = Math.floor((end - at) / 2);
    for (let k = 0; k < size; k++) {
      if (collector.length % STEP === STEP - 1) yield;
      const from = how === "little" ? end - 2 * (k + 1) : at + 2 * k;
      collector.add(Number.parseInt(text.slice(from, from + 2), 16), from, from + 2);
    }
    if ((end - at) % 2 === 1) half = end - 1;
  }
  return { ...collector.finish(), odd: half >= 0 };
}
