import { readBase64, readBase64InSteps } from "../base64";
import { contentOf, isTlsLike } from "../content";
import type { Lines } from "../lines";
import type { Steps } from "../steps";
import type { Claims } from "./claims";
import type { Dump, FindOptions } from "./dump";

const RUN = /[A-Za-z0-9+/_-]{24,}={0,2}/g;
/** Words that are looked at in one step. */
const STEP = 1024;
/** What may stand between two lines of one base64 text. */
const BETWEEN = /^[^\S\r\n]*["']?[+\\,]?[^\S\r\n]*(?:\r\n|\n|\r)[^\S\r\n]*(?:[>|#*]|\/\/)?[^\S\r\n]*["']?$/;
const LAST_LINE =
  /^[^\S\r\n]*["']?[+\\,]?[^\S\r\n]*(?:\r\n|\n|\r)[^\S\r\n]*(?:[>|#*]|\/\/)?[^\S\r\n]*["']?[A-Za-z0-9+/_-]{1,23}={0,2}(?=["']?[,;)\]}]*[^\S\r\n]*(?:[\r\n]|$))/;
const PUNCTUATION = new Set(Array.from("\"'+\\,>|#*", (character) => character.charCodeAt(0)));

/** Base64 on one line or more; taken only when its bytes start as TLS or DER does. */
export function* findBase64(lines: Lines, claims: Claims, options: FindOptions): Steps<Dump[]> {
  const { text } = lines;
  const dumps: Dump[] = [];
  let start = -1;
  let end = -1;
  const close = function* (): Steps<void> {
    const dump = start < 0 ? undefined : yield* read(text, start, lastLine(text, end), options);
    if (dump) dumps.push(dump);
    start = -1;
  };
  let seen = 0;
  for (const match of text.matchAll(RUN)) {
    if (++seen % STEP === 0) yield;
    const to = match.index + match[0].length;
    const free = claims.blocking(match.index, to) === undefined;
    const joins =
      start >= 0 &&
      free &&
      match.index - end < 80 &&
      !text.endsWith("=", end) &&
      BETWEEN.test(text.slice(end, match.index));
    if (!joins) {
      yield* close();
      if (free) start = match.index;
    }
    end = to;
  }
  yield* close();
  return dumps;
}

/** The end with a short last line, which no pattern could tell from a word by itself. */
function lastLine(text: string, end: number): number {
  return end + (LAST_LINE.exec(text.slice(end, end + 120))?.[0].length ?? 0);
}

function* read(text: string, start: number, end: number, options: FindOptions): Steps<Dump | undefined> {
  // Most words are no base64 of ours: a few bytes tell.
  const head = readBase64(text, start, Math.min(start + 32, end)).bytes;
  const may = (head[0] ?? 0) === 0x30 || isTlsLike(head) || (head[0] ?? 99) <= 25;
  const selected = options.selected === true && text.trim().length <= end - start + 4;
  if (!may && !selected) return undefined;
  const { bytes, runs, problems } = yield* readBase64InSteps(
    text,
    start,
    end,
    (code) => PUNCTUATION.has(code) || code === 47,
  );
  if (!isTlsLike(bytes) && !selected) return undefined;
  return {
    format: "base64",
    bytes,
    runs,
    range: { start, end },
    content: contentOf(bytes),
    findings: problems.map(({ at, message }) => ({
      id: "base64.invalid",
      severity: "warning",
      start: at,
      end: at + 1,
      message,
    })),
  };
}
