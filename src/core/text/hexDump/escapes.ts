import { ByteCollector } from "../byteCollector";
import { contentOf, isTlsLike } from "../content";
import type { Lines } from "../lines";
import type { Steps } from "../steps";
import type { Claims } from "./claims";
import type { Dump, FindOptions } from "./dump";

/** Escapes of one letter, in C, Python, Rust and JavaScript. */
const LETTERS: Readonly<Record<string, number>> = {
  n: 10,
  r: 13,
  t: 9,
  a: 7,
  b: 8,
  f: 12,
  v: 11,
  e: 27,
  "\\": 92,
  "'": 39,
  '"': 34,
  "`": 96,
  "?": 63,
};
const ESCAPE =
  /\\(?:x([0-9a-fA-F]{2})|u00([0-9a-fA-F]{2})|u\{([0-9a-fA-F]{1,2})\}|([0-7]{1,3})|([nrtabfve\\'"`?]))/y;
const LOOK_BACK = 200;
/** Bytes that are read in one step. */
const STEP = 4096;

/** Byte strings with escapes (`b"\x16\x03\x01…"`), also in pieces that stand side by side. */
export function* findEscapes(lines: Lines, claims: Claims, options: FindOptions): Steps<Dump[]> {
  const { text } = lines;
  const dumps: Dump[] = [];
  for (let at = nextEscape(text, 0); at >= 0;) {
    const blocked = claims.blocking(at, at + 2);
    if (blocked !== undefined) {
      at = nextEscape(text, Math.max(blocked, at + 1));
      continue;
    }
    const { dump, end } = yield* read(text, at, options, dumps.at(-1)?.range.end ?? 0);
    if (dump) dumps.push(dump);
    at = nextEscape(text, Math.max(end, at + 2));
  }
  return dumps;
}

/** The next `\x`, `\u00` or octal escape. */
function nextEscape(text: string, from: number): number {
  for (let at = text.indexOf("\\", from); at >= 0; at = text.indexOf("\\", at + 1)) {
    const next = text.charAt(at + 1);
    if (next === "x" || next === "u" || (next >= "0" && next <= "7")) return at;
  }
  return -1;
}

function* read(
  text: string,
  at: number,
  options: FindOptions,
  floor: number,
): Steps<{ dump: Dump | undefined; end: number }> {
  const opening = openingQuote(text, at, floor);
  const start = opening < 0 ? at : opening + 1;
  let quote = opening < 0 ? "" : text.charAt(opening);
  const collector = new ByteCollector();
  let escapes = 0;
  let position = start;
  let end = start;
  for (;;) {
    const code = text.charCodeAt(position);
    if (Number.isNaN(code)) break;
    if (collector.length % STEP === STEP - 1) yield;
    if (code === 92) {
      ESCAPE.lastIndex = position;
      const match = ESCAPE.exec(text);
      if (!match) break;
      const hex = match[1] ?? match[2] ?? match[3];
      const letter = match[5];
      const value =
        hex !== undefined
          ? Number.parseInt(hex, 16)
          : letter !== undefined
            ? (LETTERS[letter] ?? 0)
            : Number.parseInt(match[4] ?? "0", 8);
      if (value > 255) break;
      collector.add(value, position, ESCAPE.lastIndex);
      escapes++;
      position = ESCAPE.lastIndex;
      end = position;
      continue;
    }
    if (quote !== "" && text.charAt(position) === quote) {
      const next = nextPiece(text, position + 1);
      if (next < 0) break;
      quote = text.charAt(next);
      position = next + 1;
      continue;
    }
    if (code < 32 || code > 126) break;
    collector.add(code, position, position + 1);
    position++;
    if (quote !== "") end = position;
    else if (code !== 32) end = position;
  }
  // Without quote marks, blanks at the end of the line are the line's.
  const { bytes: all, runs } = collector.finish();
  const trailing = quote === "" ? position - end : 0;
  const bytes = trailing > 0 ? all.subarray(0, all.length - trailing) : all;
  const enough = escapes >= 4 && escapes * 5 >= bytes.length;
  const selected = options.selected === true && escapes > 0 && text.slice(0, start).trim().length <= 2;
  if (!selected && !(enough && (isTlsLike(bytes) || (escapes >= 17 && escapes * 3 >= bytes.length))))
    return { dump: undefined, end: position };
  const dump: Dump = {
    format: "escaped string",
    bytes,
    runs: runs.filter((run) => run.byteStart < bytes.length),
    range: { start, end },
    content: contentOf(bytes),
    findings: [],
  };
  return { dump, end: position };
}

/** The quote mark that opens the string in which `at` stands, on the same line and near; −1 when there is none. */
function openingQuote(text: string, at: number, floor: number): number {
  for (let i = at - 1; i >= Math.max(floor, at - LOOK_BACK); i--) {
    const character = text.charAt(i);
    if (character === "\n" || character === "\r") return -1;
    if ((character === '"' || character === "'" || character === "`") && text.charAt(i - 1) !== "\\")
      return i;
  }
  return -1;
}

/** The opening quote mark of a piece that goes on with the string: only blanks, `+`, `\`, and a prefix such as `b` between. */
function nextPiece(text: string, from: number): number {
  const match = /^\s{0,80}[+\\.]?\s{0,80}(?:b|rb|br)?(["'`])/.exec(text.slice(from, from + 170));
  return match ? from + match[0].length - 1 : -1;
}
