import { ByteCollector } from "../byteCollector";
import { contentOf } from "../content";
import type { Lines } from "../lines";
import type { Steps } from "../steps";
import { chosenRange, isMostOf } from "./chosen";
import { Claims } from "./claims";
import type { Dump, FindOptions } from "./dump";
import { isTelling } from "./plausible";

/** A way to write bytes into text, in which most characters stand for themselves. */
interface Encoding {
  readonly name: string;
  /** What an escape begins with. */
  readonly sign: string;
  /** Group 1: the digits; none for what carries no byte (a soft line break). */
  readonly escape: RegExp;
  readonly radix: 8 | 16;
  /** A character that may stand for itself. */
  readonly literal: RegExp;
}

/** A new one is a row. */
const ENCODINGS: readonly Encoding[] = [
  // RFC 3986 §2.1.
  {
    name: "percent-encoding",
    sign: "%",
    escape: /%([0-9A-Fa-f]{2})/y,
    radix: 16,
    literal: /[A-Za-z0-9._~!*'()$,;:@/?-]/,
  },
  // RFC 2045 §6.7.
  {
    name: "quoted-printable",
    sign: "=",
    escape: /=(?:([0-9A-Fa-f]{2})|[ \t]*\r?\n)/y,
    radix: 16,
    literal: /[ -<>-~]/,
  },
  // rsyslog writes control characters so.
  { name: "syslog octal", sign: "#", escape: /#([0-3][0-7]{2})/y, radix: 8, literal: /[ -~]/ },
];

/** Fewer escapes than this are no bytes that nobody chose. */
const LEAST = 4;
/** Bytes that are read in one step. */
const STEP = 4096;

/** Bytes as percent-encoding, quoted-printable, syslog's octal. */
export function* findEncodedText(lines: Lines, claims: Claims, options: FindOptions): Steps<Dump[]> {
  const dumps: Dump[] = [];
  // The signs of the others may stand for themselves: the one that is there most comes first.
  const head = lines.text.slice(0, 4096);
  const count = ({ sign }: Encoding): number => head.split(sign).length;
  const order = options.selected ? [...ENCODINGS].sort((a, b) => count(b) - count(a)) : ENCODINGS;
  const own = new Claims();
  for (const encoding of order) {
    const found = yield* find(encoding, lines, claims, options);
    const free = found.filter(({ range }) => own.blocking(range.start, range.end) === undefined);
    own.add(free.map(({ range }) => range));
    for (const dump of free) dumps.push(dump);
  }
  return dumps;
}

function* find(encoding: Encoding, { text }: Lines, claims: Claims, options: FindOptions): Steps<Dump[]> {
  const { sign, escape, literal, name } = encoding;
  const chosen = chosenRange(text, options);
  const dumps: Dump[] = [];
  for (let at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at)) {
    escape.lastIndex = at;
    const blocked = claims.blocking(at, at + 1);
    if (blocked !== undefined || !escape.test(text)) {
      at = Math.max(at + 1, blocked ?? 0);
      continue;
    }
    // DER begins with a character, "0"; what a person chose may begin with any.
    const before =
      chosen && at - chosen.start <= 100 ? chosen.start : text.charAt(at - 1) === "0" ? at - 1 : at;
    const tries = before === at || !isLiteral(text.slice(before, at), literal) ? [at] : [before, at];
    let end = at + 1;
    for (const start of tries) {
      const found = yield* read(encoding, text, start);
      end = Math.max(end, found.end);
      const selected = isMostOf(chosen, start, found.last) && found.escapes > 0;
      if (!selected && !(found.escapes >= LEAST && isTelling(found.bytes))) continue;
      dumps.push({
        format: name,
        bytes: found.bytes,
        runs: found.runs,
        range: { start, end: found.last },
        content: contentOf(found.bytes),
        findings: [],
      });
      break;
    }
    at = end;
  }
  return dumps;
}

function isLiteral(characters: string, literal: RegExp): boolean {
  return Array.from(characters).every((character) => literal.test(character));
}

function* read(
  { escape, literal, radix, sign }: Encoding,
  text: string,
  start: number,
): Steps<{ bytes: Uint8Array; runs: Dump["runs"]; escapes: number; last: number; end: number }> {
  const collector = new ByteCollector();
  let at = start;
  let last = start;
  let escapes = 0;
  for (; at < text.length;) {
    if (collector.length % STEP === STEP - 1) yield;
    const character = text.charAt(at);
    if (character === sign) {
      escape.lastIndex = at;
      const match = escape.exec(text);
      if (!match) break;
      at += match[0].length;
      if (match[1] === undefined) continue;
      collector.add(Number.parseInt(match[1], radix), at - match[0].length, at);
      escapes++;
    } else if (literal.test(character)) {
      collector.add(character.charCodeAt(0), at, at + 1);
      at++;
    } else break;
    last = at;
  }
  return { ...collector.finish(), escapes, last, end: at };
}
