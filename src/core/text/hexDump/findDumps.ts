import { gaps } from "../gaps";
import { Lines } from "../lines";
import { finished, type Steps } from "../steps";
import { findBase64 } from "./base64Runs";
import { Claims, pemBlocks } from "./claims";
import type { Dump, FindOptions, Range } from "./dump";
import { findEscapes } from "./escapes";
import { findHexRuns } from "./hexRuns";
import { findLists } from "./lists";
import { withoutColours, withoutPrefixes } from "./margins";
import { moved } from "./moved";
import { findOffsetRows } from "./offsetRows";
import { inSource, optionsIn, viewOf } from "./view";

/**
 * Every dump in a text, in the text's order: rows with offsets (xxd, hexdump, od, tcpdump, Wireshark, openssl, curl,
 * Java), hexadecimal of any layout, byte arrays, escaped strings, base64. Prose, source code, digests, identifiers and
 * colours give none. Time grows linearly with the text; nothing throws.
 */
export function findDumps(text: string, options: FindOptions = {}): Dump[] {
  return finished(findDumpsInSteps(text, options));
}

/** The same in steps of a few milliseconds. */
export function* findDumpsInSteps(text: string, options: FindOptions = {}): Steps<Dump[]> {
  return yield* options.taken && options.taken.length > 0
    ? between(text, options.taken)
    : within(text, options);
}

/** No fewer characters hold a dump. */
const LEAST = 12;

/** The dumps in what is not taken. */
function* between(text: string, taken: readonly Range[]): Steps<Dump[]> {
  const dumps: Dump[] = [];
  for (const { start, end } of gaps(text.length, taken)) {
    if (end - start < LEAST) continue;
    for (const dump of yield* within(text.slice(start, end), {})) dumps.push(moved(dump, start));
    yield;
  }
  return dumps;
}

/** The dumps in a text, whatever a terminal put into it, and a log or a mail before its lines. */
function* within(text: string, options: FindOptions): Steps<Dump[]> {
  const plain = withoutColours(text);
  if (plain) return (yield* inPlain(plain.text, plain.options(options))).map((dump) => plain.restore(dump));
  return yield* inPlain(text, options);
}

function* inPlain(text: string, options: FindOptions): Steps<Dump[]> {
  const view = viewOf(text);
  if (view) return (yield* inView(view.text, optionsIn(options, view))).map((dump) => inSource(dump, view));
  return yield* inView(text, options);
}

function* inView(text: string, options: FindOptions): Steps<Dump[]> {
  const lines = new Lines(text);
  const bare = yield* withoutPrefixes(lines);
  if (!bare) return yield* inLines(lines, options);
  return (yield* inLines(new Lines(bare.text), bare.options(options))).map((dump) => bare.restore(dump));
}

function* inLines(lines: Lines, options: FindOptions): Steps<Dump[]> {
  const { text } = lines;
  const claims = new Claims();
  claims.add(pemBlocks(text));
  const dumps: Dump[] = [];
  const take = (found: readonly Dump[]): void => {
    const free = found.filter(({ range }) => claims.blocking(range.start, range.end) === undefined);
    claims.add(free.map(({ range }) => range));
    dumps.push(...free);
  };
  const rows = yield* findOffsetRows(lines, options);
  take(rows.map((dump) => ({ ...dump, rows: linesOf(dump.range, lines) })));
  take(yield* findEscapes(lines, claims, options));
  take(yield* findLists(lines, claims, options));
  take(yield* findHexRuns(lines, claims, options));
  take(yield* findBase64(lines, claims, options));
  return dumps.sort((a, b) => a.range.start - b.range.start);
}

/** How many lines a stretch takes. */
function linesOf({ start, end }: Range, lines: Lines): number {
  return lines.lineOf(end) - lines.lineOf(start) + 1;
}
