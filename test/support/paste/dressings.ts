/** A replacement in a text: the characters from `start` to `end` become `put`. */
interface Edit {
  readonly start: number;
  readonly end: number;
  readonly put: string;
}

/** A text as it looks in a log, a mail, a terminal; bytes are where they were, among other things. */
export interface Dressed {
  readonly text: string;
  /** Where a character of the bare text stands now. */
  readonly place: (at: number) => number;
}

/** What is done to a text that leaves its bytes alone. */
export interface Dressing {
  readonly name: string;
  readonly dress: (text: string) => Dressed;
}

function edited(text: string, edits: readonly Edit[]): Dressed {
  let out = "";
  let at = 0;
  const shifts: { from: number; by: number }[] = [];
  for (const { start, end, put } of edits) {
    out += text.slice(at, start) + put;
    at = end;
    shifts.push({ from: end, by: out.length - end });
  }
  out += text.slice(at);
  return {
    text: out,
    place: (place) => place + (shifts.findLast(({ from }) => from <= place)?.by ?? 0),
  };
}

/** Puts something before and after each line that is not the empty end of the text. */
function around(text: string, before: (line: number) => string, after = ""): Dressed {
  const edits: Edit[] = [];
  let line = 0;
  for (let start = 0; start < text.length; line++) {
    const newline = text.indexOf("\n", start);
    const end = newline < 0 ? text.length : newline;
    edits.push({ start, end: start, put: before(line) });
    if (after !== "") edits.push({ start: end, end, put: after });
    start = end + 1;
  }
  return edited(text, edits);
}

const prefix = (name: string, before: (line: number) => string, after = ""): Dressing => ({
  name,
  dress: (text) => around(text, before, after),
});

const two = (value: number): string => String(value % 60).padStart(2, "0");
const isoTime = (line: number): string => `2026-03-01T12:${two((line / 60) | 0)}:${two(line)}.123Z`;

/** Five kinds of log prefix, and what terminals and editors do. */
export const DRESSINGS: readonly Dressing[] = [
  { name: "bare", dress: (text) => edited(text, []) },
  { name: "CRLF", dress: (text) => edited(text, matches(text, /(?<!\r)\n/g, "\r\n")) },
  {
    name: "tabs",
    dress: (text) =>
      edited(
        text,
        matches(text, /^ {4}|(?<=^[0-9a-f]{4,16}:?) (?!-)|(?<=\b(?:0x)?[0-9a-f]{1,3},) (?=[0-9-])/gim, "\t"),
      ),
  },
  prefix("a time and a level", (line) => `${isoTime(line)} DEBUG [main] `),
  prefix("syslog", (line) => `Mar  1 12:${two((line / 60) | 0)}:${two(line)} web-3 app[1234]: `),
  prefix("a quote mark", () => "> "),
  prefix("line numbers", (line) => `${String(line + 1).padStart(4)} | `),
  prefix("colours", () => "\x1b[32m", "\x1b[0m"),
  {
    name: "a time, colours and CRLF",
    dress: (text) => {
      const first = around(text, (line) => `\x1b[90m${isoTime(line)}\x1b[0m \x1b[36mTRACE\x1b[0m `);
      const second = edited(first.text, matches(first.text, /(?<!\r)\n/g, "\r\n"));
      return { text: second.text, place: (at) => second.place(first.place(at)) };
    },
  },
];

function matches(text: string, pattern: RegExp, put: string): Edit[] {
  return Array.from(text.matchAll(pattern), (match) => ({
    start: match.index,
    end: match.index + match[0].length,
    put,
  }));
}
