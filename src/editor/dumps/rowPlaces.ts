import type { Dump, Range } from "../../core/text/hexDump/dump";
import { bytesBetween, piecesOf } from "./characters";

/** What stands at a character of a dump that carries no byte. */
export type RowPlace =
  { readonly kind: "offset"; readonly bytes: Range } | { readonly kind: "ascii"; readonly byte: number };

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
  if (character < first)
    return /^[^A-Za-z]*[0-9A-Fa-f]{3,16}[^0-9A-Za-z]*$/.test(text.slice(line.start, first).slice(-24))
      ? { kind: "offset", bytes }
      : undefined;
  if (character < last) return undefined;
  const column = asciiColumn(text.slice(last, line.end), dump.bytes.subarray(bytes.start, bytes.end));
  const index = column === undefined ? -1 : character - last - column;
  return index >= 0 && index < bytes.end - bytes.start
    ? { kind: "ascii", byte: bytes.start + index }
    : undefined;
}

function lineAround(text: string, character: number): Range {
  const start = Math.max(text.lastIndexOf("\n", character - 1), text.lastIndexOf("\r", character - 1)) + 1;
  const rest = /[\r\n]/.exec(text.slice(character, character + LONGEST_LINE));
  return { start, end: rest ? character + rest.index : text.length };
}

/** Where in what follows a row's bytes the column begins that shows each of them as a character; undefined for none. */
function asciiColumn(tail: string, bytes: Uint8Array): number | undefined {
  for (let at = tail.length - bytes.length; at > 0; at--) {
    let all = true;
    for (let i = 0; all && i < bytes.length; i++) all = shows(tail.charCodeAt(at + i), bytes[i] ?? 0);
    // The column is parted from the bytes, or framed.
    if (all && /[\s|>]/.test(tail.charAt(at - 1))) return at;
  }
  return undefined;
}

/** Whether a tool shows `byte` as the character `code`: as itself, or by a dot where it has none. */
function shows(code: number, byte: number): boolean {
  if (byte > 32 && byte < 127) return code === byte || code === 46;
  if (byte === 32) return code === 32 || code === 46;
  return code === 46 || code === 32 || code > 126 || code === 63;
}
