import { contentOf } from "../content";
import type { Lines } from "../lines";
import { digitOf, Sextets } from "../pem/sextets";
import type { Steps } from "../steps";
import { chosenRange, isChosen } from "./chosen";
import type { Claims } from "./claims";
import type { Dump, DumpFinding, FindOptions, Range } from "./dump";
import { missingAfter } from "./elision";
import { literalName } from "./literalNames";
import { isTelling } from "./plausible";

const RUN = /[A-Za-z0-9+/_-]{24}/g;
/** Digits of any number, where something says that they are base64: a YAML tag, a data: URL, a JSON member. */
const ANNOUNCED = /(?:!!binary\s?[|>]?-?\s{1,40}|;base64,)(?=[A-Za-z0-9+/_-])/g;
/** Words that are looked at in one step. */
const STEP = 1024;
/** What may stand between two lines of one base64 text: also line ends as a string escapes them. */
const BREAK = String.raw`(?:\r\n|\n|\r|(?:\\{1,4}r)?\\{1,4}n|&#(?:10|13|xA|xD);)`;
const WRAP = String.raw`[^\S\r\n]*\\?["']?[^\S\r\n]*[+\\,.]?[^\S\r\n]*${BREAK}(?:${BREAK})?[^\S\r\n]*(?:[>|#*]|\/\/)?[^\S\r\n]*\\?["']?`;
const BETWEEN = new RegExp(String.raw`^(?:${WRAP}|[^\S\r\n]*["'][^\S\r\n]*[+.,]?[^\S\r\n]*["'])$`);
const LAST_LINE = new RegExp(
  String.raw`^${WRAP}([A-Za-z0-9+/_-]{1,23}={0,2})(?=\\?["']?[,;)\]}]*[^\S\r\n]*(?:[\r\n\\]|$))`,
);
const LONGEST_GAP = 120;

/** Base64 (RFC 4648) on one line or more; taken only when its bytes are something that TLS Inspector knows. */
export function* findBase64(lines: Lines, claims: Claims, options: FindOptions): Steps<Dump[]> {
  const { text } = lines;
  const chosen = chosenRange(text, options);
  const dumps: Dump[] = [];
  let pieces: Range[] = [];
  const close = function* (): Steps<void> {
    const dump = pieces.length === 0 ? undefined : yield* read(text, withLastLine(text, pieces), chosen);
    if (dump) dumps.push(dump);
    pieces = [];
  };
  let seen = 0;
  for (const piece of candidates(text, chosen)) {
    if (++seen % STEP === 0) yield;
    const last = pieces.at(-1);
    const free = claims.blocking(piece.start, piece.end) === undefined;
    const joins =
      last !== undefined &&
      free &&
      piece.start - last.end < LONGEST_GAP &&
      text.charAt(last.end - 1) !== "=" &&
      BETWEEN.test(text.slice(last.end, piece.start));
    if (!joins) yield* close();
    if (free) pieces.push(piece);
  }
  yield* close();
  return dumps;
}

/** Stretches of digits that are long. */
function longRuns(text: string): Range[] {
  const runs: Range[] = [];
  RUN.lastIndex = 0;
  for (let match = RUN.exec(text); match; match = RUN.exec(text)) {
    RUN.lastIndex = endOfDigits(text, RUN.lastIndex);
    // The letter of an escaped line end is no digit.
    const escaped = match[0].startsWith("n") && text.charAt(match.index - 1) === "\\";
    runs.push({ start: match.index + (escaped ? 1 : 0), end: RUN.lastIndex });
  }
  return runs;
}

/** Where digits that go on at `at` end, padding included. A pattern overflows its stack on some millions of digits. */
function endOfDigits(text: string, at: number): number {
  const isDigit = (place: number): boolean => digitOf(text.charCodeAt(place)) >= 0;
  let end = at;
  // JSON may write "/" as "\\/".
  while (isDigit(end) || (text.startsWith("\\/", end) && isDigit(end + 2))) end += isDigit(end) ? 1 : 2;
  for (let padding = 0; padding < 2 && text.charAt(end) === "="; padding++) end++;
  return end;
}

/** Stretches of digits that are long, announced, or chosen, in their order and apart. */
function candidates(text: string, chosen: Range | undefined): Range[] {
  const long = longRuns(text);
  const short: Range[] = Array.from(text.matchAll(ANNOUNCED), (match) =>
    digitsAt(text, match.index + match[0].length),
  );
  if (chosen && long.length === 0) {
    const word = /[A-Za-z0-9+/_-]{2,23}={0,2}(?=["'`\s)\]};,]*$)/.exec(
      text.slice(chosen.start, chosen.start + 200),
    );
    if (word) short.push(digitsAt(text, chosen.start + word.index));
  }
  if (short.length === 0) return long;
  const all = [...long, ...short].sort((a, b) => a.start - b.start || b.end - a.end);
  return all.filter(
    ({ start, end }, index) =>
      // A media type is long enough, too.
      !text.startsWith(";base64,", end) && (index === 0 || start >= (all[index - 1]?.end ?? 0)),
  );
}

function digitsAt(text: string, start: number): Range {
  return { start, end: endOfDigits(text, start) };
}

/** The pieces and a short last line, which no pattern could tell from a word by itself. */
function withLastLine(text: string, pieces: readonly Range[]): readonly Range[] {
  const end = pieces.at(-1)?.end ?? 0;
  if (text.charAt(end - 1) === "=") return pieces;
  const match = LAST_LINE.exec(text.slice(end, end + LONGEST_GAP));
  const digits = match?.[1];
  if (!match || digits === undefined) return pieces;
  const stop = end + match[0].length;
  return [...pieces, { start: stop - digits.length, end: stop }];
}

/** Digits that are looked at before the rest is read. */
const HEAD = 32;

function* read(text: string, pieces: readonly Range[], chosen: Range | undefined): Steps<Dump | undefined> {
  const start = pieces[0]?.start ?? 0;
  const end = pieces.at(-1)?.end ?? 0;
  const selected = isChosen(text, chosen, start, end);
  const direction = peerBefore(text, start);
  // Most words are no base64 of ours: a few bytes tell.
  const first = pieces[0] ?? { start, end };
  const head = new Sextets();
  head.addDigits(text, first.start, Math.min(first.end, first.start + HEAD));
  const byte = head.decode()[0] ?? 99;
  if (!(byte === 0x30 || byte <= 25 || selected || direction !== undefined)) {
    if (contentOf(head.decode()) === "unknown" && byte >> 4 !== 4 && byte >> 4 !== 6) return undefined;
  }
  const sextets = new Sextets();
  for (const piece of pieces) {
    for (let at = piece.start; at < piece.end;) {
      at = sextets.addDigits(text, at, piece.end);
      // The backslash of `\/`, or the padding.
      if (at < piece.end && digitOf(text.charCodeAt(at)) < 0) at++;
    }
    yield;
  }
  const bytes = sextets.decode();
  if (bytes.length === 0 || !(isTelling(bytes) || selected || direction !== undefined)) return undefined;
  const digits = text.slice(start, end);
  return {
    format: literalName("base64", text, start, end, /[-_]/.test(digits) ? "url" : "") ?? "base64",
    bytes,
    runs: sextets.runs(),
    range: { start, end },
    content: contentOf(bytes),
    ...(direction === undefined ? {} : { direction }),
    ...missingAfter(text, end, bytes.length),
    findings: problems(text, pieces, sextets),
  };
}

function problems(text: string, pieces: readonly Range[], sextets: Sextets): DumpFinding[] {
  const phase = sextets.count % 4;
  let at = (pieces.at(-1)?.end ?? 1) - 1;
  while (at > 0 && text.charAt(at) === "=") at--;
  const value = digitOf(text.charCodeAt(at));
  const finding = (message: string): DumpFinding[] => [
    { id: "base64.invalid", severity: "warning", start: at, end: at + 1, message },
  ];
  if (phase === 1) return finding("a single base64 digit at the end carries no whole byte");
  // Two digits leave four bits over, three leave two.
  return (value & (phase === 2 ? 0xf : phase === 3 ? 0x3 : 0)) === 0
    ? []
    : finding("the last base64 digit has bits that belong to no byte");
}

/** `tshark -z follow,…,yaml`: peer 0 is the one who connected. */
const PEER =
  /(?:^|\n)[ \t]*(?:- )?peer: ?(\d)\b(?![\s\S]*\n[ \t]*(?:- )?peer:)[\s\S]{0,200}!!binary\s?[|>]?-?\s*$/;

function peerBefore(text: string, start: number): Dump["direction"] {
  const before = text.slice(Math.max(0, start - 300), start);
  if (!before.includes("!!binary")) return undefined;
  const peer = PEER.exec(before)?.[1];
  return peer === undefined ? undefined : peer === "0" ? "sent" : "received";
}
