import type { TextRange } from "../core/bytes/span";

/** What stands between two bytes of one row: blanks, punctuation, the mark of the next one. */
const BETWEEN_BYTES = /^(?:[ \t:;,.|'"-]|\(byte\))*(?:0x|0o|0b|16#|\\x|\\u00|[\\%#])?$/i;
const MOST_BETWEEN = 16;

/** The ranges with those joined that stand beside each other in a row: "39 b4 0e" is one selection, not three. */
export function joinNeighbours(ranges: readonly TextRange[], text: string): TextRange[] {
  const joined: TextRange[] = [];
  for (const range of ranges) {
    const last = joined.at(-1);
    const gap = last && range.start - last.end;
    const near = gap !== undefined && gap >= 0 && gap <= MOST_BETWEEN;
    if (last && near && BETWEEN_BYTES.test(text.slice(last.end, range.start)))
      joined[joined.length - 1] = { ...last, end: range.end };
    else joined.push(range);
  }
  return joined;
}
