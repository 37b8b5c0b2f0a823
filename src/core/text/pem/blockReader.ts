import type { PemBlock, PemHeader, PemProblem } from "./block";
import { Sextets, sextetOf } from "./sextets";

const END = /-----END(?: |%20|\+)([A-Za-z0-9 %+.#/]{1,64})-----/y;
const HEADER = /([A-Za-z][A-Za-z0-9-]{0,63}):[ \t]*/y;
/** Line breaks as JSON, C, XML and URLs write them; several backslashes where one text was quoted in another. */
const ESCAPED_BREAK = /\\{1,8}(?:[nrt]|u000[aAdD])|\\(?=\s)|%(?:0[aAdD]|20|09)|&#(?:1[03]|x0?[aAdD]);/y;
const ESCAPED_CHAR = /\\{1,8}u00(2[bB]|2[fF]|3[dD])|%(2[bB]|2[fF]|3[dD])|\\{1,8}(?=\/)/y;
const COMMENT = /^[#>*/;|+%!-]{1,4}$/;
/** What may stand between two quoted pieces of a text that a program puts together. */
const BETWEEN_QUOTES = /[\s+.&\\]/;

/** The words of a label as they stand in a URL or in plain text. */
export function plainLabel(label: string): string {
  return label.replace(/%20|\+/g, " ").trim();
}

/** Reads one block from its BEGIN line on, however it is indented, quoted, escaped, commented out or broken. */
export class BlockReader {
  readonly #sextets = new Sextets();
  readonly #problems: PemProblem[] = [];
  readonly #headers: PemHeader[] = [];
  #at: number;
  #complete = false;
  /** The quote that opened before BEGIN, if one did. */
  readonly #quote: string | undefined;
  /** What every line begins with in a comment or a diff. */
  readonly #prefix: string;
  #padding = 0;
  /** The lines are the strings of a list: the one with BEGIN ended before any base64 came. */
  #isList = false;

  constructor(
    readonly text: string,
    readonly start: number,
    bodyStart: number,
    readonly label: string,
  ) {
    this.#at = bodyStart;
    const before = text.charAt(start - 1);
    this.#quote = start > 0 && `"'\``.includes(before) ? before : undefined;
    // Only a short line beginning can be a prefix; looking at more would cost time on long lines.
    const near = text.slice(Math.max(0, start - 41), start);
    const lineStart = near.lastIndexOf("\n") + 1;
    const prefix = lineStart > 0 || start <= 41 ? near.slice(lineStart).trim() : "";
    this.#prefix = COMMENT.test(prefix) ? prefix : "";
  }

  read(): PemBlock {
    this.#readHeaders();
    while (this.#step());
    const encrypted = this.#headers.some(
      ({ name, value }) => name.toLowerCase() === "proc-type" && value.includes("ENCRYPTED"),
    );
    return {
      label: this.label,
      start: this.start,
      end: this.#at,
      complete: this.#complete,
      headers: this.#headers,
      encrypted,
      bytes: this.#sextets.decode(),
      runs: this.#sextets.runs(),
      problems: this.#problems,
    };
  }

  #readHeaders(): void {
    for (;;) {
      const before = this.#at;
      while (this.#skipSpace());
      const match = this.#match(HEADER);
      if (!match) {
        // What was skipped is skipped again in the body, where quotes count too.
        if (this.#headers.length === 0) this.#at = before;
        return;
      }
      const valueAt = this.#at;
      while (this.#at < this.text.length && !/[\r\n]/.test(this.text.charAt(this.#at))) {
        if (this.#peek(ESCAPED_BREAK)) break;
        this.#at++;
      }
      this.#headers.push({ name: match[1] ?? "", value: this.text.slice(valueAt, this.#at).trim() });
    }
  }

  /** Reads one thing; false at the block's end. */
  #step(): boolean {
    if (this.#skipSpace()) return true;
    if (this.#at >= this.text.length) return this.#breakOff("The text ends before the END line");
    const char = this.text.charAt(this.#at);
    if (char === "-") return this.#dash();
    if (char === this.#quote) return this.#unquoted();
    const escaped = this.#match(ESCAPED_CHAR);
    if (escaped) {
      const hex = escaped[1] ?? escaped[2];
      // `\/` is the slash itself, which comes next.
      return hex === undefined || this.#character(Number.parseInt(hex, 16), escaped.index, escaped[0].length);
    }
    this.#at++;
    return this.#character(char.charCodeAt(0), this.#at - 1, 1);
  }

  #character(code: number, at: number, width: number): boolean {
    if (code === 0x3d) {
      this.#padding++;
      return true;
    }
    const value = sextetOf(code);
    if (value < 0) {
      this.#at = at;
      return this.#broken(`the character ${quoted(this.text, at)} is not base64`, at, at + width);
    }
    if (this.#padding > 0) {
      this.#at = at;
      return this.#broken("more base64 follows behind its padding", at, at + width);
    }
    this.#sextets.add(value, at, width);
    return true;
  }

  /** White space, written-out line breaks, and what each line begins with. */
  #skipSpace(): boolean {
    const code = this.text.charCodeAt(this.#at);
    if (code === 0x0a || code === 0x0d) {
      this.#at++;
      if (this.#prefix !== "") this.#skipPrefix();
      return true;
    }
    if (
      code === 0x20 ||
      code === 0x09 ||
      code === 0x0b ||
      code === 0x0c ||
      code === 0xa0 ||
      code === 0xfeff
    ) {
      this.#at++;
      return true;
    }
    return this.#match(ESCAPED_BREAK) !== null;
  }

  #skipPrefix(): void {
    let at = this.#at;
    while (/[ \t]/.test(this.text.charAt(at))) at++;
    if (this.text.startsWith(this.#prefix, at)) this.#at = at + this.#prefix.length;
  }

  /** The END line, or dashes that are none. */
  #dash(): boolean {
    const at = this.#at;
    const end = this.#match(END);
    if (!end) {
      if (this.text.startsWith("-----BEGIN", at))
        return this.#breakOff("Another block begins before the END line");
      return this.#broken("dashes stand here that are no END line", at, at + 1);
    }
    this.#complete = true;
    const label = plainLabel(end[1] ?? "");
    if (label !== this.label) {
      this.#problem(`BEGIN ${this.label} is closed by END ${label}`, at, this.#at);
    }
    this.#checkEnd(at);
    return false;
  }

  #checkEnd(at: number): void {
    const odd = this.#sextets.count % 4;
    if (odd === 1) this.#problem("one base64 character too many, or some are missing", at - 1, at);
    else if (this.#padding !== (odd === 0 ? 0 : 4 - odd)) {
      this.#problem(
        `the base64 has ${String(this.#padding)} padding characters where ${String(odd === 0 ? 0 : 4 - odd)} belong`,
        at - 1,
        at,
      );
    } else if (this.#sextets.count === 0) this.#problem(`the ${this.label} block is empty`, this.start, at);
  }

  /** Behind a closing quote: up to the next piece of the text that a program puts together. */
  #unquoted(): boolean {
    const from = this.#at++;
    this.#isList ||= this.#sextets.count === 0;
    while (this.#at < this.text.length) {
      const char = this.text.charAt(this.#at);
      if (char === this.#quote) {
        this.#at++;
        return true;
      }
      if (!BETWEEN_QUOTES.test(char) && !(char === "," && this.#isList)) break;
      this.#at++;
    }
    this.#at = from;
    return this.#breakOff("The quotes close before the END line");
  }

  /** What is no base64 ends the reading; the END line, if near, still ends the block. */
  #broken(message: string, start: number, end: number): boolean {
    this.#problem(`The base64 breaks off: ${message}`, start, end);
    const next = this.text.indexOf("-----", start + 1);
    if (next >= 0) {
      END.lastIndex = next;
      const match = END.exec(this.text);
      if (match && plainLabel(match[1] ?? "") === this.label) {
        this.#complete = true;
        this.#at = END.lastIndex;
      } else this.#at = Math.max(this.#at, start + 1);
    } else this.#at = Math.max(this.#at, start + 1);
    return false;
  }

  #breakOff(message: string): boolean {
    this.#problem(message, this.#at, Math.min(this.#at + 1, this.text.length));
    return false;
  }

  #problem(message: string, start: number, end: number): void {
    this.#problems.push({ message, start, end, byte: this.#sextets.bytes });
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.text);
    if (match) this.#at = pattern.lastIndex;
    return match;
  }

  #peek(pattern: RegExp): boolean {
    pattern.lastIndex = this.#at;
    return pattern.test(this.text);
  }
}

/** A character in quotes, or by its number when it cannot be seen. */
function quoted(text: string, at: number): string {
  const point = text.codePointAt(at) ?? 0;
  return point > 0x20 && point < 0x7f
    ? `"${String.fromCodePoint(point)}"`
    : `U+${point.toString(16).toUpperCase().padStart(4, "0")}`;
}
