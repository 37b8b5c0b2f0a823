import type { Dump, Range } from "../../core/text/hexDump/dump";
import { asciiByte } from "../../panel/asciiColumn";
import { bytesBetween, piecesOf } from "./characters";

/** What stands at a character of a dump that carries no byte. */
export type RowPlace =
  | { readonly kind: "offset"; readonly range: Range; readonly bytes: Range }
  | { readonly kind: "ascii"; readonly byte: number };

/** No row of a dump with an ASCII column is wider. */
const WIDEST_ROW = 64;
const LONGEST_LINE = 4096;

/**
 * What a character beside the bytes of a row stands for: before the first byte the row's offset, behind the last one the
 * byte that the ASCII column shows there. Undefined where neither is plain.
 */
export function rowPlaceAt(text: string, dump: Dump, character: number): RowPlace | undefined {
  const line = lineAround(text, character);
  if (line.end - line.start > LONGEST_LINE) return undefined;
  const bytes = bytesBetween(dump.runs, line.start, line.end);
  if (!bytes || bytes.end - bytes.start > WIDEST_ROW) return undefined;
  const pieces = piecesOf(text, dump.runs, bytes.start, bytes.end);
  const [first, last] = [
    Math.min(...pieces.map(({ start }) => start)),
    Math.max(...pieces.map(({ end }) => end)),
  ];
  // A byte may have its halves on two lines.
  if (first < line.start || last > line.end) return undefined;
  if (character < first) {
    const range = offsetIn(text, line.start, first);
    return range && range.start <= character && character < range.end
      ? { kind: "offset", range, bytes }
      : undefined;
  }
  const row = dump.bytes.subarray(bytes.start, bytes.end);
  const place =
    character < last
      ? undefined
      : asciiByte(text.slice(line.start, line.end), last - line.start, row, character - line.start);
  return place === undefined ? undefined : { kind: "ascii", byte: bytes.start + place };
}

/** The digits of a row's offset, which stand last before its bytes. */
function offsetIn(text: string, start: number, end: number): Range | undefined {
  const found = /(?<![0-9A-Za-z])([0-9A-Fa-f]{3,16})[^0-9A-Za-z]{0,8}$/.exec(text.slice(start, end));
  const digits = found?.[1];
  return found && digits !== undefined
    ? { start: start + found.index, end: start + found.index + digits.length }
    : undefined;
}

function lineAround(text: string, character: number): Range {
  const start = Math.max(text.lastIndexOf("\n", character - 1), text.lastIndexOf("\r", character - 1)) + 1;
  const rest = /[\r\n]/.exec(text.slice(character, character + LONGEST_LINE));
  return { start, end: rest ? character + rest.index : text.length };
}
