import { contentOf, isTlsLike } from "../content";
import type { Lines } from "../lines";
import { finished, type Steps } from "../steps";
import { chosenRange, isChosen } from "./chosen";
import type { Claims } from "./claims";
import type { Dump, DumpFinding, FindOptions, Range } from "./dump";
import { missingAfter } from "./elision";
import { collectHex } from "./hexBytes";
import { HexSequence } from "./hexSequence";
import { readHeader, toldBy, type DumpHeader } from "./headers";
import { literalName } from "./literalNames";
import { pageBreaks } from "./pageBreaks";
import { isPlausible } from "./plausible";
import { othersOf, settle, type Reading } from "./readings";

/** A group of digits with what may stand right before it: `0x16`, `\x1603`, `$16`, `#16`. */
const GROUP = /(?<![0-9A-Za-z])(0[xX]|\\{1,2}x|[$#])?([0-9A-Fa-f]{2,})(?=[hH]?(?![0-9A-Za-z]))/g;
/** Groups that are read in one step. */
const STEP = 2048;

/** Hexadecimal without offsets: pairs or words parted by whatever, or unparted, on any number of lines. */
export function* findHexRuns(lines: Lines, claims: Claims, options: FindOptions): Steps<Dump[]> {
  const { text } = lines;
  const dumps: Dump[] = [];
  const reader = new Reader(lines, options);
  const breaks = pageBreaks(text);
  let sequence: HexSequence | undefined;
  /** Groups of sequences that were no dump, standing one behind another: of mixed widths they may be one. */
  let chain: number[] = [];
  const endChain = function* (): Steps<void> {
    const dump = yield* reader.mixed(chain);
    if (dump) dumps.push(dump);
    chain = [];
  };
  const close = function* (): Steps<boolean> {
    if (!sequence) return false;
    const dump = yield* reader.read(sequence);
    if (dump) {
      yield* endChain();
      dumps.push(dump);
    } else for (const place of sequence.groups) chain.push(place);
    sequence = undefined;
    return dump !== undefined;
  };
  let seen = 0;
  let page = 0;
  for (const match of text.matchAll(GROUP)) {
    if (++seen % STEP === 0) yield;
    const end = match.index + match[0].length;
    const start = end - (match[2] ?? "").length;
    while ((breaks[page]?.end ?? Infinity) <= match.index) page++;
    const broken = breaks[page];
    if (broken && broken.start <= match.index) {
      sequence?.skip(broken);
      continue;
    }
    if (sequence?.skips(match.index)) continue;
    if (claims.blocking(match.index, end) !== undefined) {
      yield* close();
      yield* endChain();
      continue;
    }
    const joined = sequence?.join(match.index, start, end);
    if (joined === "joined" || joined === "column") continue;
    const last = sequence?.groups.slice(-2) ?? [];
    const accepted = yield* close();
    sequence = new HexSequence(lines);
    // Of "ad 16:03:01" the group before the first colon belongs to what follows.
    if (joined === "separator" && !accepted && last.length === 2) {
      chain.splice(-2, 2);
      sequence.begin(last[0] ?? 0, last[1] ?? 0);
      if (sequence.join(match.index, start, end) !== "joined") sequence.begin(start, end);
    } else sequence.begin(start, end);
    const chained = chain.at(-1);
    if (chained !== undefined && !isBlank(text, chained, sequence.groups[0] ?? 0)) yield* endChain();
  }
  yield* close();
  yield* endChain();
  return dumps;
}

/** Blanks on a line, or a single line end, between two groups of a chain. */
function isBlank(text: string, from: number, to: number): boolean {
  return to - from <= 80 && /^[ \t]*(?:(?:\r\n|\n|\r)[ \t]*)?$/.test(text.slice(from, to));
}

/** Bytes, or words, of less than this many records' digits at the start of a sequence may be a log's numbers. */
const MOST_LEAD_IN = 4;

/** Fewer bytes than this in groups of several widths are numbers of a text. */
const LEAST_MIXED = 12;

/** Fewer pairs of decimal digits are a date or the like. */
const LEAST_DECIMAL = 16;

/** Reads sequences of groups. */
class Reader {
  readonly #chosen: Range | undefined;

  constructor(
    readonly lines: Lines,
    readonly options: FindOptions,
  ) {
    this.#chosen = chosenRange(lines.text, options);
  }

  *read(sequence: HexSequence): Steps<Dump | undefined> {
    const { text } = this.lines;
    const skip = sequence.separator === undefined ? 0 : leadIn(sequence.groups, text);
    const groups = skip > 0 ? sequence.groups.slice(skip * 2) : sequence.groups;
    const first = groups[0] ?? 0;
    const width = (groups[1] ?? 0) - first;
    const words = width > 2 && sequence.separator === " ";
    const readings: (Reading & { odd: boolean })[] = [
      {
        id: "hex",
        label: "as hexadecimal",
        format: width === 2 ? "hex" : words ? "hex words" : "plain hex",
        ...(yield* collectHex(groups, text, 16)),
      },
    ];
    if (words && (width === 4 || width === 8 || width === 16))
      readings.push({
        id: "little-endian",
        label: "as little-endian words",
        format: width === 4 ? "hexdump" : "little-endian words",
        ...(yield* collectHex(groups, text, "little")),
      });
    // Tables of numbers are of two digits, too.
    if (width === 2 && groups.length > 2 && isDecimal(groups, text))
      readings.push({
        id: "decimal",
        label: "as decimal bytes",
        format: "decimal bytes",
        ...(yield* collectHex(groups, text, 10)),
      });
    const start = prefixStart(text, first);
    const settled = settle(readings, this.options.choose?.get(start));
    if (!settled) return undefined;
    const { bytes, id } = settled.reading;
    // "22 03 01 00 30" is a time, too.
    if (id === "decimal" && bytes.length < LEAST_DECIMAL && !this.options.selected) return undefined;
    const single = groups.length === 2;
    const digestLines =
      sequence.wrapped &&
      (width === 40 || width === 64 || width === 128 || width === 32) &&
      !isTlsLike(bytes);
    return this.#dump(settled, {
      groups,
      least: single || width > 8 ? 65 : digestLines ? Infinity : 17,
      style: `${isUpper(text, first, groups[3] ?? 0) ? "upper" : "lower"} ${sequence.separator ?? ""}`,
      wrapped: sequence.wrapped,
    });
  }

  /** Groups of several widths, as a specification sets out a message field by field: only of what TLS starts so. */
  *mixed(chain: readonly number[]): Steps<Dump | undefined> {
    const { text } = this.lines;
    if (chain.length < 4) return undefined;
    for (let skip = 0; skip <= MOST_LEAD_IN * 2 && skip < chain.length; skip += 2) {
      const head = finished(collectHex(chain.slice(skip, skip + 32), text, 16));
      if (!isTlsLike(head.bytes) || head.bytes.length < LEAST_MIXED) continue;
      const groups = chain.slice(skip);
      const whole = yield* collectHex(groups, text, 16);
      // Half bytes in the midst are no bytes.
      if (groups.some((place, i) => i % 2 === 1 && (place - (groups[i - 1] ?? 0)) % 2 === 1))
        return undefined;
      const reading = { id: "hex", label: "as hexadecimal", format: "hex groups", ...whole };
      return this.#dump({ reading, others: [] }, { groups, least: Infinity, style: "", wrapped: false });
    }
    return undefined;
  }

  #dump(
    settled: { readonly reading: Reading & { odd: boolean }; readonly others: NonNullable<Dump["others"]> },
    known: { groups: readonly number[]; least: number; style: string; wrapped: boolean },
  ): Dump | undefined {
    const { text } = this.lines;
    const { groups, wrapped } = known;
    const { bytes, runs, odd, format } = settled.reading;
    const first = groups[0] ?? 0;
    const end = groups.at(-1) ?? 0;
    const header = this.#header(first);
    const start = prefixStart(text, first);
    const plausible = isPlausible({
      bytes,
      least: known.least,
      letters: /[a-f]/i.test(text.slice(first, Math.min(end, first + 4096))),
      foretold: header?.length,
      directed: header?.direction !== undefined,
      selected: isChosen(text, this.#chosen, start, end) || this.options.choose?.has(start) === true,
      asked: this.options.selected === true,
    });
    if (!plausible) return undefined;
    const findings: DumpFinding[] = odd
      ? [
          {
            id: "dump.odd",
            severity: "warning",
            start: end - 1,
            end,
            message: "an odd number of hexadecimal digits: the last one is left out",
          },
        ]
      : [];
    return {
      format:
        header?.tool === "openssl -msg"
          ? header.tool
          : (literalName("digits", text, first, end, known.style) ??
            (format === "plain hex" && wrapped ? "xxd -p" : format)),
      bytes,
      runs,
      range: { start, end },
      content: contentOf(bytes),
      ...toldBy(header),
      ...missingAfter(text, end, bytes.length),
      ...othersOf(settled),
      findings,
    };
  }

  #header(first: number): DumpHeader | undefined {
    const above = this.lines.nonBlankAbove(this.lines.lineOf(first), 2);
    return above >= 0 ? readHeader(this.lines.at(above)) : undefined;
  }
}

function prefixStart(text: string, first: number): number {
  return first - (/(?:0x|\\{1,2}x|[$#])$/i.exec(text.slice(Math.max(0, first - 3), first))?.[0].length ?? 0);
}

/** How many groups before the first record are a log's numbers ("len 45 16 03 01 …"). */
function leadIn(groups: readonly number[], text: string): number {
  const head = finished(collectHex(groups.slice(0, 64), text, 16)).bytes;
  if (isTlsLike(head) || groups[1] !== (groups[0] ?? 0) + 2) return 0;
  for (let skip = 1; skip <= MOST_LEAD_IN; skip++)
    if (head.length - skip >= 16 && contentOf(head.subarray(skip)) === "tls record") return skip;
  return 0;
}

function isDecimal(groups: readonly number[], text: string): boolean {
  for (let i = 0; i < groups.length; i += 2)
    if (!/^\d+$/.test(text.slice(groups[i], groups[i + 1]))) return false;
  return true;
}

function isUpper(text: string, start: number, end: number): boolean {
  return !/[a-f]/.test(text.slice(start, end));
}
