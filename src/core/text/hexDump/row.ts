import { WORDS, type Marker, type WordForm } from "./forms";

/** A line that starts, perhaps after a log's prefix, with an offset and groups of digits. */
export interface Row {
  readonly line: number;
  /** Where the offset's digits start. */
  readonly start: number;
  readonly offset: string;
  readonly marker: Marker;
  readonly word: WordForm;
  /** Start and end of each group in turn; some at the end may belong to the ASCII column. */
  readonly groups: readonly number[];
  /** End of the line without trailing white space. */
  readonly end: number;
}

/** An offset that stands alone: od and hexdump end with the length. */
export interface EndMark {
  readonly line: number;
  readonly offset: string;
  readonly end: number;
}

/** Rows that follow each other, before it is settled what their offsets and groups mean. */
export interface RowBlock {
  readonly rows: Row[];
  /** Lines of a lone `*` (earlier rows repeated), by the index of the row that follows. */
  readonly stars: Map<number, { start: number; end: number }>;
  endMark?: EndMark;
}

const LONGEST_LINE = 4096;
const LONGEST_PREFIX = 160;
const OFFSET =
  /(0x)?([0-9a-f]{4,16})(:[ \t]*|[ \t]+-[ \t]+|[ \t]*[│┃][ \t]*|[ \t]+\|[ \t]+|[ \t]+)(?=[0-9a-f])/iy;
const GROUP = /[0-9a-f]+(?=[ \t\-|│┊┃>]|$)/iy;
const GAP = /[ \t]{1,4}|-|[ \t]*[┊][ \t]*/y;
/** `xxd -e` sets a last, shorter group of four bytes flush right. */
const WIDE_GAP = /[ \t]{1,9}/y;
const END_MARK = /^[ \t>|#]*([0-9a-f]{4,16})[ \t]*$/i;

/** Reads line `line`, which is the characters `start` to `end` of `text`. A first group shorter than `expected` is one cut short. */
export function readRow(
  text: string,
  line: number,
  start: number,
  end: number,
  expected?: WordForm,
): Row | undefined {
  if (end - start > LONGEST_LINE || end - start < 6) return undefined;
  const content = text.slice(start, end);
  const last = Math.min(content.length, LONGEST_PREFIX);
  for (let at = 0; at < last; at++) {
    if (!isHexDigit(content.charCodeAt(at)) || (at > 0 && !isBoundary(content.charCodeAt(at - 1)))) continue;
    const row = readRowAt(content, at, start, line, expected);
    if (row) return row;
  }
  return undefined;
}

/** The line's offset, when nothing else stands on it. */
export function readEndMark(text: string, line: number, start: number, end: number): EndMark | undefined {
  if (end - start > 64) return undefined;
  const offset = END_MARK.exec(text.slice(start, end))?.[1];
  return offset === undefined ? undefined : { line, offset, end };
}

function readRowAt(
  content: string,
  at: number,
  base: number,
  line: number,
  expected: WordForm | undefined,
): Row | undefined {
  OFFSET.lastIndex = at;
  const match = OFFSET.exec(content);
  const offset = match?.[2];
  if (!match || offset === undefined) return undefined;
  const marker = markerOf(match[3] ?? "", match[1] !== undefined);
  const groups: number[] = [];
  let position = OFFSET.lastIndex;
  let word: WordForm | undefined;
  for (;;) {
    GROUP.lastIndex = position;
    const group = GROUP.exec(content)?.[0];
    if (group === undefined) break;
    word ??=
      expected?.radix === 16 && group.length < expected.digits && group.length % 2 === 0
        ? expected
        : WORDS.find((form) => form.digits === group.length);
    if (!word) return undefined;
    // Only a last group may be shorter (xxd: two bytes to a group, an odd number of bytes).
    const short = group.length < word.digits && group.length % 2 === 0 && word.radix === 16;
    if (group.length !== word.digits && !short) break;
    if (word.radix === 8 && !/^[0-7]+$/.test(group)) break;
    groups.push(base + position, base + position + group.length);
    position += group.length;
    if (short) break;
    const between = word.digits === 8 ? WIDE_GAP : GAP;
    between.lastIndex = position;
    const gap = between.exec(content)?.[0];
    if (gap === undefined) break;
    position += gap.length;
  }
  if (!word || groups.length === 0) return undefined;
  return { line, start: base + at, offset, marker, word, groups, end: base + content.trimEnd().length };
}

function markerOf(separator: string, prefixed: boolean): Marker {
  if (separator.startsWith(":")) return prefixed ? "0x colon" : "colon";
  if (separator.includes("-")) return "dash";
  return /[│┃|]/.test(separator) ? "bar" : "space";
}

export function isHexDigit(code: number): boolean {
  return (code >= 48 && code <= 57) || ((code | 32) >= 97 && (code | 32) <= 102);
}

/** Where an offset may begin: after white space or a log prefix's punctuation. */
function isBoundary(code: number): boolean {
  return (
    code === 32 || code === 9 || code === 124 || code === 62 || code === 93 || code === 35 || code === 0x2502
  );
}
