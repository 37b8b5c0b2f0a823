import type { Run } from "../core/bytes/source";

/** Bytes `start` (inclusive) to `end` (exclusive). */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** Thirds of a character are not exact in binary. */
const EPSILON = 1e-4;

/**
 * From the first to the last of the bytes that the characters `start` to `end` carry, wholly or in part; undefined where
 * they carry none. The `*` of a dump carries every byte that it stands for.
 */
export function bytesAt(runs: readonly Run[], start: number, end: number): ByteRange | undefined {
  let found: ByteRange | undefined;
  for (const { byteStart, byteCount, charStart, charsPerByte, stride } of runs) {
    if (charStart + EPSILON >= end) continue;
    const last = charStart + (byteCount - 1) * stride + charsPerByte;
    if (last - EPSILON <= start) continue;
    const from = stride > 0 ? Math.floor((start + EPSILON - charStart - charsPerByte) / stride) + 1 : 0;
    const to = stride > 0 ? Math.ceil((end - EPSILON - charStart) / stride) : byteCount;
    const [first, behind] = [byteStart + Math.max(0, from), byteStart + Math.min(byteCount, to)];
    if (first >= behind) continue;
    found = found
      ? { start: Math.min(found.start, first), end: Math.max(found.end, behind) }
      : { start: first, end: behind };
  }
  return found;
}
