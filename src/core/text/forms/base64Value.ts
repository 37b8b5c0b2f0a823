import type { Run } from "../../bytes/source";
import { digitOf, Sextets } from "../pem/sextets";

const EQUALS = 61;
const BACKSLASH = 92;
const PERCENT = 37;
/** Base64 characters that JSON, JavaScript and URLs may write otherwise. */
const ESCAPED_CHAR = /\\{1,8}u00(2[bB]|2[fF]|3[dD])|%(2[bB]|2[fF]|3[dD])|\\{1,8}(?=\/)/y;
/** Line breaks as JSON, C, shells, XML and URLs write them. */
const ESCAPED_BREAK = /\\{1,8}(?:[nrt]|u000[aAdD])|\\(?=\s)|%(?:0[aAdD]|20|09)|&#(?:1[03]|x0?[aAdD]);/y;
const BLANKS = /[ \t]*/y;
const LINE_BREAK = /\r\n|\n|\r/y;
const COMMENT = /^[#>*/;|+%!-]{1,4}$/;
/** A further line that is nothing but base64. */
const WHOLE_LINE = /[A-Za-z0-9+/_-]+={0,2}[ \t]*(?=[\r\n<\\"'`]|$)/y;
/** What may stand between the quoted pieces of a text that a program puts together. */
const BETWEEN = /[\s+.&\\]{0,200}/y;
const BETWEEN_ITEMS = /[\s+.&\\,]{0,200}/y;

/** How far a value goes. */
export interface ValueLimit {
  /** It never goes beyond this character. */
  readonly end: number;
  /** No more digits than this are read. */
  readonly digits?: number;
  /** Asked where a piece ends (a line, a quoted string): whether that was all. */
  readonly isWhole?: (sextets: Sextets) => boolean;
  /** Pieces may be the items of a list. */
  readonly items?: boolean;
}

/** Base64 as a value of some text: on one line or several, quoted in pieces, escaped. */
export class Base64Value {
  readonly sextets = new Sextets();
  /** Behind the last character that was read. */
  readonly end: number;
  readonly #quote: string;
  readonly #prefix: string;
  #bytes: Uint8Array | undefined;
  #runs: readonly Run[] | undefined;

  constructor(
    readonly text: string,
    readonly start: number,
    readonly limit: ValueLimit,
  ) {
    const before = text.slice(Math.max(0, start - 41), start);
    const quote = before.slice(-1);
    this.#quote = quote !== "" && `"'\``.includes(quote) ? quote : "";
    const prefix = before.slice(before.lastIndexOf("\n") + 1).trim();
    this.#prefix = COMMENT.test(prefix) ? prefix : "";
    this.end = this.#read();
  }

  get bytes(): Uint8Array {
    return (this.#bytes ??= this.sextets.decode());
  }

  get runs(): readonly Run[] {
    return (this.#runs ??= this.sextets.runs());
  }

  #read(): number {
    const { text, sextets, limit } = this;
    const most = limit.digits ?? Infinity;
    let at = this.start;
    for (;;) {
      at = sextets.addDigits(text, at, Math.min(limit.end, at + most - sextets.count));
      if (at >= limit.end || sextets.count >= most) return at;
      const code = text.charCodeAt(at);
      if (code === EQUALS) return this.#padded(at);
      if (code === BACKSLASH || code === PERCENT) {
        const escaped = match(ESCAPED_CHAR, text, at);
        if (escaped) {
          const hex = escaped[1] ?? escaped[2];
          const next = at + escaped[0].length;
          if (hex !== undefined) {
            const value = digitOf(Number.parseInt(hex, 16));
            if (value < 0) return this.#padded(at);
            sextets.add(value, at, escaped[0].length);
          }
          // `\/` is the slash itself, which comes next.
          at = next;
          continue;
        }
      }
      if (limit.isWhole?.(sextets)) return at;
      const next = this.#next(at);
      if (next === undefined) return at;
      at = next;
    }
  }

  /** The end of the padding at `at`. */
  #padded(at: number): number {
    const { text, limit } = this;
    for (let i = 0; i < 3 && at < limit.end; i++) {
      if (text.charCodeAt(at) === EQUALS) {
        at++;
        continue;
      }
      const escaped = match(ESCAPED_CHAR, text, at);
      if ((escaped?.[1] ?? escaped?.[2])?.toLowerCase() !== "3d") break;
      at += escaped?.[0].length ?? 0;
    }
    return at;
  }

  /** Where the value goes on behind what is no digit at `at`; undefined when it does not. */
  #next(at: number): number | undefined {
    const { text } = this;
    let next = this.#skipBreaks(at);
    if (next > at && this.#isDigit(next)) return next;
    if (this.#quote === "") return this.#nextLine(next);
    if (text.charAt(next) === this.#quote) {
      const between = match(this.limit.items === true ? BETWEEN_ITEMS : BETWEEN, text, next + 1);
      next += 1 + (between?.[0].length ?? 0);
      if (text.charAt(next) !== this.#quote) return undefined;
      next = this.#skipBreaks(next + 1);
      return this.#isDigit(next) ? next : undefined;
    }
    return undefined;
  }

  /** Passes over written-out line breaks and, within quotes, over real ones. */
  #skipBreaks(at: number): number {
    const { text, limit } = this;
    while (at < limit.end) {
      const code = text.charCodeAt(at);
      const blank = code === 32 || (code >= 9 && code <= 13);
      if (blank && this.#quote !== "") at++;
      else {
        const broken = code === BACKSLASH || code === PERCENT || code === 38;
        const length = broken ? match(ESCAPED_BREAK, text, at)?.[0].length : undefined;
        if (length === undefined) return at;
        at += length;
        // A line that a backslash continues begins with blanks.
        if (/\s/.test(text.charAt(at))) at = this.#skipBlanks(at);
      }
    }
    return at;
  }

  #skipBlanks(at: number): number {
    while (at < this.limit.end && /\s/.test(this.text.charAt(at))) at++;
    return at;
  }

  /** The first digit of the next line, when that line is nothing but base64. */
  #nextLine(at: number): number | undefined {
    const { text, limit } = this;
    let next = at + (match(BLANKS, text, at)?.[0].length ?? 0);
    const broken = match(LINE_BREAK, text, next);
    if (!broken) return undefined;
    next += broken[0].length;
    next += match(BLANKS, text, next)?.[0].length ?? 0;
    if (this.#prefix !== "" && text.startsWith(this.#prefix, next)) {
      next += this.#prefix.length;
      next += match(BLANKS, text, next)?.[0].length ?? 0;
    }
    return next < limit.end && match(WHOLE_LINE, text, next) ? next : undefined;
  }

  #isDigit(at: number): boolean {
    return at < this.limit.end && digitOf(this.text.charCodeAt(at)) >= 0;
  }
}

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
