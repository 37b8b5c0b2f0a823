/** Where two texts differ. */
export interface Difference {
  /** As many characters are the same at the beginning. */
  readonly start: number;
  /** Where the earlier text is the same again as the later one from `end` on. */
  readonly earlierEnd: number;
  readonly end: number;
}

const BLOCK = 4096;

/** The one stretch in which two texts differ: it is empty, and at the end, for the same text. Blocks are compared whole, which costs little. */
export function differenceOf(earlier: string, text: string): Difference {
  const least = Math.min(earlier.length, text.length);
  let start = 0;
  while (start + BLOCK <= least && earlier.startsWith(text.slice(start, start + BLOCK), start))
    start += BLOCK;
  while (start < least && earlier.charCodeAt(start) === text.charCodeAt(start)) start++;
  let back = 0;
  const most = least - start;
  const block = (from: string): string => from.slice(from.length - back - BLOCK, from.length - back);
  while (back + BLOCK <= most && block(earlier) === block(text)) back += BLOCK;
  const code = (from: string): number => from.charCodeAt(from.length - back - 1);
  while (back < most && code(earlier) === code(text)) back++;
  return { start, earlierEnd: earlier.length - back, end: text.length - back };
}
