import { gaps } from "../gaps";
import { Lines } from "../lines";
import { finished, type Steps } from "../steps";
import { findBase64 } from "./base64Runs";
import { Claims, pemBlocks } from "./claims";
import { findColumnRows } from "./columnRows";
import type { Dump, FindOptions, Range } from "./dump";
import { findDissections } from "./dissections";
import { findEncodedText } from "./encodedText";
import { findEscapes } from "./escapes";
import { findFollowRaw } from "./followRaw";
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
    ? between(text, options.taken, options.choose)
    : within(text, options);
}

/** No fewer characters hold a dump. */
const LEAST = 12;

/** The dumps in what is not taken. A selection that holds objects was made for those: what is beside them must tell of itself. */
function* between(
  text: string,
  taken: readonly Range[],
  choose: FindOptions["choose"] = new Map(),
): Steps<Dump[]> {
  const dumps: Dump[] = [];
  for (const { start, end } of gaps(text.length, taken)) {
    if (end - start < LEAST) continue;
    const own = choose.size === 0 ? choose : new Map([...choose].map(([at, id]) => [at - start, id]));
    for (const dump of yield* within(text.slice(start, end), { choose: own })) dumps.push(moved(dump, start));
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
    for (const dump of free) dumps.push(dump);
  };
  take(yield* findDissections(lines, claims));
  const rows = yield* findOffsetRows(lines, options);
  take(rows.map((dump) => ({ ...dump, rows: linesOf(dump.range, lines) })));
  // A log's numbers before the first row are no dump of their own; those before the others lie within the range.
  for (const { range } of rows) {
    const start = lines.start(lines.lineOf(range.start));
    if (start < range.start && claims.blocking(start, range.start) === undefined)
      claims.add([{ start, end: range.start }]);
  }
  take(yield* findFollowRaw(lines, claims));
  take(yield* findColumnRows(lines, claims));
  take(yield* findEscapes(lines, claims, options));
  take(yield* findEncodedText(lines, claims, options));
  take(yield* findLists(lines, claims, options));
  take(yield* findHexRuns(lines, claims, options));
  take(yield* findBase64(lines, claims, options));
  const found = options.selected ? withoutCoincidences(dumps) : dumps;
  return found.sort((a, b) => a.range.start - b.range.start);
}

/**
 * What a person chose may hold numbers and names beside its dump (`Uint8Array(16)`, `"hex"`): unknown bytes that are
 * few, or base64, count only when there is nothing better; then those of the most characters.
 */
function withoutCoincidences(dumps: readonly Dump[]): Dump[] {
  if (dumps.length < 2) return [...dumps];
  const isWeak = ({ content, bytes, direction, rows, format }: Dump): boolean =>
    content === "unknown" &&
    direction === undefined &&
    rows === undefined &&
    (bytes.length < 17 || format.startsWith("base64"));
  const strong = dumps.filter((dump) => !isWeak(dump));
  if (strong.length > 0) return strong;
  const size = ({ range }: Dump): number => range.end - range.start;
  return [dumps.reduce((most, dump) => (size(dump) > size(most) ? dump : most))];
}

/** How many lines a stretch takes. */
function linesOf({ start, end }: Range, lines: Lines): number {
  return lines.lineOf(end) - lines.lineOf(start) + 1;
}
