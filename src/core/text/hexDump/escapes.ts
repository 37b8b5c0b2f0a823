import { ByteCollector } from "../byteCollector";
import { contentOf } from "../content";
import type { Lines } from "../lines";
import type { Steps } from "../steps";
import { chosenRange, isMostOf } from "./chosen";
import type { Claims } from "./claims";
import type { Dump, FindOptions, Range } from "./dump";
import { LETTER_ESCAPES } from "./letterEscapes";
import { literalName } from "./literalNames";
import { isTelling } from "./plausible";
import { othersOf, settle, type Reading } from "./readings";
import { missingOfRecord } from "./recordLength";

/** Escapes of one letter, in C, Python, Rust and JavaScript. */
const LETTERS: Readonly<Record<string, number>> = {
  ...LETTER_ESCAPES,
  "\\": 92,
  "'": 39,
  '"': 34,
  "`": 96,
  "?": 63,
  "#": 35,
  $: 36,
  "@": 64,
};

/** What digits behind a backslash mean: octal in C, Python and a shell, decimal in Lua. */
interface Base {
  readonly id: string;
  readonly label: string;
  readonly radix: 8 | 10;
  readonly digits: string;
}

const BASES: readonly Base[] = [
  { id: "octal", label: "with octal escapes", radix: 8, digits: "[0-3]?[0-7]{1,2}" },
  { id: "decimal", label: "with decimal escapes", radix: 10, digits: String.raw`\d{1,3}` },
];

/** How deep a string stands in strings: a JSON text within JSON doubles every backslash. */
const LEVELS = [1, 2, 4] as const;
type Level = (typeof LEVELS)[number];

/** Groups: hexadecimal in three ways, digits, a letter; nothing for a line that goes on. */
const ESCAPES = new Map(
  LEVELS.flatMap((level) =>
    BASES.map(({ radix, digits }): [string, RegExp] => {
      const letter =
        level === 1 ? "([nrtabfve\\\\'\"`?#$@])" : String.raw`([nrtabfve'"]|${String.raw`\\`.repeat(level)})`;
      return [
        `${String(level)} ${String(radix)}`,
        new RegExp(
          String.raw`\\{${String(level)}}(?:x([0-9a-fA-F]{1,2})|u00([0-9a-fA-F]{2})|u\{([0-9a-fA-F]{1,2})\}|(${digits})|${letter}|\r?\n[ \t]*)`,
          "y",
        ),
      ];
    }),
  ),
);

const LOOK_BACK = 200;
/** Bytes that are read in one step. */
const STEP = 4096;
/** Fewer escapes than this make no string of bytes that nobody chose. */
const LEAST = 4;
/** What may part two pieces of one string: blanks, comments, what joins strings. */
const PIECE =
  /^(?:\s{0,80}(?:\/\*[^*\n]{0,80}\*\/|(?:\/\/|#)[^\n]{0,80}\n))*\s{0,80}(?:[+\\.,]|\.\.|<>|<<)?\s{0,80}(?:\/\*[^*\n]{0,80}\*\/\s{0,40}|(?:\/\/|#)[^\n]{0,80}\n\s{0,80})*(?:b|rb|br|u8)?(["'`])/;

/** Byte strings with escapes (`b"\x16\x03\x01…"`), also in pieces that stand side by side. */
export function* findEscapes(lines: Lines, claims: Claims, options: FindOptions): Steps<Dump[]> {
  const { text } = lines;
  const chosen = chosenRange(text, options);
  const dumps: Dump[] = [];
  for (let at = nextEscape(text, 0); at >= 0;) {
    const blocked = claims.blocking(at, at + 2);
    if (blocked !== undefined) {
      at = nextEscape(text, Math.max(blocked, at + 1));
      continue;
    }
    const { dump, end } = yield* read(text, at, options, chosen, dumps.at(-1)?.range.end ?? 0);
    if (dump) dumps.push(dump);
    at = nextEscape(text, Math.max(end, at + 2));
  }
  return dumps;
}

/** The next `\x`, `\u00`, octal or decimal escape. */
function nextEscape(text: string, from: number): number {
  for (let at = text.indexOf("\\", from); at >= 0; at = text.indexOf("\\", at + 1)) {
    const next = text.charAt(at + 1);
    if (next === "x" || next === "u" || (next >= "0" && next <= "9")) return at;
  }
  return -1;
}

function* read(
  text: string,
  at: number,
  options: FindOptions,
  chosen: Range | undefined,
  floor: number,
): Steps<{ dump: Dump | undefined; end: number }> {
  let backslash = at;
  while (backslash > floor && at - backslash < 3 && text.charAt(backslash - 1) === "\\") backslash--;
  const depth = at - backslash + 1;
  const level: Level = depth === 4 ? 4 : depth === 2 ? 2 : 1;
  const first = at - level + 1;
  const opening = openingQuote(text, first, floor);
  const quoted = yield* readFrom(text, opening < 0 ? first : opening + 1, opening, level);
  const dump = dumpOf(text, quoted, options, chosen);
  if (dump || opening < 0 || opening + 1 === first) return { dump, end: quoted.end };
  // The mark closed another string.
  const bare = yield* readFrom(text, first, -1, level);
  return { dump: dumpOf(text, bare, options, chosen), end: Math.max(quoted.end, bare.end) };
}

/** A string as it reads from a place on. */
interface StringReading {
  readonly readings: readonly Reading[];
  /** Of the bytes. */
  readonly range: Range;
  /** Where the string's own characters begin: at the quote mark, if there is one. */
  readonly opening: number;
  readonly escapes: number;
  readonly pieces: boolean;
  /** Where reading stopped. */
  readonly end: number;
}

function* readFrom(text: string, start: number, opening: number, level: Level): Steps<StringReading> {
  const octal = yield* scan(text, start, opening, level, 8);
  const readings: Reading[] = [{ id: "octal", label: "with octal escapes", format: "", ...octal }];
  // Only of digits alone is there a doubt.
  const decimal =
    octal.numbered > 0 && octal.numbered === octal.escapes - octal.letters
      ? yield* scan(text, start, opening, level, 10)
      : undefined;
  if (decimal) readings.push({ id: "decimal", label: "with decimal escapes", format: "", ...decimal });
  const { last, end, escapes, pieces } = octal;
  return {
    readings,
    range: { start, end: last },
    opening: opening < 0 ? start : opening,
    end,
    escapes,
    pieces,
  };
}

/** Reads characters and escapes up to the closing mark, the line's end, or what is neither. */
function* scan(
  text: string,
  start: number,
  opening: number,
  level: Level,
  radix: 8 | 10,
): Steps<{
  bytes: Uint8Array;
  runs: Dump["runs"];
  escapes: number;
  numbered: number;
  letters: number;
  pieces: boolean;
  last: number;
  end: number;
}> {
  const escape = ESCAPES.get(`${String(level)} ${String(radix)}`);
  let quote = opening < 0 ? "" : text.charAt(opening);
  // Within JSON the mark of an inner string is `\"`.
  let inner = opening > 0 && level > 1 && text.charAt(opening - 1) === "\\";
  const collector = new ByteCollector();
  let [escapes, numbered, letters, pieces] = [0, 0, 0, false];
  let position = start;
  let last = start;
  /** How many bytes there were where the piece began. */
  let piece = 0;
  for (;;) {
    const code = text.charCodeAt(position);
    if (Number.isNaN(code)) break;
    if (collector.length % STEP === STEP - 1) yield;
    if (code === 92 && escape) {
      if (inner && text.charAt(position + 1) === quote) break;
      escape.lastIndex = position;
      const match = escape.exec(text);
      if (!match) break;
      const [whole, x, u, braced, digits, letter] = match;
      const hex = x ?? u ?? braced;
      const end = position + whole.length;
      if (hex === undefined && digits === undefined && letter === undefined) {
        // A line that goes on without a mark around it is a shell's, and no part of the bytes either.
        position = end;
        continue;
      }
      const value =
        hex !== undefined
          ? Number.parseInt(hex, 16)
          : letter !== undefined
            ? (LETTERS[letter.charAt(letter.length - 1)] ?? 0)
            : Number.parseInt(digits ?? "0", radix);
      if (value > 255) break;
      collector.add(value, position, end);
      escapes++;
      if (digits !== undefined) numbered++;
      else if (letter !== undefined) letters++;
      position = end;
      last = end;
      continue;
    }
    if (quote !== "" && !inner && text.charAt(position) === quote) {
      const match = PIECE.exec(text.slice(position + 1, position + 500));
      if (!match) break;
      // After a comma follows the list's next item, unless each is one character or goes on in escapes.
      const next = text.charAt(position + 1 + match[0].length);
      if (match[0].includes(",") && collector.length - piece > 1 && next !== "\\") break;
      pieces = true;
      piece = collector.length;
      quote = match[1] ?? quote;
      inner = false;
      position += 1 + match[0].length;
      continue;
    }
    // Latin-1 characters of a string are bytes as they are; outside of one only ASCII is.
    if (code < 32 || code > 255 || (code > 126 && quote === "")) break;
    collector.add(code, position, position + 1);
    position++;
    if (quote !== "" || code !== 32) last = position;
  }
  // Without quote marks, blanks at the end of the line are the line's.
  const { bytes: all, runs } = collector.finish();
  const trailing = quote === "" ? position - last : 0;
  const bytes = trailing > 0 ? all.subarray(0, all.length - trailing) : all;
  const kept = runs.filter((run) => run.byteStart < bytes.length);
  return { bytes, runs: kept, escapes, numbered, letters, pieces, last, end: position };
}

function dumpOf(
  text: string,
  string: StringReading,
  options: FindOptions,
  chosen: Range | undefined,
): Dump | undefined {
  const { range, escapes, pieces, opening } = string;
  const settled = settle(string.readings, options.choose?.get(range.start));
  if (!settled || escapes === 0 || settled.reading.bytes.length === 0) return undefined;
  const { bytes, runs } = settled.reading;
  const before = text.slice(Math.max(chosen?.start ?? 0, opening - 1), opening);
  // Without a mark it must not begin in the midst of something else.
  const selected =
    (opening < range.start || /^$|[\s:=]/.test(before)) &&
    isMostOf(chosen, opening, range.end) &&
    !isDigits(text, range.start, range.end, escapes);
  const enough = escapes >= LEAST && escapes * 5 >= bytes.length;
  const many = options.selected === true && escapes >= 17 && escapes * 3 >= bytes.length;
  const asked = selected || options.choose?.has(range.start) === true;
  if (!asked && !(enough && (isTelling(bytes) || many))) return undefined;
  const format = literalName("string", text, opening, range.end, pieces ? "pieces" : "") ?? "escaped string";
  return {
    format: settled.reading.id === "decimal" ? "decimal escapes" : format,
    bytes,
    runs: runs.filter((run) => run.byteStart < bytes.length),
    range,
    content: contentOf(bytes),
    ...(format === "access log" ? missingOfRecord(bytes) : {}),
    ...othersOf(settled),
    findings: [],
  };
}

/** `\x160301`: PostgreSQL's way to begin hexadecimal, no escape. */
function isDigits(text: string, start: number, end: number, escapes: number): boolean {
  return escapes === 1 && /^\\{1,2}x(?:[0-9a-f]{2}){2,}$/i.test(text.slice(start, end));
}

/** The quote mark that opens the string in which `at` stands, on the same line and near; −1 when there is none. */
function openingQuote(text: string, at: number, floor: number): number {
  for (let i = at - 1; i >= Math.max(floor, at - LOOK_BACK); i--) {
    const character = text.charAt(i);
    if (character === "\n" || character === "\r") return -1;
    if (character !== '"' && character !== "'" && character !== "`") continue;
    // A mark with a backslash is one of the string's own characters, unless all of it stands in a string.
    if (text.charAt(i - 1) !== "\\" || i === at - 1) return i;
  }
  return -1;
}
