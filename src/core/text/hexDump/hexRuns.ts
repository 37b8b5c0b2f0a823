import { ByteCollector } from "../byteCollector";
import { contentOf, isTlsLike } from "../content";
import type { Lines } from "../lines";
import { finished, type Steps } from "../steps";
import type { Claims } from "./claims";
import type { Dump, DumpFinding, FindOptions } from "./dump";
import { readHeader } from "./headers";
import { isPlausible } from "./plausible";

/** Groups of digits that stand one after another, parted alike. */
interface Sequence {
  /** Start and end of each group's digits in turn (without `0x`). */
  readonly groups: number[];
  /** What parts groups on one line; undefined while there is none. */
  separator: string | undefined;
  /** Groups stand on more than one line. */
  wrapped: boolean;
}

const GROUP = /(?<![0-9A-Za-z_])(?:0[xX])?([0-9A-Fa-f]{2,})(?![0-9A-Za-z_])/g;
const LONGEST_GAP = 80;
/** Groups, and bytes, that are read in one step. */
const STEP = 2048;

/** Hexadecimal without offsets: pairs or words parted by spaces, colons, dashes, or unparted, on any number of lines. */
export function* findHexRuns(lines: Lines, claims: Claims, options: FindOptions): Steps<Dump[]> {
  const { text } = lines;
  const dumps: Dump[] = [];
  let sequence: Sequence | undefined;
  const close = function* (): Steps<boolean> {
    const dump = sequence && (yield* read(sequence, lines, options));
    if (dump) dumps.push(dump);
    sequence = undefined;
    return dump !== undefined;
  };
  let seen = 0;
  for (const match of text.matchAll(GROUP)) {
    if (++seen % STEP === 0) yield;
    const end = match.index + match[0].length;
    const start = end - (match[1] ?? "").length;
    if (claims.blocking(match.index, end) !== undefined) {
      yield* close();
      continue;
    }
    const joined = sequence && join(sequence, text, match.index, start, end);
    if (joined === "joined") continue;
    const last = sequence?.groups.slice(-2) ?? [];
    const accepted = yield* close();
    sequence = { groups: [], separator: undefined, wrapped: false };
    // Of "ad 16:03:01" the group before the first colon belongs to what follows.
    if (joined === "separator" && !accepted) {
      sequence.groups.push(...last);
      join(sequence, text, match.index, start, end);
    } else sequence.groups.push(start, end);
  }
  yield* close();
  return dumps;
}

/** Adds a group to a sequence when it goes on alike; else says what differs. */
function join(
  sequence: Sequence,
  text: string,
  from: number,
  start: number,
  end: number,
): "joined" | "separator" | "width" {
  const { groups } = sequence;
  const previousEnd = groups.at(-1) ?? 0;
  const previousStart = groups.at(-2) ?? 0;
  if (from - previousEnd > LONGEST_GAP) return "width";
  const gap = text.slice(previousEnd, from);
  const width = previousEnd - previousStart;
  const first = (groups[1] ?? 0) - (groups[0] ?? 0);
  // After a shorter group nothing follows, unless unparted digits wrap at odd places.
  const long = Math.min(width, end - start) >= 16 || (width >= 16 && end - start < width);
  const alike = width === first && (end - start === width || (end - start < width && width > 2));
  const wraps = /[\r\n]/.test(gap);
  if (wraps) {
    if (!/^[\s>|#*/\\:;,"'+.-]*$/.test(gap) || blankLine(gap)) return "width";
    if (!alike && !(long && sequence.separator === undefined)) return "width";
    // A word that happens to be hexadecimal ("be", "added") starts a line of prose.
    if (/^[^\S\r\n]*[^\s0-9a-f:;,"'|\\.-]/i.test(text.slice(end, end + 40))) return "width";
    sequence.wrapped = true;
  } else {
    if (!alike) return "width";
    const separator = gap.trim() === "" ? " " : gap.trim();
    if (separator === " " ? gap.length > 4 : !/^["']?[:;-]["']?$/.test(separator) || width > 2)
      return "separator";
    if (sequence.separator !== undefined && sequence.separator !== separator) return "separator";
    sequence.separator = separator;
  }
  groups.push(start, end);
  return "joined";
}

function blankLine(gap: string): boolean {
  return /(?:\r\n|\n|\r(?!\n))[^\S\r\n]*(?:\r\n|\n|\r)/.test(gap);
}

function* read(sequence: Sequence, lines: Lines, options: FindOptions): Steps<Dump | undefined> {
  const { text } = lines;
  let { groups } = sequence;
  const line = lines.lineOf(groups[0] ?? 0);
  const above = lines.nonBlankAbove(line, 2);
  const header = above >= 0 ? readHeader(lines.at(above)) : undefined;
  const skip = sequence.separator === undefined ? 0 : leadIn(groups, text);
  if (skip > 0) groups = groups.slice(skip * 2);
  const first = groups[0] ?? 0;
  const width = (groups[1] ?? 0) - first;
  const single = groups.length === 2;
  const big = yield* collect(groups, text, false);
  let chosen = big;
  let format = width === 2 ? "hex" : width === 4 && sequence.separator === " " ? "hex words" : "plain hex";
  if (width === 4 && sequence.separator === " " && !isTlsLike(big.bytes)) {
    const little = yield* collect(groups, text, true);
    if (isTlsLike(little.bytes)) {
      chosen = little;
      format = "hexdump";
    }
  }
  const { bytes, runs, odd } = chosen;
  const digestLines =
    sequence.wrapped && (width === 40 || width === 64 || width === 128 || width === 32) && !isTlsLike(bytes);
  const plausible = isPlausible({
    bytes,
    least: single || width > 8 ? 65 : digestLines ? Infinity : 17,
    letters: /[a-f]/i.test(text.slice(first, Math.min(groups.at(-1) ?? 0, first + 4096))),
    foretold: header?.length,
    selected: options.selected === true && isAll(text, groups),
  });
  if (!plausible) return undefined;
  const end = groups.at(-1) ?? 0;
  const findings: DumpFinding[] = [];
  if (odd)
    findings.push({
      id: "dump.odd",
      severity: "warning",
      start: end - 1,
      end,
      message: "an odd number of hexadecimal digits: the last one is left out",
    });
  return {
    format:
      header?.tool === "openssl -msg"
        ? header.tool
        : format === "plain hex" && sequence.wrapped
          ? "xxd -p"
          : format,
    bytes,
    runs,
    range: { start: prefixStart(text, first), end },
    content: contentOf(bytes),
    ...(header?.direction === undefined ? {} : { direction: header.direction }),
    ...(header?.title === undefined ? {} : { title: header.title }),
    findings,
  };
}

function prefixStart(text: string, first: number): number {
  return /^0x$/i.test(text.slice(Math.max(0, first - 2), first)) ? first - 2 : first;
}

/** How many groups before the first record are a log's numbers ("len 45 16 03 01 …"). */
function leadIn(groups: readonly number[], text: string): number {
  const head = finished(collect(groups.slice(0, 64), text, false)).bytes;
  if (isTlsLike(head) || groups[1] !== (groups[0] ?? 0) + 2) return 0;
  for (let skip = 1; skip <= 4; skip++)
    if (head.length - skip >= 16 && contentOf(head.subarray(skip)) === "tls record") return skip;
  return 0;
}

function isAll(text: string, groups: readonly number[]): boolean {
  const rest = text.slice(0, prefixStart(text, groups[0] ?? 0)) + text.slice(groups.at(-1) ?? 0);
  return /^[\s"'`;,]*$/.test(rest);
}

function* collect(
  groups: readonly number[],
  text: string,
  little: boolean,
): Steps<{ bytes: Uint8Array; runs: Dump["runs"]; odd: boolean }> {
  const collector = new ByteCollector();
  let half = -1;
  for (let i = 0; i < groups.length; i += 2) {
    const start = groups[i] ?? 0;
    const end = groups[i + 1] ?? 0;
    let at = start;
    if (half >= 0) {
      collector.addSplit(Number.parseInt(text.charAt(half) + text.charAt(at), 16), half, at);
      half = -1;
      at++;
    }
    const size = Math.floor((end - at) / 2);
    for (let k = 0; k < size; k++) {
      if (collector.length % STEP === STEP - 1) yield;
      const from = little ? end - 2 * (k + 1) : at + 2 * k;
      collector.add(Number.parseInt(text.slice(from, from + 2), 16), from, from + 2);
    }
    if ((end - at) % 2 === 1) half = end - 1;
  }
  return { ...collector.finish(), odd: half >= 0 };
}
