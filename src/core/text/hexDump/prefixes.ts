import type { Lines } from "../lines";

const TIME = String.raw`[0-2]\d:[0-5]\d:[0-6]\d(?:[.,]\d{1,9})?(?:Z| ?[+-]\d\d:?\d\d| UTC| GMT)?`;
const LEVEL = "TRACE|DEBUG|INFO|NOTICE|WARN(?:ING)?|ERROR|SEVERE|FATAL|CRIT(?:ICAL)?|FINE(?:R|ST)?";
const MONTH = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec";

/** What may start the prefix that a log writes before each line; a new one is a row here. */
const FIRST: readonly string[] = [
  // 2026-03-01T12:00:00.123Z, [2026/03/01 12:00:00]
  String.raw`\[?\d{4}([-/])\d\d\1\d\d[T ]${TIME}\]?`,
  // 12:00:00.123; before "IP" it is tcpdump's, whose whole line is a header
  String.raw`\[?${TIME}\]?(?! IP6? )`,
  // Mar  1 12:00:00 host program[1234]:
  String.raw`(?:<\d{1,3}>)?(?:${MONTH}) [ \d]\d ${TIME} [\w.:-]{1,80} [\w./@-]{1,80}(?:\[\d{1,9}\])?:`,
  // RFC 5424: <14>1 2026-03-01T12:00:00Z host program 1234 - -
  String.raw`<\d{1,3}>1 \d{4}-\d\d-\d\dT${TIME} \S{1,80} \S{1,80} \S{1,40} \S{1,40} -`,
  // I0301 12:00:00.123456    1234 file.cc:12]
  String.raw`[IWEF]\d{4} ${TIME} +\d{1,9} [\w./-]{1,80}:\d{1,6}\]`,
  // 03-01 12:00:00.123  1234  1240 D tag:
  String.raw`\d\d-\d\d ${TIME} +\d{1,6} +\d{1,6} [VDIWEF] [\w./-]{1,80} *:`,
  // [   12.345678]
  String.raw`\[ {0,8}\d{1,10}\.\d{1,9}\]`,
  // [DEBUG], DEBUG:
  String.raw`\[(?:${LEVEL})\]|(?:${LEVEL}):?`,
  // web-1  |
  String.raw`[a-z][\w.-]{0,60}[-_]\d{1,4} +\|`,
];

/** What may follow a time or a level. Who sent what is for others to read: "[sent]" stays. */
const NEXT: readonly string[] = [
  String.raw`\[?(?:${LEVEL}|${LEVEL.toLowerCase()})\]?:?`,
  // [main], (io), [12345]
  String.raw`\[(?!(?:send|sent|recv|rec|read|writ|tx|rx|in|out|client|server|[0-9a-f]{10,})\b)[^\][\s,'"]{1,60}\]:?`,
  // com.example.Reader -
  String.raw`[A-Za-z_$][\w$]{0,60}(?:\.[\w$-]{1,60}){1,12}(?::\d{1,6})?:?`,
  // 1234 --- [main]
  String.raw`\d{1,7} ---`,
  String.raw`[-:|]`,
];

/** Marks of quotes and comments. */
const MARK = String.raw`(?:[>|│#;*]|//|--)(?=[ \t]+\S)[ \t]`;

const PREFIX = new RegExp(
  String.raw`[ \t]*(?:${MARK})*(?:(?:${FIRST.join("|")})(?:[ \t]+(?:${NEXT.join("|")})(?=[ \t]))*[ \t])?(?:${MARK})*`,
  "y",
);
const LINE_NUMBER = /[ \t]*(\d{1,7})(?:[ \t]?[|│]|\t)(?: |$)?/y;
const LONGEST = 300;

/** How many characters before the text of line `line` are a log's (time, level, program), a mail's or a listing's. */
export function prefixLength(lines: Lines, line: number): number {
  const numbered = numberedLength(lines, line);
  const start = lines.start(line) + numbered;
  const head = lines.text.slice(start, Math.min(lines.end(line), start + LONGEST));
  PREFIX.lastIndex = 0;
  const length = PREFIX.exec(head)?.[0].length ?? 0;
  // Indentation alone is the text's own.
  return numbered + (head.slice(0, length).trim() === "" ? 0 : length);
}

/** The length of a line number, which the line above or below bears out. */
function numberedLength(lines: Lines, line: number): number {
  const own = lineNumber(lines, line);
  if (!own) return 0;
  const near =
    lineNumber(lines, line + 1)?.number === own.number + 1 ||
    lineNumber(lines, line - 1)?.number === own.number - 1;
  return near ? own.length : 0;
}

function lineNumber(lines: Lines, line: number): { number: number; length: number } | undefined {
  if (line < 0 || line >= lines.count) return undefined;
  const start = lines.start(line);
  LINE_NUMBER.lastIndex = 0;
  const match = LINE_NUMBER.exec(lines.text.slice(start, Math.min(lines.end(line), start + 24)));
  return match ? { number: Number(match[1]), length: match[0].length } : undefined;
}
