import type { PemBlock } from "./block";
import { BlockReader, plainLabel } from "./blockReader";
import { Sextets } from "./sextets";

const EQUALS = 61;

const BEGIN = /-----BEGIN(?: |%20|\+)([A-Za-z0-9][A-Za-z0-9 %+.#/]{0,63})-----/g;

/** Where a PEM block stands. */
export interface LocatedPem {
  readonly label: string;
  /** The first dash of the BEGIN line. */
  readonly start: number;
  /** Behind the last dash of the END line, or where the block breaks off. */
  readonly end: number;
  /** The characters before `start` that decide how the block is read: a comment's sign, an opening quote. */
  readonly context: string;
  /** Decodes the block. Not kept: ask once. */
  readonly read: () => PemBlock;
}

/**
 * Where every PEM block of a text stands, also indented, quoted, escaped as in JSON, commented out, in a diff, with any
 * line lengths and endings. Sound blocks are not decoded. A mere mention of a BEGIN line is no block: without an END
 * line, DER must follow. Linear in the text's length; never throws.
 */
export function locatePem(text: string): LocatedPem[] {
  const found: LocatedPem[] = [];
  BEGIN.lastIndex = 0;
  for (let match = BEGIN.exec(text); match; match = BEGIN.exec(text)) {
    const [start, bodyStart] = [match.index, BEGIN.lastIndex];
    const label = plainLabel(match[1] ?? "");
    const end = soundEnd(text, bodyStart, label);
    const reader = (): BlockReader => new BlockReader(text, start, bodyStart, label);
    if (end !== undefined) {
      const read = (): PemBlock => readPlain(text, start, bodyStart, end, label) ?? reader().read();
      found.push({ label, start, end, context: contextOf(text, start), read });
      BEGIN.lastIndex = end;
      continue;
    }
    const block = reader().read();
    BEGIN.lastIndex = block.end;
    if (block.complete || block.bytes[0] === 0x30)
      found.push({ label, start, end: block.end, context: contextOf(text, start), read: () => block });
  }
  return found;
}

/** Every PEM block of a text, read; one that breaks off or holds what is no base64 as far as it goes, with its problems. */
export function findPemBlocks(text: string): PemBlock[] {
  return locatePem(text).map((located) => located.read());
}

/** More characters than this before BEGIN decide nothing. */
const CONTEXT = 41;

function contextOf(text: string, start: number): string {
  const before = text.slice(Math.max(0, start - CONTEXT), start);
  return before.slice(before.lastIndexOf("\n") + 1);
}

/** What a sound block's body has none of. */
const NO_BODY = /[^A-Za-z0-9+/= \t\r\n]/g;
const ESCAPES = ["\\n", "\\r", "\\t", "\\/"];

/** The end of a block of which nothing but base64, blanks and their escapes (`\n`, `\/`) stands up to its END line; undefined for others. */
function soundEnd(text: string, from: number, label: string): number | undefined {
  NO_BODY.lastIndex = from;
  for (let other = NO_BODY.exec(text); other; other = NO_BODY.exec(text)) {
    if (ESCAPES.includes(text.slice(other.index, other.index + 2))) {
      NO_BODY.lastIndex = other.index + 2;
      continue;
    }
    const closing = `-----END ${label}-----`;
    return text.startsWith(closing, other.index) ? other.index + closing.length : undefined;
  }
  return undefined;
}

/** A block without escapes, prefixes or faults, read in a tight loop; undefined when it needs the patient reader. */
function readPlain(
  text: string,
  start: number,
  bodyStart: number,
  end: number,
  label: string,
): PemBlock | undefined {
  // What stands before BEGIN on its line may stand before every line, and "+" and "/" are base64 too.
  if (contextOf(text, start).trim() !== "") return undefined;
  const bodyEnd = end - `-----END ${label}-----`.length;
  const sextets = new Sextets();
  let padding = 0;
  for (let at = bodyStart; at < bodyEnd; at++) {
    const next = padding > 0 ? at : sextets.addDigits(text, at, bodyEnd);
    const code = text.charCodeAt(next);
    if (next < bodyEnd && code === EQUALS) padding++;
    else if (next < bodyEnd && code !== 32 && (code < 9 || code > 13)) return undefined;
    at = next;
  }
  const { count } = sextets;
  if (count === 0 || (count + padding) % 4 !== 0 || padding > 2) return undefined;
  return {
    label,
    start,
    end,
    complete: true,
    headers: [],
    encrypted: false,
    bytes: sextets.decode(),
    runs: sextets.runs(),
    problems: [],
  };
}
