import type { Lines } from "../lines";
import { cellForms, CHARACTERS, fits, isShort, TOKEN, type CellForm } from "./cells";
import type { Marker } from "./forms";

/** The groups of one line. */
export interface RowBody {
  readonly line: number;
  /** Start, end and flags ({@link TOKEN}) of each group in turn; some at the end may belong to the ASCII column. */
  readonly tokens: readonly number[];
  /** The forms that the first group could have; the likelier first. */
  readonly forms: readonly CellForm[];
  /** Where the offset ends (the body of a line without one starts): columns of characters are counted from here. */
  readonly from: number;
  /** End of the line without trailing white space. */
  readonly end: number;
  readonly lineEnd: number;
}

/** A line that starts, perhaps after a log's prefix, with an offset and groups of digits. */
export interface Row extends RowBody {
  /** Where the offset's digits start, and how far from the line's start that is. */
  readonly start: number;
  readonly column: number;
  /** Lower-case digits. */
  readonly offset: string;
  readonly marker: Marker;
  /** gdb's `<symbol+8>` stands beside the offset. */
  readonly symbol: boolean;
  /** The same bytes printed once more in other forms, on the lines below. */
  readonly below: RowBody[];
}

/** An offset that stands alone: od and hexdump end with the length. */
export interface EndMark {
  readonly offset: string;
  readonly end: number;
}

/** Rows that follow each other, before it is settled what their offsets and groups mean. */
export interface RowBlock {
  readonly rows: Row[];
  /** Lines of a lone `*` (earlier rows repeated), by the index of the row that follows. */
  readonly stars: Map<number, { start: number; end: number }>;
  endMark?: EndMark;
  /** The forms that the first groups of all rows could have. */
  forms: readonly CellForm[];
  /** OpenSSL's `<SPACES/NULS>`: bytes up to this offset are spaces or zeros, nobody knows which. */
  trimmed?: EndMark;
}

const LONGEST_LINE = 4096;
const LONGEST_PREFIX = 240;
const MOST_TOKENS = 300;
/** Digits (WinDbg parts them with a grave accent), a symbol, what closes it, what parts it from the groups. */
const OFFSET =
  /(0x)?([0-9a-f]{1,16}(?:`[0-9a-f]{8})?)( <[^<>\s]{1,120}>)?(?:(:[ \t]*|[\])>h]:?[ \t]+| - |[ \t]*[│┃][ \t]*|[ \t]\|[ \t]|[ \t]+))/iy;
/** Four columns for each byte, as `od -c` and `hexdump -c` print them. */
const CHARACTER_CELLS = /(?: {3}[!-~\u00a1-\uffff]| {2}\\[0abtnvfr]| [0-7]{3}| {2}\*\*| {4}){1,}(?= *$)/y;

/** Reads line `line`, which is the characters `start` to `end` of `text`. Quick for lines that hold no row. */
export function readRow(text: string, line: number, start: number, end: number): Row | undefined {
  if (end - start > LONGEST_LINE || end - start < 4) return undefined;
  const content = text.slice(start, end);
  const last = Math.min(content.length, LONGEST_PREFIX);
  let best: Row | undefined;
  let most = 0;
  for (let at = 0; at < last; at++) {
    if (!isHexDigit(content.charCodeAt(at)) || (at > 0 && !isBoundary(content.charCodeAt(at - 1)))) continue;
    const row = rowAt(content, at, start, line);
    if (!row) continue;
    const cells = coverage(row);
    // Of several offsets (a log's numbers before the row's own) the one with most groups behind it.
    if (cells > most) {
      best = row;
      most = cells;
    }
    at = Math.max(at, (row.tokens.at(-2) ?? 0) - start);
  }
  return best;
}

/** Reads a line's groups when nothing but blanks stands in its first `columns` characters. */
export function readBody(
  text: string,
  line: number,
  start: number,
  end: number,
  columns: number,
): RowBody | undefined {
  if (end - start > LONGEST_LINE || end - start <= columns || !isBlank(text, start, start + columns))
    return undefined;
  const content = text.slice(start, end);
  const first = content.search(/\S/);
  return first < 0 ? undefined : bodyAt(content, columns, first, start, line);
}

function bodyAt(
  content: string,
  from: number,
  first: number,
  base: number,
  line: number,
): RowBody | undefined {
  const tokens = scan(content, first, base);
  const length = (tokens[1] ?? 0) - (tokens[0] ?? 0);
  let forms = tokens.length > 0 ? cellForms(length, tokens[2] ?? 0) : [];
  if (isCharacters(content, from)) forms = [...forms, CHARACTERS];
  if (forms.length === 0) return undefined;
  const end = base + content.trimEnd().length;
  return { line, tokens, forms, from: base + from, end, lineEnd: base + content.length };
}

function isCharacters(content: string, from: number): boolean {
  CHARACTER_CELLS.lastIndex = from;
  return CHARACTER_CELLS.test(content);
}

function rowAt(content: string, at: number, base: number, line: number): Row | undefined {
  OFFSET.lastIndex = at;
  const match = OFFSET.exec(content);
  const digits = match?.[2];
  const separator = match?.[4];
  if (!match || digits === undefined || separator === undefined) return undefined;
  const prefixed = match[1] !== undefined;
  // A short offset is one only with a colon and a blank behind it: "12:30" is a time.
  if (digits.length < 4 && !/^[\])>h]?:[ \t]/i.test(separator)) return undefined;
  const from = at + match[0].length - separator.length;
  const body = bodyAt(content, from, OFFSET.lastIndex, base, line);
  if (!body) return undefined;
  const marker = markerOf(separator, prefixed);
  const forms = formsBehind(marker, separator, body.forms);
  if (forms.length === 0) return undefined;
  const characters = forms[0] === CHARACTERS;
  if (characters && (digits.length < 6 || digits.length > 8 || /\S/.test(separator))) return undefined;
  return {
    line,
    tokens: body.tokens,
    forms,
    from: body.from,
    end: body.end,
    lineEnd: body.lineEnd,
    start: base + at,
    column: at,
    offset: digits.replace("`", "").toLowerCase(),
    marker,
    symbol: match[3] !== undefined,
    below: [],
  };
}

/** Words that tools print behind an offset and blanks; xxd's may have any number of bytes. */
const USUAL_BYTES = new Set([1, 2, 4, 8]);

/** The forms that fit an offset's marker, the likelier first. */
function formsBehind(marker: Marker, separator: string, forms: readonly CellForm[]): readonly CellForm[] {
  // gdb sets a tab before each cell.
  if (marker === "0x colon" && separator.endsWith("\t")) return forms;
  const unusual = (form: CellForm): boolean =>
    marker === "space" && (form.radix === 2 || (form.radix === 16 && !USUAL_BYTES.has(form.bytes)));
  if (!forms.some((form) => form.debugger === true || unusual(form))) return forms;
  return [
    ...forms.filter((form) => form.debugger !== true && !unusual(form)),
    ...forms.filter((form) => form.debugger !== true && unusual(form)),
  ];
}

/** The groups of a line from `from` on: start (behind `0x`), end and flags of each. */
function scan(content: string, from: number, base: number): number[] {
  const tokens: number[] = [];
  let at = from;
  while (tokens.length < MOST_TOKENS * 3) {
    let position = at;
    while (isGap(content.charCodeAt(position))) position++;
    if (tokens.length > 0 && position === at) {
      // OpenSSL and WinDbg set a dash after the eighth byte.
      if (content.charCodeAt(at) !== 45 || !isHexDigit(content.charCodeAt(at + 1))) break;
      position++;
    }
    if (position - at > 40) break;
    let start = position;
    let flags = 0;
    if (content.charCodeAt(position) === 45 && (position > at || tokens.length === 0)) {
      flags |= TOKEN.minus;
      position++;
    } else if (content.charCodeAt(position) === 48 && (content.charCodeAt(position + 1) | 32) === 120) {
      flags |= TOKEN.prefix;
      position += 2;
      start = position;
    }
    const first = position;
    for (;;) {
      const code = content.charCodeAt(position);
      if (!isHexDigit(code)) break;
      flags |= code > 57 ? TOKEN.letter : code >= 56 ? TOKEN.eight : code >= 50 ? TOKEN.two : 0;
      position++;
    }
    if (position === first || position - first > 64 || !endsToken(content.charCodeAt(position))) break;
    if (content.charCodeAt(first) === 48 && position - first > 1) flags |= TOKEN.zero;
    tokens.push(base + start, base + position, flags);
    at = position;
  }
  return tokens;
}

/** How many cells a row has in the form that gives most. */
function coverage(row: Row): number {
  let most = 0;
  for (const form of row.forms) most = Math.max(most, form === CHARACTERS ? 4 : cellCount(row, form));
  return most;
}

/** Start and end of the cells of a row in this form. */
export function cellsOf(row: RowBody, form: CellForm): number[] {
  const { tokens } = row;
  const cells: number[] = [];
  if (form === CHARACTERS) {
    for (let at = row.from; at + 4 <= row.lineEnd; at += 4) cells.push(at, at + 4);
    return cells;
  }
  const count = cellCount(row, form);
  for (let i = 0; i < count; i++) cells.push(tokens[i * 3] ?? 0, tokens[i * 3 + 1] ?? 0);
  return cells;
}

/** How many groups of a row are cells of this form: whole ones, and a last one cut short. */
function cellCount({ tokens }: RowBody, form: CellForm): number {
  for (let i = 0; i < tokens.length; i += 3) {
    const start = tokens[i] ?? 0;
    const length = (tokens[i + 1] ?? 0) - start;
    const flags = tokens[i + 2] ?? 0;
    if (i > 0 && start - (tokens[i - 2] ?? 0) > form.gap + 2) return i / 3;
    if (!fits(form, length, flags)) return i / 3 + (isShort(form, length, flags) ? 1 : 0);
  }
  return tokens.length / 3;
}

function markerOf(separator: string, prefixed: boolean): Marker {
  if (separator.startsWith(":")) return prefixed ? "0x colon" : "colon";
  if (/^[\])>h]/i.test(separator)) return "bracket";
  if (separator.includes("-")) return "dash";
  return /[│┃|]/.test(separator) ? "bar" : "space";
}

export function isHexDigit(code: number): boolean {
  return (code >= 48 && code <= 57) || ((code | 32) >= 97 && (code | 32) <= 102);
}

function isGap(code: number): boolean {
  return code === 32 || code === 9 || code === 0x250a;
}

/** Where a group may end: before white space, an ASCII column, a dash or a closing mark. */
function endsToken(code: number): boolean {
  return (
    Number.isNaN(code) || !(isAlphanumeric(code) || code === 95 || code === 46 || code === 58 || code === 47)
  );
}

/** Where an offset may begin: after anything that is no part of a word or number. */
export function isBoundary(code: number): boolean {
  return !(isAlphanumeric(code) || code === 95 || code === 46 || code === 36 || code === 37 || code === 92);
}

function isAlphanumeric(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}

/** A row whose own groups are no numbers (`od -a`, floats), when the line below prints the same bytes once more. */
export function opaqueRow(lines: Lines, line: number): Row | undefined {
  const start = lines.start(line);
  const end = lines.end(line);
  const match = /^([0-9a-f]{6,8}) +(?=\S)/i.exec(lines.text.slice(start, Math.min(end, start + 40)));
  const offset = match?.[1]?.toLowerCase();
  if (offset === undefined || line + 1 >= lines.count) return undefined;
  const columns = offset.length;
  if (!readBody(lines.text, line + 1, lines.start(line + 1), lines.end(line + 1), columns)) return undefined;
  const from = start + columns;
  return {
    line,
    tokens: [],
    forms: [],
    from,
    end: start + lines.at(line).trimEnd().length,
    lineEnd: end,
    start,
    column: 0,
    offset,
    marker: "space",
    symbol: false,
    below: [],
  };
}

function isBlank(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code !== 32 && code !== 9) return false;
  }
  return true;
}
