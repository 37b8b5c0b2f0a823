import type { Lines } from "../lines";
import { agreesWithAscii } from "./ascii";
import type { Range } from "./dump";

/** How a group goes with those before it: `column` is a stretch of characters beside the digits. */
export type Joined = "joined" | "column" | "separator" | "width";

const LONGEST_GAP = 80;
/** What wraps lines: blanks, marks of quotes and comments, quote marks and what joins strings, separators. */
const WRAP = /^[hH]?[\s>|#*/\\:;,"'+._&-]*(?:0[xX]|\\x|\$)?$/;
/** What parts pairs on a line when blanks are left out: a mark, `0x` before and `h` behind. */
const SEPARATOR = /^[hH]?(?:["']?[:;,.|_·-]["']?)?(?:0[xX]|\\x|[$#])?$/;
/** Words are parted by blanks alone, and perhaps `0x` before each. */
const WORD_SEPARATOR = /^(?:0[xX])?$/;

/** Groups of digits that stand one after another, parted alike. */
export class HexSequence {
  /** Start and end of each group's digits in turn (without `0x`). */
  readonly groups: number[] = [];
  /** What parts groups on one line; undefined while there is none. */
  separator: string | undefined;
  /** Groups stand on more than one line. */
  wrapped = false;
  /** Index in `groups` of the first one on the current line. */
  #row = 0;
  /** Where the gap before the next group begins: behind the last, or behind what was skipped. */
  #from = 0;
  /** Groups before this place stand in a column of characters. */
  #skipTo = 0;
  /** Line end up to which the rest of a row was looked at for such a column. */
  #looked = -1;

  constructor(readonly lines: Lines) {}

  begin(start: number, end: number): void {
    this.groups.length = 0;
    this.groups.push(start, end);
    this.#row = 0;
    this.#from = end;
  }

  /** Passes over a stretch that is no part of the rows (a page's end). */
  skip({ start, end }: Range): void {
    if (start - this.#from > LONGEST_GAP || this.lines.text.slice(this.#from, start).trim() !== "") return;
    this.#from = end - 1;
  }

  skips(at: number): boolean {
    return at < this.#skipTo;
  }

  /** Adds a group, whose prefix stands at `from`, when it goes on alike; else says what differs. */
  join(from: number, start: number, end: number): Joined {
    const { text } = this.lines;
    const { groups } = this;
    if (this.#column(from)) return "column";
    if (from - this.#from > LONGEST_GAP) return "width";
    const gap = text.slice(this.#from, start);
    const width = (groups.at(-1) ?? 0) - (groups.at(-2) ?? 0);
    const first = (groups[1] ?? 0) - (groups[0] ?? 0);
    // After a shorter group nothing follows, unless unparted digits wrap at odd places.
    const long = Math.min(width, end - start) >= 16 || (width >= 16 && end - start < width);
    const alike = width === first && (end - start === width || (end - start < width && width > 2));
    if (/[\r\n]/.test(gap)) {
      if (!WRAP.test(gap) || blankLine(gap)) return "width";
      if (!alike && !(long && this.separator === undefined)) return "width";
      // A word that happens to be hexadecimal ("be", "added") starts a line of prose.
      if (/^[hH]?[^\S\r\n]*[^\s0-9a-f:;,"'|\\._&$#>-]/i.test(text.slice(end, end + 40))) return "width";
      this.wrapped = true;
      this.#row = groups.length;
    } else {
      if (!alike) return "width";
      const marks = gap.replace(/\s+/g, "");
      const separator = marks === "" ? " " : marks;
      if (separator === " " ? gap.length > 4 : !(width > 2 ? WORD_SEPARATOR : SEPARATOR).test(separator))
        return "separator";
      // In mid row a dash or a bar stands between pairs that blanks part.
      const middle = this.separator === " " && (separator === "-" || separator === "|");
      if (this.separator !== undefined && this.separator !== separator && !middle) return "separator";
      if (!middle) this.separator = separator;
    }
    groups.push(start, end);
    this.#from = end;
    return "joined";
  }

  /** Whether the rest of the line from the last group on is the row's bytes as characters; it is passed over then. */
  #column(from: number): boolean {
    const { lines, groups } = this;
    const last = groups.at(-1) ?? 0;
    const lineEnd = lines.end(lines.lineOf(last));
    const bytes = (groups.length - this.#row) / 2;
    if (this.#looked === lineEnd || bytes < 2 || bytes > 64 || lineEnd - last > 200) return false;
    const next = lines.text.slice(last, Math.min(from, last + 3));
    const gapIsWide = /^(?:[ \t]{2}|[ \t]*[|>])/.test(next);
    if (!gapIsWide) return false;
    this.#looked = lineEnd;
    const column = lines.text.slice(last, lineEnd);
    const values: number[] = [];
    for (let i = this.#row; i < groups.length; i += 2) {
      if ((groups[i + 1] ?? 0) - (groups[i] ?? 0) !== 2) return false;
      values.push(Number.parseInt(lines.text.slice(groups[i], groups[i + 1]), 16));
    }
    if (column.trim() === "" || !agreesWithAscii(values, column.replace(/^[ \t]{1,8}/, ""))) return false;
    this.#skipTo = lineEnd;
    this.#from = lineEnd;
    return from < lineEnd;
  }
}

function blankLine(gap: string): boolean {
  return /(?:\r\n|\n|\r(?!\n))[^\S\r\n]*(?:\r\n|\n|\r)/.test(gap);
}
