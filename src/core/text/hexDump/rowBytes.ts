import { agreesWithAscii } from "./ascii";
import { bytesOf, type CellForm } from "./cells";
import type { RowBody } from "./row";

/** A row's groups as one form reads them. */
export interface Reading {
  readonly body: RowBody;
  readonly form: CellForm;
  /** Start and end of each cell in turn. */
  readonly cells: readonly number[];
}

/** How many bytes the cells of a row have at most. */
export function available({ cells, form }: Reading): number {
  let bytes = 0;
  for (let i = 0; i < cells.length; i += 2) bytes += bytesOf(form, (cells[i + 1] ?? 0) - (cells[i] ?? 0));
  return bytes;
}

/** For each cell, how many bytes the row has up to its end. */
export function ends({ cells, form }: Reading): { bytes: number; at: number }[] {
  const out: { bytes: number; at: number }[] = [];
  let bytes = 0;
  for (let i = 0; i < cells.length; i += 2) {
    const at = cells[i + 1] ?? 0;
    bytes += bytesOf(form, at - (cells[i] ?? 0));
    out.push({ bytes, at });
  }
  return out;
}

/** Whether a cell ends after `count` bytes. */
export function endsCell(reading: Reading, count: number): boolean {
  return ends(reading).some((end) => end.bytes === count);
}

/** The values of the first `count` bytes of a row. */
export function rowBytes(text: string, reading: Reading, count: number, little: boolean): number[] {
  const bytes: number[] = [];
  eachByte(text, reading, count, little, (byte) => bytes.push(byte));
  return bytes;
}

/** Whether an ASCII column stands behind the first `count` bytes of a row and agrees with them. */
export function agrees(text: string, reading: Reading, count: number, little: boolean): boolean {
  const column = asciiColumn(text, reading, count);
  return column !== undefined && agreesWithAscii(rowBytes(text, reading, count, little), column);
}

/** What stands behind the first `count` bytes of a row; undefined when it is no column. */
export function asciiColumn(text: string, reading: Reading, count: number): string | undefined {
  const { body } = reading;
  const end = ends(reading).find((cell) => cell.bytes >= count)?.at;
  if (end === undefined || end >= body.end) return undefined;
  const column = text.slice(end, body.end);
  if (!/^[ \t│┊┃|>]/.test(column)) return undefined;
  return column.replace(/^[ \t]*[│┊┃]+|[│┊┃]+$/g, "");
}

/** Calls `add` with each of the first `count` bytes of a row and the characters that carry it. */
export function eachByte(
  text: string,
  { cells, form }: Reading,
  count: number,
  little: boolean,
  add: (byte: number, start: number, end: number) => void,
): void {
  const character = new CharacterCells();
  let left = count;
  for (let i = 0; i < cells.length && left > 0; i += 2) {
    const start = cells[i] ?? 0;
    const end = cells[i + 1] ?? 0;
    const size = Math.min(left, bytesOf(form, end - start));
    left -= size;
    if (form.radix === 16) {
      for (let k = 0; k < size; k++) {
        const at = little ? end - 2 * (k + 1) : start + 2 * k;
        add(Number.parseInt(text.slice(at, at + 2), 16), at, at + 2);
      }
    } else if (form.radix === "characters") character.read(text, start, end, add);
    else {
      const value = valueOf(text.slice(start, end), form);
      for (let k = 0; k < size; k++) {
        const place = little ? k : form.bytes - 1 - k;
        const [from, to] = digitsOf(form, place, start, end);
        add(Number((value >> BigInt(8 * place)) & 0xffn), from, to);
      }
    }
  }
}

/** Whether every cell's number has room in its bytes. */
export function inRange(text: string, { cells, form }: Reading): boolean {
  if (form.radix !== 8 && form.radix !== 10) return true;
  for (let i = 0; i < cells.length; i += 2) {
    const value = valueOf(text.slice(cells[i], cells[i + 1]), form, false);
    const bits = BigInt(8 * form.bytes);
    if (form.signed ? value < -(1n << (bits - 1n)) || value >= 1n << (bits - 1n) : value >= 1n << bits)
      return false;
  }
  return true;
}

/** A cell's number; a negative one as its two's complement. */
function valueOf(digits: string, { radix, bytes }: CellForm, complement = true): bigint {
  const negative = digits.startsWith("-");
  const plain = negative ? digits.slice(1) : digits;
  const value = BigInt((radix === 8 ? "0o" : radix === 2 ? "0b" : "") + plain);
  if (!negative) return value;
  return complement ? (1n << BigInt(8 * bytes)) - value : -value;
}

/**
 * The digits that hold the byte `place` (counted from the lowest) of a cell. Three bits stand in each octal digit, so
 * neighbours share some; of a decimal number every digit bears on every byte.
 */
function digitsOf(form: CellForm, place: number, start: number, end: number): [number, number] {
  if (form.radix !== 8 || form.bytes === 1) return [start, end];
  return [Math.max(start, end - Math.floor((8 * place + 7) / 3) - 1), end - Math.floor((8 * place) / 3)];
}

/** Escapes of one letter in `od -c` and `hexdump -c`. */
const ESCAPES: Readonly<Record<string, number>> = { "0": 0, a: 7, b: 8, t: 9, n: 10, v: 11, f: 12, r: 13 };

/** Cells of characters, four columns each. A character of more bytes is followed by `**` for each further one. */
class CharacterCells {
  #rest: number[] = [];
  #place: [number, number] = [0, 0];

  read(
    text: string,
    start: number,
    end: number,
    add: (byte: number, start: number, end: number) => void,
  ): void {
    const cell = text.slice(start, end);
    const sign = cell.trim();
    const next = sign === "**" ? this.#rest.shift() : undefined;
    if (next !== undefined) {
      add(next, ...this.#place);
      return;
    }
    const from = sign === "" ? end - 1 : start + cell.indexOf(sign);
    const to = sign === "" ? end : from + sign.length;
    if (sign.length === 3) add(Number.parseInt(sign, 8) & 0xff, from, to);
    else if (sign.length === 2 && sign.startsWith("\\")) add(ESCAPES[sign.charAt(1)] ?? 0, from, to);
    else {
      const [first = 32, ...rest] = sign === "" ? [32] : utf8(sign);
      this.#rest = rest;
      this.#place = [from, to];
      add(first, from, to);
    }
  }
}

/** The bytes of a character in UTF-8. */
function utf8(character: string): number[] {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x80) return [code];
  if (code < 0x800) return [0xc0 | (code >> 6), 0x80 | (code & 0x3f)];
  return [0xe0 | (code >> 12), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f)];
}
