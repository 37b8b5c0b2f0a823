import { gaps } from "../gaps";
import { Lines } from "../lines";
import { findBase64 } from "./base64Runs";
import { Claims, pemBlocks } from "./claims";
import type { Dump, FindOptions, Range } from "./dump";
import { findEscapes } from "./escapes";
import { findHexRuns } from "./hexRuns";
import { findLists } from "./lists";
import { findOffsetRows } from "./offsetRows";

/**
 * Every dump in a text, in the text's order: rows with offsets (xxd, hexdump, od, tcpdump, Wireshark, openssl, curl,
 * Java), hexadecimal of any layout, byte arrays, escaped strings, base64. Prose, source code, digests, identifiers and
 * colours give none. Time grows linearly with the text; nothing throws.
 */
export function findDumps(text: string, options: FindOptions = {}): Dump[] {
  return options.taken && options.taken.length > 0 ? between(text, options.taken) : within(text, options);
}

/** No fewer characters hold a dump. */
const LEAST = 12;

/** The dumps in what is not taken. */
function between(text: string, taken: readonly Range[]): Dump[] {
  return gaps(text.length, taken).flatMap(({ start, end }) =>
    end - start < LEAST ? [] : within(text.slice(start, end), {}).map((dump) => moved(dump, start)),
  );
}

function moved(dump: Dump, by: number): Dump {
  const place = ({ start, end }: Range): Range => ({ start: start + by, end: end + by });
  return {
    ...dump,
    runs: dump.runs.map((run) => ({ ...run, charStart: run.charStart + by })),
    range: place(dump.range),
    findings: dump.findings.map((finding) => ({ ...finding, ...place(finding) })),
  };
}

function within(text: string, options: FindOptions): Dump[] {
  const lines = new Lines(text);
  const claims = new Claims();
  claims.add(pemBlocks(text));
  const dumps: Dump[] = [];
  const take = (found: readonly Dump[]): void => {
    const free = found.filter(({ range }) => claims.blocking(range.start, range.end) === undefined);
    claims.add(free.map(({ range }) => range));
    dumps.push(...free);
  };
  take(findOffsetRows(lines));
  take(findEscapes(lines, claims, options));
  take(findLists(lines, claims, options));
  take(findHexRuns(lines, claims, options));
  take(findBase64(lines, claims, options));
  return dumps.sort((a, b) => a.range.start - b.range.start);
}
