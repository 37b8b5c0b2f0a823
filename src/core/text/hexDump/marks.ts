import type { Lines } from "../lines";
import type { Range } from "./dump";
import { isBoundary, type EndMark, type Row } from "./row";

/** How far a log's prefix may differ in width from one line to the next. */
const PREFIX_PLAY = 12;

/** The lone `*` of a line that stands for repeated rows; undefined when the line is another. */
export function readStar(text: string, start: number, end: number, last: Row): Range | undefined {
  if (end - start > last.column + PREFIX_PLAY + 80) return undefined;
  const content = text.slice(start, end);
  // Box characters and quote marks may stand behind it.
  const at = content.lastIndexOf("*");
  if (at < 0 || /[^\s│┃┊|"',\\]/.test(content.slice(at + 1))) return undefined;
  if (at > 0 && !isBoundary(content.charCodeAt(at - 1))) return undefined;
  if (!sameColumn(content, at, last)) return undefined;
  return { start: start + at, end: start + at + 1 };
}

/** The offset at the end of a dump, when nothing else stands on its line (but a log's prefix). */
export function readEndMark(text: string, start: number, end: number, last: Row): EndMark | undefined {
  if (end - start > last.column + PREFIX_PLAY + 80) return undefined;
  const content = text.slice(start, end);
  const match = /([0-9a-f]{4,16}):?[ \t│┃|"',]*$/i.exec(content);
  const offset = match?.[1]?.toLowerCase();
  if (!match || offset?.length !== last.offset.length) return undefined;
  const before = content.slice(0, match.index).replace(/0x$/i, "");
  if (before !== "" && !isBoundary(before.charCodeAt(before.length - 1))) return undefined;
  if (!sameColumn(content, match.index, last) || offset <= last.offset) return undefined;
  return { offset, end: start + match.index + offset.length };
}

/** OpenSSL's line for bytes that it does not show because they are spaces or zeros. */
export function readTrimmed(text: string, start: number, end: number): EndMark | undefined {
  const match = /([0-9a-f]{4,8}) - <SPACES\/NULS>/i.exec(text.slice(start, Math.min(end, start + 400)));
  return match?.[1] === undefined
    ? undefined
    : { offset: match[1].toLowerCase(), end: start + match.index + match[0].length };
}

/** Whether `at` is where the rows' offsets stand: just there, or near it behind a log's prefix. */
function sameColumn(content: string, at: number, last: Row): boolean {
  if (/[0-9A-Za-z]/.test(content.slice(0, at))) return Math.abs(at - last.column) <= PREFIX_PLAY;
  // od sets offsets of other lengths at other places; a comment's own asterisk stands before them.
  return at === last.column || /^[ \t]*$/.test(content.slice(0, at));
}

/** Ways to say that bytes are left out; the first that fits wins. Groups: `count` of the unit. */
const ELISIONS: readonly { readonly pattern: RegExp; readonly unit: "bytes" | "rows" | "unknown" }[] = [
  { pattern: /(?<count>\d{1,9}) (?:more |further |additional |other )?(?:bytes|octets)\b/i, unit: "bytes" },
  { pattern: /(?<count>\d{1,7}) (?:more |further |additional |other )?(?:rows|lines)\b/i, unit: "rows" },
  { pattern: /\btruncated\b|\bsnip(?:ped)?\b|\bomitted\b|\belided\b/i, unit: "unknown" },
  { pattern: /^[\W_]*(?:\.{3}|…)[\W_]*$/, unit: "unknown" },
];
/** A line that says so has one of these words or marks, so that no other line is taken for it. */
const ELIDES = /\.{3}|…|\bmore\b|\bfurther\b|truncated|snip|omitted|elided|not shown|skipped|hidden/i;

/** A line that says that bytes are left out. */
export interface Elision extends Range {
  /** Bytes left out; undefined where nothing says it. */
  readonly count: number | undefined;
}

/** The elision among the two lines below line `line`, of rows of `width` bytes. */
export function elisionBelow(lines: Lines, line: number, width: number): Elision | undefined {
  for (let i = line + 1; i <= line + 2 && i < lines.count; i++) {
    const content = lines.at(i).slice(0, 200);
    if (content.trim() === "") continue;
    return readElision(content, lines.start(i), width);
  }
  return undefined;
}

/** Reads a line (or what stands at a row's end) as an elision. */
export function readElision(content: string, start: number, width: number): Elision | undefined {
  if (!ELIDES.test(content)) return undefined;
  for (const { pattern, unit } of ELISIONS) {
    const match = pattern.exec(content);
    if (!match) continue;
    const number = Number(match.groups?.["count"] ?? "");
    const from = start + content.length - content.trimStart().length;
    return {
      start: from,
      end: from + content.trim().length,
      count: unit === "unknown" ? undefined : unit === "rows" ? number * width : number,
    };
  }
  return undefined;
}
