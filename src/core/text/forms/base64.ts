import type { PemProblem } from "../pem";
import { digitOf, type Sextets } from "../pem/sextets";
import { Base64Value } from "./base64Value";
import { DerChain, derLength } from "./derChain";
import type { Stretch } from "../gaps";
import type { Carried, FormContext, LocatedObject, TextForm } from "./form";
import { composeRuns, hull, sliceRuns } from "./runs";

/** No fewer digits in a row make a value. */
const LEAST = 20;
/** So many digits show what a value holds. */
const HEAD_DIGITS = 32;
/** As many bytes as show what most DER is. */
const HEAD_BYTES = 768;
/** Texts within texts within texts: no deeper. */
const MOST_DEPTH = 3;

/** What a value's first bytes say. */
type Content = "DER" | "text" | "key store";

/**
 * Values in base64 or base64url (RFC 4648), on one line or several: DER, also several one behind another, key stores of
 * Java, and texts in which objects stand (PEM above all).
 */
export const base64: TextForm = {
  locate(text, free, context) {
    const found: LocatedObject[] = [];
    for (const { start, end } of free)
      for (let at = nextToken(text, start, end); at < end; at = nextToken(text, at, end)) {
        let content = contentAt(text, at, end);
        // A sign before the value (a diff's plus, an option's dash) is a digit too.
        while (content === undefined && SIGNS.includes(text.charAt(at)) && at + 1 < end)
          content = contentAt(text, ++at, end);
        const valueEnd = content ? READERS[content](text, at, end, context, found) : at;
        at = Math.max(valueEnd, tokenEnd(text, at, end));
      }
    return found;
  },
};

const SIGNS = ["+", "-", "/", "_"];
const BACKSLASH = 92;
const PERCENT = 37;

/** Where the next run of base64 digits begins; `end` for none. The letter of an escape (`\n`) is no digit. */
function nextToken(text: string, from: number, end: number): number {
  let at = from;
  while (at < end) {
    const code = text.charCodeAt(at);
    if (digitOf(code) >= 0) return at;
    at++;
    if (code === PERCENT && digitOf(text.charCodeAt(at)) >= 0) at += 2;
    else if (code === BACKSLASH && text.charCodeAt(at) !== BACKSLASH) {
      const letter = text.charAt(at);
      if (letter === "u") at += 5;
      else if (letter !== "/") at++;
    }
  }
  return end;
}

function tokenEnd(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && digitOf(text.charCodeAt(at)) >= 0) at++;
  return at;
}

/** How Java's key stores begin: the magic numbers FEEDFEED (JKS, versions 1 and 2) and CECECECE (JCEKS). */
const KEY_STORES = ["/u3+7QAAAAI", "/u3+7QAAAAE", "_u3-7QAAAAI", "_u3-7QAAAAE", "zs7OzgAAAAI"];

/** What the value at `at` seems to hold, judged by a few digits; undefined for what is no value of ours. */
function contentAt(text: string, at: number, end: number): Content | undefined {
  const first = text.charAt(at);
  const second = text.charAt(at + 1);
  // A length of one byte, or of one to four more; or a line of one character.
  if (first === "M" && ((second >= "A" && second <= "I") || digitOf(second.charCodeAt(0)) < 0)) {
    const { bytes } = new Base64Value(text, at, { end, digits: HEAD_DIGITS, items: true });
    return bytes.length >= 12 && derLength(bytes) !== undefined ? "DER" : undefined;
  }
  if (
    (first === "/" || first === "_" || first === "z") &&
    KEY_STORES.some((start) => text.startsWith(start, at))
  )
    return "key store";
  // Most words are no text in base64: their first byte tells.
  if (!isTextStart(digitOf(text.charCodeAt(at)), digitOf(text.charCodeAt(at + 1)))) return undefined;
  if (tokenEnd(text, at, Math.min(end, at + LEAST)) - at < LEAST) return undefined;
  const { bytes } = new Base64Value(text, at, { end, digits: HEAD_DIGITS });
  return isText(bytes) ? "text" : undefined;
}

function isTextStart(first: number, second: number): boolean {
  return second >= 0 && isTextByte((first << 2) | (second >> 4), 0);
}

/** ASCII that is no control character, a line break, or the byte order mark that may stand at the beginning. */
function isTextByte(byte: number, at: number): boolean {
  return (
    (byte >= 0x20 && byte < 0x7f) || byte === 9 || byte === 10 || byte === 13 || (at < 3 && byte === BOM[at])
  );
}

const BOM: readonly number[] = [0xef, 0xbb, 0xbf];

function isText(bytes: Uint8Array): boolean {
  return bytes.length >= 15 && bytes.every(isTextByte);
}

/** Adds what a value holds to what was found; returns where the search goes on. */
type Reader = (text: string, at: number, end: number, context: FormContext, found: LocatedObject[]) => number;

const READERS: Readonly<Record<Content, Reader>> = {
  DER: readDer,
  text: readTextValue,
  "key store": readStore,
};

function readDer(
  text: string,
  at: number,
  limit: number,
  context: FormContext,
  found: LocatedObject[],
): number {
  const { value, chain } = derValue(text, at, limit);
  const { sextets } = value;
  const [first] = chain.ends;
  const isKnown = (from: number, to: number): boolean =>
    context.isObject(sextets.slice(from, Math.min(to, from + HEAD_BYTES))) ||
    (to - from > HEAD_BYTES && context.isObject(sextets.slice(from, to)));
  // What is no object is passed over whole: its further lines are none either.
  if (!isKnown(0, first ?? sextets.bytes)) return value.end;
  if (chain.ends.length <= 1 && (first ?? 0) + 3 > sextets.bytes) {
    const read = (): Carried => {
      const again = first === undefined ? value : derValue(text, at, limit).value;
      return { bytes: again.bytes, runs: again.runs, problems: derProblems(again, 0, first) };
    };
    found.push({ form: "DER in base64", start: at, end: value.end, context: "", read });
    return value.end;
  }
  // One behind another: they share the value, which is read once.
  const { runs } = value;
  const ends = chain.ends.at(-1) === sextets.bytes ? chain.ends : [...chain.ends, sextets.bytes];
  let from = 0;
  for (const [index, end] of ends.entries()) {
    const start = from;
    from = end;
    if (start > 0 && !isKnown(start, end)) break;
    const characters = hull(runs, start, end);
    if (!characters) break;
    found.push({
      ...characters,
      valueStart: at,
      form: "DER in base64",
      context: String(start % 3),
      read: () => ({
        bytes: sextets.slice(start, end),
        runs: sliceRuns(runs, start, end),
        problems: derProblems(value, start, index < chain.ends.length ? end : undefined),
      }),
    });
  }
  return value.end;
}

/** The value at `at` as DER: it ends with its last line, or where what it holds is whole. */
function derValue(text: string, at: number, end: number): { value: Base64Value; chain: DerChain } {
  const chain = new DerChain();
  const isWhole = (sextets: Sextets): boolean =>
    chain.isWhole(sextets.bytes, (from, to) => sextets.slice(from, to));
  const value = new Base64Value(text, at, { end, isWhole, items: true });
  isWhole(value.sextets);
  return { value, chain };
}

function derProblems(value: Base64Value, from: number, end: number | undefined): PemProblem[] {
  if (end !== undefined) return [];
  const size = derLength(value.sextets.slice(from, from + 6));
  const message = `The base64 ends after ${String(value.sextets.bytes - from)} bytes${size === undefined ? "" : `, and the DER in it says that it has ${String(size)}`}`;
  return [{ message, start: value.end - 1, end: value.end, byte: value.sextets.bytes - from }];
}

function readTextValue(
  text: string,
  at: number,
  end: number,
  context: FormContext,
  found: LocatedObject[],
): number {
  if (context.depth >= MOST_DEPTH) return at;
  const value = new Base64Value(text, at, { end });
  const inner = context.locate(latin1(value.bytes));
  const { runs } = value;
  for (const object of inner) {
    const characters = hull(runs, object.start, object.end);
    if (!characters) continue;
    found.push({
      ...characters,
      valueStart: at,
      form: object.form === "PEM" ? "PEM in base64" : object.form,
      ...(object.pemLabel === undefined ? {} : { pemLabel: object.pemLabel }),
      context: `${String(object.start % 3)} ${object.context}`,
      read: () => outwards(object.read(), value),
    });
  }
  return value.end;
}

/** What an object within a value carries, with the places in the text around the value. */
function outwards({ bytes, runs, problems, block }: Carried, value: Base64Value): Carried {
  const moved = problems.map((problem): PemProblem => ({ ...problem, ...place(problem, value) }));
  const outer = composeRuns(runs, value.runs);
  if (!block) return { bytes, runs: outer, problems: moved };
  return {
    bytes,
    runs: outer,
    problems: moved,
    block: { ...block, ...place(block, value), runs: outer, problems: moved },
  };
}

function place({ start, end }: Stretch, value: Base64Value): Stretch {
  return hull(value.runs, start, Math.max(end, start + 1)) ?? { start: value.end, end: value.end };
}

function readStore(text: string, at: number, end: number, _: FormContext, found: LocatedObject[]): number {
  const value = new Base64Value(text, at, { end });
  found.push({
    form: "key store in base64",
    start: at,
    end: value.end,
    context: "",
    read: () => ({ bytes: value.bytes, runs: value.runs, problems: [] }),
  });
  return value.end;
}

/** One character for each byte. */
function latin1(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 8192) {
    // What `apply` wants is only array-like; spreading takes ten times as long.
    const some = bytes.subarray(at, at + 8192) as unknown as number[];
    parts.push(String.fromCharCode.apply(null, some));
  }
  return parts.join("");
}
