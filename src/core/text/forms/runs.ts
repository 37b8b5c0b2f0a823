import type { Run } from "../../bytes/source";
import type { Stretch } from "../gaps";

/** So far a fraction of a character may be off: thirds are not exact in binary. */
const EPSILON = 1e-4;

/** The runs of the bytes `from` to `to`, counted from `from`. */
export function sliceRuns(runs: readonly Run[], from: number, to: number): Run[] {
  const slice: Run[] = [];
  for (let i = firstRun(runs, from); i < runs.length; i++) {
    const run = runs[i];
    if (!run || run.byteStart >= to) break;
    const start = Math.max(from, run.byteStart);
    const end = Math.min(to, run.byteStart + run.byteCount);
    if (start >= end) continue;
    slice.push({
      ...run,
      byteStart: start - from,
      byteCount: end - start,
      charStart: run.charStart + (start - run.byteStart) * run.stride,
    });
  }
  return slice;
}

/** The same runs in a text that has `by` more characters before them. */
export function shiftRuns(runs: readonly Run[], by: number): readonly Run[] {
  return by === 0 ? runs : runs.map((run) => ({ ...run, charStart: run.charStart + by }));
}

/** The characters from the first to the last that carry the bytes `from` to `to`; undefined when none do. */
export function hull(runs: readonly Run[], from: number, to: number): Stretch | undefined {
  let [start, end] = [Infinity, -1];
  for (const range of charsOf(runs, from, to)) {
    start = Math.min(start, range.start);
    end = Math.max(end, range.end);
  }
  return start <= end ? { start, end } : undefined;
}

/**
 * The runs of bytes whose characters (`inner`) are themselves bytes of a text's value (`outer`): each byte's runs cover
 * the characters that carry any bit of any of its own characters.
 */
export function composeRuns(inner: readonly Run[], outer: readonly Run[]): Run[] {
  const runs: Run[] = [];
  for (const run of inner) {
    for (let i = 0; i < run.byteCount; i++) {
      const { start, end } = charsOfByte(run, i);
      for (const range of charsOf(outer, start, end)) {
        const charsPerByte = range.end - range.start;
        runs.push({
          byteStart: run.byteStart + i,
          byteCount: 1,
          charStart: range.start,
          charsPerByte,
          stride: charsPerByte,
        });
      }
    }
  }
  return runs;
}

function charsOfByte(run: Run, index: number): Stretch {
  const at = run.charStart + index * run.stride;
  return { start: Math.floor(at + EPSILON), end: Math.ceil(at + run.charsPerByte - EPSILON) };
}

/** The stretches of characters that carry the bytes `from` to `to`, one for each run or separate byte. */
function charsOf(runs: readonly Run[], from: number, to: number): Stretch[] {
  const stretches: Stretch[] = [];
  for (let i = firstRun(runs, from); i < runs.length; i++) {
    const run = runs[i];
    if (!run || run.byteStart >= to) break;
    const first = Math.max(from, run.byteStart) - run.byteStart;
    const last = Math.min(to, run.byteStart + run.byteCount) - run.byteStart - 1;
    if (first > last) continue;
    if (run.stride <= run.charsPerByte + EPSILON)
      stretches.push({ start: charsOfByte(run, first).start, end: charsOfByte(run, last).end });
    else for (let byte = first; byte <= last; byte++) stretches.push(charsOfByte(run, byte));
  }
  return stretches;
}

/** The place of the first run that reaches beyond byte `from`: runs are sorted by their bytes, and those of one byte stand together. */
function firstRun(runs: readonly Run[], from: number): number {
  let [low, high] = [0, runs.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const run = runs[middle];
    if (run && run.byteStart + run.byteCount > from) high = middle;
    else low = middle + 1;
  }
  return low;
}
