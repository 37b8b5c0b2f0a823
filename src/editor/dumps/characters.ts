import type { Run } from "../../core/bytes/source";
import type { Range } from "../../core/text/hexDump/dump";

/** Thirds of a character, as in base64, are not exact in binary. */
const EPSILON = 1e-4;
/** Bytes of one row stand no further apart. */
const MOST_BETWEEN = 8;
/** What stands between two bytes of one row: blanks, punctuation, the mark of the next one. */
const BETWEEN_BYTES = /^[ \t:;,.|"'-]*(?:0x|\\x|\\u00|%|#)?$/i;

/** The characters that carry the bytes `first` to `last` (both of them in the run) of an even run. */
function charactersOf(run: Run, first: number, last: number): Range {
  const at = (byte: number): number => run.charStart + (byte - run.byteStart) * run.stride;
  return {
    start: Math.floor(at(first) + EPSILON),
    end: Math.ceil(at(last) + run.charsPerByte - EPSILON),
  };
}

/**
 * The characters that carry bytes `start` to `end` of a dump, in pieces as they are painted: all of a row that belongs to
 * them is one piece, blanks between its bytes included; offsets, ASCII columns and line ends are in none. The runs are
 * those of the text; rows that a `*` stands for are the `*`.
 */
export function piecesOf(text: string, runs: readonly Run[], start: number, end: number): Range[] {
  const pieces: Range[] = [];
  for (let i = runAt(runs, start); i < runs.length; i++) {
    const run = runs[i];
    if (!run || run.byteStart >= end) break;
    const first = Math.max(start, run.byteStart);
    const last = Math.min(end, run.byteStart + run.byteCount) - 1;
    if (first > last) continue;
    for (const piece of evenPieces(run, first, last)) {
      const before = pieces.at(-1);
      if (before && areNeighbours(text, before, piece))
        pieces[pieces.length - 1] = {
          start: Math.min(before.start, piece.start),
          end: Math.max(before.end, piece.end),
        };
      else pieces.push(piece);
    }
  }
  return pieces;
}

/** One piece, or where the bytes of a run stand far apart one for each. */
function evenPieces(run: Run, first: number, last: number): Range[] {
  if (run.stride - run.charsPerByte <= MOST_BETWEEN) return [charactersOf(run, first, last)];
  return Array.from({ length: last - first + 1 }, (_, i) => charactersOf(run, first + i, first + i));
}

/** Whether two pieces stand beside each other in a row: little-endian words come from right to left. */
function areNeighbours(text: string, one: Range, other: Range): boolean {
  const [left, right] = one.start <= other.start ? [one, other] : [other, one];
  const gap = right.start - left.end;
  return gap <= 0 || (gap <= MOST_BETWEEN && BETWEEN_BYTES.test(text.slice(left.end, right.start)));
}

/** The place of the first run that holds byte `byte` or one after it. */
function runAt(runs: readonly Run[], byte: number): number {
  let [low, high] = [0, runs.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const run = runs[middle];
    if (run && run.byteStart + run.byteCount > byte) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Runs are sorted by their bytes; their characters are in order too but within a word: a pair of runs may have changed places. */
const DISORDER = 16;

/** The runs of which some character stands between `start` and `end`. Logarithmic, but for those. */
function runsIn(runs: readonly Run[], start: number, end: number): Run[] {
  let [low, high] = [0, runs.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const run = runs[middle];
    if (run && lastCharacter(run) > start) high = middle;
    else low = middle + 1;
  }
  const found: Run[] = [];
  let beyond = 0;
  for (let i = Math.max(0, low - DISORDER); i < runs.length && beyond < DISORDER; i++) {
    const run = runs[i];
    if (!run) break;
    if (run.charStart >= end) beyond++;
    else if (lastCharacter(run) > start) found.push(run);
  }
  return found;
}

function lastCharacter(run: Run): number {
  return charactersOf(run, run.byteStart, run.byteStart + run.byteCount - 1).end;
}

/** The bytes of a dump that stand between two characters, from the first to behind the last; undefined for none. */
export function bytesBetween(runs: readonly Run[], start: number, end: number): Range | undefined {
  let [first, last] = [Number.POSITIVE_INFINITY, 0];
  for (const run of runsIn(runs, start, end)) {
    const { byteStart, byteCount, charStart, charsPerByte, stride } = run;
    // Of a run that reaches out of the stretch only the bytes within.
    const from = stride > 0 ? Math.floor((start - charStart - charsPerByte) / stride + EPSILON) + 1 : 0;
    const to = stride > 0 ? Math.ceil((end - charStart) / stride - EPSILON) : byteCount;
    if (Math.max(0, from) >= Math.min(byteCount, to)) continue; // the characters stand between two of its bytes
    first = Math.min(first, byteStart + Math.max(0, from));
    last = Math.max(last, byteStart + Math.min(byteCount, to));
  }
  return first < last ? { start: first, end: last } : undefined;
}

/** The byte that a character carries, and all of those that it carries (in base64 two, at a `*` whole rows); undefined for none. */
export function byteAt(runs: readonly Run[], character: number): Range | undefined {
  return bytesBetween(runs, character, character + 1);
}
