import { agreesWithAscii } from "./ascii";
import type { RowTraits } from "./forms";
import type { Row } from "./row";

/** How many bytes the groups of a row have at most. */
export function available(row: Row): number {
  let digits = 0;
  for (let i = 0; i < row.groups.length; i += 2) digits += (row.groups[i + 1] ?? 0) - (row.groups[i] ?? 0);
  return Math.floor((digits * row.word.bytes) / row.word.digits);
}

/** For each group, how many bytes the row has up to its end. */
export function ends(row: Row): { bytes: number; at: number; group: number }[] {
  const out: { bytes: number; at: number; group: number }[] = [];
  let bytes = 0;
  for (let i = 0; i < row.groups.length; i += 2) {
    const at = row.groups[i + 1] ?? 0;
    bytes += Math.floor(((at - (row.groups[i] ?? 0)) * row.word.bytes) / row.word.digits);
    out.push({ bytes, at, group: i / 2 });
  }
  return out;
}

/** Where the byte `count` of a row ends, in characters; undefined when a group goes on past it. */
export function endsGroup(row: Row, count: number): boolean {
  return ends(row).some((end) => end.bytes === count);
}

/** The values of the first `count` bytes of a row. */
export function rowBytes(text: string, row: Row, count: number, little: boolean): number[] {
  const bytes: number[] = [];
  eachByte(text, row, count, little, (byte) => bytes.push(byte));
  return bytes;
}

export function agrees(text: string, row: Row, count: number, little: boolean): boolean {
  const end = ends(row).find((group) => group.bytes >= count)?.at;
  if (end === undefined || end >= row.end) return false;
  const column = text.slice(end, row.end);
  return (
    /^[ \t│┊┃|>]/.test(column) && agreesWithAscii(rowBytes(text, row, count, little), trimColumn(column))
  );
}

/** Without one or two columns of space before it: those are the layout's, more may be the data's. */
function trimColumn(column: string): string {
  return column.replace(/^[ \t│┊┃]+(?=[|>])/, "").replace(/^[│┊┃]+|[│┊┃]+$/g, "");
}

export function asciiKind(text: string, row: Row, count: number): RowTraits["ascii"] {
  const end = ends(row).find((group) => group.bytes >= count)?.at ?? row.end;
  if (end >= row.end) return "none";
  return /^[ \t]*[|]/.test(text.slice(end, row.end)) ? "bars" : "plain";
}

export function middleGap(row: Row, count: number): number {
  const half = ends(row).findIndex((group) => group.bytes * 2 >= count && count >= 8);
  if (half < 0 || half * 2 + 2 >= row.groups.length) return 0;
  const gap = (row.groups[half * 2 + 2] ?? 0) - (row.groups[half * 2 + 1] ?? 0);
  return gap > 1 ? gap : 0;
}

/** Calls `add` with each of the first `count` bytes of a row and the characters that carry it. */
export function eachByte(
  text: string,
  row: Row,
  count: number,
  little: boolean,
  add: (byte: number, start: number, end: number) => void,
): void {
  const { word } = row;
  let left = count;
  for (let i = 0; i < row.groups.length && left > 0; i += 2) {
    const start = row.groups[i] ?? 0;
    const end = row.groups[i + 1] ?? 0;
    if (word.radix === 8) {
      const value = Number.parseInt(text.slice(start, end), 8);
      // The six octal digits of a word are 1 + 15 bits: the low byte is in the last three (and a bit), the high byte in the first four.
      if (word.bytes === 1) add(value & 0xff, start, end);
      else {
        add(value & 0xff, start + 3, end);
        if (left > 1) add(value >> 8, start, start + 4);
      }
      left -= word.bytes;
      continue;
    }
    const inGroup = Math.min(left, Math.floor((end - start) / 2));
    for (let k = 0; k < inGroup; k++) {
      const at = little ? end - 2 * (k + 1) : start + 2 * k;
      add(Number.parseInt(text.slice(at, at + 2), 16), at, at + 2);
    }
    left -= inGroup;
  }
}
