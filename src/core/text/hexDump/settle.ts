import { isTlsLike } from "../content";
import type { Lines } from "../lines";
import type { Steps } from "../steps";
import { CHARACTERS, isShort, type CellForm } from "./cells";
import type { OtherReading } from "./dump";
import type { DumpHeader } from "./headers";
import { cellsOf, type Row, type RowBlock, type RowBody } from "./row";
import { agrees, available, ends, endsCell, inRange, rowBytes, type Reading } from "./rowBytes";

/** What offsets count in. */
export type Radix = 8 | 10 | 16;

/** How a block's rows are read. */
export interface Settled {
  readonly radix: Radix;
  readonly form: CellForm;
  /** What fits as well. */
  readonly others: readonly OtherReading[];
  /** One for each row. */
  readonly readings: readonly Reading[];
}

/** So many rows tell how all of them are read. */
const SAMPLE = 64;
/** Rows that are read in one step. */
const STEP = 256;
/** What offsets count in, the likelier first: od's are octal (its forms of words are hexdump's too). */
const RADIXES: readonly Radix[] = [16, 8, 10];
const OD_RADIXES: readonly Radix[] = [8, 10, 16];

function radixesFor({ rows: [first] }: RowBlock, form: CellForm): readonly Radix[] {
  const od = first?.marker === "space" && first.offset.length === 7;
  return od && form.id !== "x2" && !(form.id === "o2" && (first.tokens[0] ?? 0) - first.from > 1)
    ? OD_RADIXES
    : RADIXES;
}

/** A way to read a block, and what speaks for it. */
interface Candidate {
  readonly form: CellForm;
  readonly radix: Radix;
  /** 0 for the rows' own groups, else so many lines below. */
  readonly depth: number;
  /** From {@link stepScore} and {@link likelihood}. */
  readonly steps: number;
  readonly likely: number;
}

/**
 * The form of the groups and the base of the offsets in which most offsets grow by just what the rows before them
 * show. Where rows are printed in several forms, one below the other, the one that fits best is taken. Readings that
 * fit as well are the `others`; `wanted` takes one of them.
 */
export function* settle(block: RowBlock, lines: Lines, wanted?: string): Steps<Settled | undefined> {
  const candidates: Candidate[] = [];
  const depths = Math.min(...block.rows.slice(0, SAMPLE).map((row) => row.below.length));
  for (let depth = 0; depth <= depths; depth++) {
    const bodies = bodiesOf(block, depth, SAMPLE);
    for (const form of sharedForms(bodies)) {
      yield;
      const readings = bodies.map((body) => ({ body, form, cells: cellsOf(body, form) }));
      if (!readings.every((reading) => readsAll(reading) && inRange(lines.text, reading))) continue;
      if (inColumns(block.rows, readings) === false) continue;
      const likely = likelihood(block, readings, lines) - depth;
      for (const radix of radixesFor(block, form)) {
        const steps = stepScore(block, readings, radix, lines);
        if (steps !== undefined) candidates.push({ form, radix, depth, steps, likely });
      }
    }
  }
  const [first] = candidates;
  if (!first) return undefined;
  const score = ({ steps, likely }: Candidate): number => steps * 8 + likely;
  // The first of equals: forms and bases stand in their likely order.
  const best = candidates.reduce((one, other) => (score(other) > score(one) ? other : one), first);
  const others = [...otherBases(block, candidates, best), ...otherForms(candidates, best)];
  const { form, radix, depth } = others.find(({ id }) => id === wanted)?.candidate ?? best;
  const readings: Reading[] = [];
  for (const body of bodiesOf(block, depth, block.rows.length)) {
    readings.push({ body, form, cells: cellsOf(body, form) });
    if (readings.length % STEP === 0) yield;
  }
  return { form, radix, others: others.map(({ id, label }) => ({ id, label })), readings };
}

interface OtherCandidate extends OtherReading {
  readonly candidate: Candidate;
}

const BASES: Readonly<Record<Radix, OtherReading>> = {
  16: { id: "hex-offsets", label: "with hexadecimal offsets" },
  10: { id: "decimal-offsets", label: "with decimal offsets" },
  8: { id: "octal-offsets", label: "with octal offsets" },
};
const DIGITS: ReadonlyMap<CellForm["radix"], OtherReading> = new Map<CellForm["radix"], OtherReading>([
  [16, { id: "hex", label: "as hexadecimal bytes" }],
  [10, { id: "decimal", label: "as decimal bytes" }],
  [8, { id: "octal", label: "as octal bytes" }],
  ["characters", { id: "characters", label: "as characters" }],
]);

/** Other bases that fit the offsets as well. Where no offset but the first is given, the base does not matter. */
function otherBases(
  { rows, endMark }: RowBlock,
  candidates: readonly Candidate[],
  best: Candidate,
): OtherCandidate[] {
  if (rows.length < 2 && !endMark) return [];
  return candidates
    .filter(
      ({ form, depth, steps, radix }) =>
        form === best.form && depth === best.depth && steps === best.steps && radix !== best.radix,
    )
    .map((candidate) => ({ ...BASES[candidate.radix], candidate }));
}

/** Digits that could be of another base, for bytes: a few rows of od may fit two. */
function otherForms(candidates: readonly Candidate[], best: Candidate): OtherCandidate[] {
  const others: OtherCandidate[] = [];
  for (const candidate of candidates) {
    const { form, depth, steps, likely } = candidate;
    const other = DIGITS.get(form.radix);
    if (!other || form.radix === best.form.radix || form.bytes > 1 || best.form.bytes > 1) continue;
    if (depth !== best.depth || steps !== best.steps || best.likely - likely > 2) continue;
    if (!others.some(({ id }) => id === other.id)) others.push({ ...other, candidate });
  }
  return others;
}

/** Rows of octal and decimal numbers end with them: no other digits stand behind. */
function readsAll({ body, form, cells }: Reading): boolean {
  return (form.radix !== 8 && form.radix !== 10) || cells.length * 3 === body.tokens.length * 2;
}

/** The rows' own groups (depth 0), or those of a line below each. */
function bodiesOf({ rows }: RowBlock, depth: number, count: number): RowBody[] {
  return rows.slice(0, count).map((row) => (depth === 0 ? row : (row.below[depth - 1] ?? row)));
}

/** The forms that all bodies could have. */
function sharedForms(bodies: readonly RowBody[]): CellForm[] {
  return (bodies[0]?.forms ?? []).filter((form) => bodies.every((body) => couldBe(body, form)));
}

/** Whether a row could have this form: its first group is a whole cell of it, or a last one cut short. */
export function couldBe(body: RowBody, form: CellForm): boolean {
  if (body.forms.includes(form)) return true;
  if (form === CHARACTERS) return false;
  const [start = 0, end = 0, flags = 0] = body.tokens;
  return end > start && isShort(form, end - start, flags);
}

/** A point or more for each offset that continues the row before it; undefined when offsets have other digits. */
function stepScore(
  block: RowBlock,
  readings: readonly Reading[],
  radix: Radix,
  { text }: Lines,
): number | undefined {
  const { rows, endMark } = block;
  const digits = radix === 8 ? /^[0-7]+$/ : radix === 10 ? /^[0-9]+$/ : /^/;
  let sum = 0;
  for (const [i, reading] of readings.entries()) {
    const row = rows[i];
    const next = rows[i + 1]?.offset ?? (i === rows.length - 1 ? endMark?.offset : undefined);
    if (!row || next === undefined) continue;
    if (!digits.test(row.offset) || !digits.test(next)) return undefined;
    const step = Number.parseInt(next, radix) - Number.parseInt(row.offset, radix);
    const bytes = available(reading);
    if (block.stars.has(i + 1)) sum += bytes > 0 && step % bytes === 0 ? 1 : 0;
    else if (step === bytes) sum += 4;
    else if (step > 0 && step < bytes)
      sum += i === rows.length - 1 && isFilledUp(text, reading, step) ? 4 : 1;
  }
  return sum;
}

/** Whether a last word is filled up with zeros behind the byte `count` of its row, as od and hexdump do it. */
function isFilledUp(text: string, reading: Reading, count: number): boolean {
  const { form } = reading;
  const most = available(reading);
  if (form.bytes === 1 || most - count >= form.bytes) return false;
  return [true, false].some((little) =>
    rowBytes(text, reading, most, little)
      .slice(count)
      .every((byte) => byte === 0),
  );
}

/** Whether decimal numbers behind od's offsets end in od's columns; undefined where that says nothing. */
function inColumns([row]: readonly Row[], readings: readonly Reading[]): boolean | undefined {
  const columns = readings[0]?.form.columns;
  if (columns === undefined || row?.marker !== "space" || row.below.length > 0) return undefined;
  if (row.offset.length !== 7 && row.offset.length !== 6) return undefined;
  return readings.every(({ cells, body }) => cells[1] === body.from + columns);
}

/** What the rows say without their offsets, 0 to 7: an ASCII column that agrees, od's columns, groups up to the end, TLS. */
function likelihood({ rows }: RowBlock, readings: readonly Reading[], lines: Lines): number {
  const [first] = readings;
  if (!first) return 0;
  const most = available(first);
  let points = 0;
  for (const end of ends(first).slice(-20).reverse())
    if (agrees(lines.text, first, end.bytes, false) || agrees(lines.text, first, end.bytes, true)) {
      points += 3;
      break;
    }
  if (first.cells.at(-1) === first.body.end) points++;
  if (inColumns(rows, readings) === true) points += 2;
  if (first.form.id !== "u1" || points > 0) {
    const orders = first.form.bytes > 1 ? [false, true] : [false];
    const bytes = (little: boolean): Uint8Array =>
      Uint8Array.from(
        readings.slice(0, 8).flatMap((reading) => rowBytes(lines.text, reading, available(reading), little)),
      );
    if (most > 0 && orders.some((little) => makesSense(bytes(little)))) points += 2;
  }
  return points;
}

/** The number of bytes of each row: told by the next offset where there is one. */
export function* byteCounts(
  block: RowBlock,
  { radix, readings }: Settled,
  lines: Lines,
  header: DumpHeader | undefined,
): Steps<number[]> {
  const { rows } = block;
  const counts: number[] = [];
  let total = 0;
  let width = 0;
  for (const [index, reading] of readings.entries()) {
    if (index % STEP === STEP - 1) yield;
    const most = available(reading);
    const next = rows[index + 1];
    const starred = block.stars.has(index + 1);
    const mark = next ? undefined : block.endMark;
    const nextOffset = starred ? undefined : (next?.offset ?? mark?.offset);
    const step =
      nextOffset === undefined
        ? undefined
        : Number.parseInt(nextOffset, radix) - Number.parseInt(rows[index]?.offset ?? "", radix);
    let count: number;
    if (step !== undefined && step > 0 && step <= most) count = step;
    // Rows are missing, or this one is cut: it shows as much as its neighbours at most.
    else if (step !== undefined && step > 0) count = ownCount(reading, width > 0 ? width : step, lines.text);
    else if (starred && width > 0) count = Math.min(width, most);
    else {
      const foretold = header?.length === undefined ? undefined : header.length - total;
      count =
        foretold !== undefined && foretold > 0 && foretold <= most && endsCell(reading, foretold)
          ? foretold
          : ownCount(reading, width, lines.text);
    }
    counts.push(count);
    total += count;
    width = Math.max(width, count);
  }
  return counts;
}

/** The bytes of a row that no next row bounds: as many as agree with the ASCII column, else those before a wide gap. */
function ownCount(reading: Reading, width: number, text: string): number {
  const most = available(reading);
  const limit = width > 0 ? Math.min(width, most) : most;
  const { cells, form, body } = reading;
  const candidates = ends(reading).filter((end) => end.bytes <= limit);
  for (let i = candidates.length - 1; i >= 0 && candidates.length - i <= 32; i--) {
    const count = candidates[i]?.bytes ?? 0;
    if (agrees(text, reading, count, false) || (form.bytes > 1 && agrees(text, reading, count, true)))
      return count;
  }
  if (body.end === cells.at(-1) || form.radix === "characters") return limit;
  // No ASCII column that agrees: a gap wider than those before it ends the data.
  for (let i = 1; form.radix !== 10 && i < candidates.length; i++) {
    const gap = (cells[i * 2] ?? 0) - (cells[i * 2 - 1] ?? 0);
    if (gap >= 2 && i % 4 !== 0) return candidates[i - 1]?.bytes ?? limit;
  }
  return limit;
}

/**
 * Whether groups hold their least significant byte first. The ASCII column says it, or TLS and DER do; else it is as
 * the tool does it: words of two and more bytes without a colon, and all of a debugger, are the machine's.
 */
export function byteOrder(
  block: RowBlock,
  settled: Settled,
  counts: readonly number[],
  lines: Lines,
): boolean {
  const { form, readings } = settled;
  const first = block.rows[0];
  if (!first || form.bytes === 1) return false;
  let big = 0;
  let little = 0;
  for (const [index, reading] of readings.slice(0, 16).entries()) {
    if (agrees(lines.text, reading, counts[index] ?? 0, false)) big++;
    if (agrees(lines.text, reading, counts[index] ?? 0, true)) little++;
  }
  if (big !== little) return little > big;
  const read = (order: boolean): Uint8Array =>
    Uint8Array.from(
      readings.slice(0, 8).flatMap((reading, i) => rowBytes(lines.text, reading, counts[i] ?? 0, order)),
    );
  const [asBig, asLittle] = [makesSense(read(false)), makesSense(read(true))];
  if (asBig !== asLittle) return asLittle;
  return form.radix !== 16 || form.prefixed === true || first.marker === "space";
}

/** A few zeros could be an empty message too: they say nothing. */
function makesSense(bytes: Uint8Array): boolean {
  return bytes.length > 4 && isTlsLike(bytes);
}
