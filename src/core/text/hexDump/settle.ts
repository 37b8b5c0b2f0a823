import { isTlsLike } from "../content";
import type { Lines } from "../lines";
import type { Steps } from "../steps";
import { CHARACTERS, isShort, type CellForm } from "./cells";
import type { DumpHeader } from "./headers";
import { cellsOf, type RowBlock, type RowBody } from "./row";
import { agrees, available, ends, endsCell, inRange, rowBytes, type Reading } from "./rowBytes";

/** What offsets count in. */
export type Radix = 8 | 10 | 16;

/** How a block's rows are read. */
export interface Settled {
  readonly radix: Radix;
  readonly form: CellForm;
  /** One for each row. */
  readonly readings: readonly Reading[];
}

/** So many rows tell how all of them are read. */
const SAMPLE = 64;
/** Rows that are read in one step. */
const STEP = 256;
const RADIXES: readonly Radix[] = [16, 8, 10];

/**
 * The form of the groups and the base of the offsets in which most offsets grow by just what the rows before them
 * show. Where rows are printed in several forms, one below the other, the one that fits best is taken.
 */
export function* settle(block: RowBlock, lines: Lines): Steps<Settled | undefined> {
  let best: { score: number; form: CellForm; radix: Radix; depth: number } | undefined;
  const depths = Math.min(...block.rows.slice(0, SAMPLE).map((row) => row.below.length));
  for (let depth = 0; depth <= depths; depth++) {
    const bodies = bodiesOf(block, depth, SAMPLE);
    for (const form of sharedForms(bodies)) {
      yield;
      const readings = bodies.map((body) => ({ body, form, cells: cellsOf(body, form) }));
      if (!readings.every((reading) => readsAll(reading) && inRange(lines.text, reading))) continue;
      const likely = likelihood(readings, lines) - depth;
      for (const radix of RADIXES) {
        const steps = stepScore(block, readings, radix);
        if (steps === undefined) continue;
        const score = steps * 8 + likely;
        if (!best || score > best.score) best = { score, form, radix, depth };
      }
    }
  }
  if (!best) return undefined;
  const { form, radix, depth } = best;
  const readings: Reading[] = [];
  for (const body of bodiesOf(block, depth, block.rows.length)) {
    readings.push({ body, form, cells: cellsOf(body, form) });
    if (readings.length % STEP === 0) yield;
  }
  return { form, radix, readings };
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
function stepScore(block: RowBlock, readings: readonly Reading[], radix: Radix): number | undefined {
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
    else if (step > 0 && step < bytes) sum += 1;
  }
  return sum;
}

/** What the rows say without their offsets, 0 to 6: an ASCII column that agrees, groups up to the end, TLS. */
function likelihood(readings: readonly Reading[], lines: Lines): number {
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
  if (first.form.id !== "u1" || points > 0) {
    const orders = first.form.bytes > 1 ? [false, true] : [false];
    const bytes = (little: boolean): Uint8Array =>
      Uint8Array.from(
        readings.slice(0, 8).flatMap((reading) => rowBytes(lines.text, reading, available(reading), little)),
      );
    if (most > 0 && orders.some((little) => isTlsLike(bytes(little)))) points += 2;
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
  const [asBig, asLittle] = [isTlsLike(read(false)), isTlsLike(read(true))];
  if (asBig !== asLittle) return asLittle;
  return form.radix !== 16 || form.prefixed === true || first.marker === "space";
}
