import type { Run } from "../../bytes/source";
import { ByteCollector } from "../byteCollector";
import { isTlsLike } from "../content";
import type { Lines } from "../lines";
import type { Steps } from "../steps";
import type { DumpFinding, FindOptions, MissingBytes, OtherReading, Range } from "./dump";
import { formName } from "./forms";
import type { DumpHeader } from "./headers";
import { elisionBelow, readElision } from "./marks";
import type { Row, RowBlock } from "./row";
import { agrees, available, eachByte, type Reading } from "./rowBytes";
import { byteCounts, byteOrder, settle, type Radix, type Settled } from "./settle";
import { traitsOf } from "./traits";

/** Rows that are read in one step. */
const STEP = 256;

/** A block of rows as bytes. */
export interface Assembled {
  readonly format: string;
  readonly bytes: Uint8Array;
  readonly runs: readonly Run[];
  readonly range: Range;
  readonly missing: readonly MissingBytes[];
  readonly others: readonly OtherReading[];
  readonly findings: readonly DumpFinding[];
}

/** What stands above a block. */
export interface Above {
  readonly header: DumpHeader | undefined;
  readonly ruler: boolean;
}

/**
 * Settles what a block's groups are, what its offsets count in (hexadecimal, decimal, octal), how many bytes each row
 * has, and the order of the bytes within its groups; what the text says is there and does not show is `missing`.
 * Undefined when the rows are too few or too much at odds to be a dump.
 */
export function* assemble(
  block: RowBlock,
  lines: Lines,
  above: Above,
  room: number,
  options: FindOptions,
): Steps<Assembled | undefined> {
  const { rows } = block;
  const { header } = above;
  const first = rows[0];
  const last = rows.at(-1);
  const chosen = first && options.choose?.get(first.start);
  const settled = yield* settle(block, lines, chosen);
  if (!first || !last || !settled) return undefined;
  const { radix, form, readings } = settled;
  const [firstReading] = readings;
  const counts = yield* byteCounts(block, settled, lines, header);
  const own = byteOrder(block, settled, counts, lines);
  const others = othersOf(settled, own);
  const little = chosen === (own ? "big-endian" : "little-endian") ? !own : own;
  const writer = new BlockWriter(lines, room, radix);
  const width = Math.max(...counts.slice(0, 64));
  let good = 0;
  let odd = 0;
  let agreeing = 0;
  for (const [index, row] of rows.entries()) {
    if (index % STEP === STEP - 1) yield;
    const reading = readings[index];
    const want = counts[index] ?? 0;
    if (!reading) continue;
    const star = block.stars.get(index);
    const previous = rows[index - 1];
    if (star && previous) writer.repeat(star, previous, row.offset, counts[index - 1] ?? 0);
    let have = writer.row(reading, want, little);
    if (agrees(lines.text, reading, want, little)) agreeing++;
    const next = rows[index + 1];
    if (!next || block.stars.has(index + 1)) continue;
    const step = Number.parseInt(next.offset, radix) - Number.parseInt(row.offset, radix);
    if (have < step && form.id === "x1") have += writer.rest(row, next, step - have);
    if (have === step) good++;
    else {
      const rowsGone = have === width && step % width === 0;
      if (!rowsGone) odd++;
      writer.gap(row, next, have, step, rowsGone);
    }
    if (writer.full) break;
  }
  writer.end(block, counts.at(-1) ?? 0);
  const length = writer.length;
  // Rows that continue each other, an ASCII column that agrees, a final offset, or a header that foretold the length.
  const offset = Number.parseInt(first.offset, radix);
  const bytes = writer.bytes();
  const borneOut =
    good > 0 ||
    agreeing > 0 ||
    header?.length === length ||
    block.endMark !== undefined ||
    (options.selected === true && isClear(lines.text, first, offset)) ||
    (offset === 0 && (isTlsLike(bytes) || length >= 8) && (first.marker !== "bar" || isTlsLike(bytes)));
  if (!borneOut || odd * 2 > rows.length) return undefined;
  // Decimal numbers behind growing ones make many a table.
  if (form.radix === 10 && form.most !== form.least && !isTlsLike(bytes) && !options.selected && good < 3)
    return undefined;
  const tail = { start: first.start, end: last.below.at(-1)?.end ?? last.end };
  writer.elided(last, header?.length, tail, width);
  return {
    format: firstReading
      ? formName(traitsOf(lines.text, first, firstReading, counts[0] ?? 0, { radix, little: own, ...above }))
      : "hex dump",
    ...writer.finish(),
    range: { start: tail.start, end: Math.max(tail.end, block.trimmed?.end ?? 0, block.endMark?.end ?? 0) },
    others,
  };
}

/** What else the same rows could mean. */
function othersOf({ form, others }: Settled, little: boolean): readonly OtherReading[] {
  if (form.bytes === 1) return others;
  const order = little
    ? { id: "big-endian", label: "as big-endian words" }
    : { id: "little-endian", label: "as little-endian words" };
  return [order, ...others];
}

/** Whether a chosen row by itself can only be one of a dump. */
function isClear(text: string, row: Row, offset: number): boolean {
  if (row.marker !== "space") return true;
  const gap = text.slice(row.from, row.tokens[0] ?? row.from);
  return offset % 8 === 0 && (row.offset.length >= 6 || gap.length > 1 || gap === "\t");
}

function bytesWord(count: number): string {
  return count === 1 ? "1 byte" : `${String(count)} bytes`;
}

/** Gathers a block's bytes, and what there is to say of them. */
class BlockWriter {
  readonly #collector = new ByteCollector();
  readonly #findings: DumpFinding[] = [];
  readonly #missing: MissingBytes[] = [];

  constructor(
    readonly lines: Lines,
    readonly room: number,
    readonly radix: Radix,
  ) {}

  get length(): number {
    return this.#collector.length;
  }

  get full(): boolean {
    return this.length > this.room;
  }

  /** What was gathered so far; more may follow. */
  bytes(): Uint8Array {
    return this.#collector.finish().bytes;
  }

  /** Adds a row's first `count` bytes and returns how many there were. */
  row(reading: Reading, count: number, little: boolean): number {
    const had = this.length;
    eachByte(this.lines.text, reading, count, little, (byte, start, end) => {
      this.#collector.add(byte, start, end);
    });
    return this.length - had;
  }

  /** The `need` bytes of a row that another program's output cut in two: groups at the start of a line before `next`. */
  rest(row: Row, next: Row, need: number): number {
    if (need > 64) return 0;
    for (let line = row.line + 1; line < next.line; line++) {
      const content = this.lines.at(line).slice(0, 300);
      const pattern = new RegExp(`^(?:[0-9a-f]{2}[ -]){${String(need - 1)}}[0-9a-f]{2}(?=\\s|$)`, "i");
      if (!pattern.test(content)) continue;
      for (let k = 0; k < need; k++) {
        const at = this.lines.start(line) + 3 * k;
        this.#collector.add(Number.parseInt(this.lines.text.slice(at, at + 2), 16), at, at + 2);
      }
      return need;
    }
    return 0;
  }

  /** The rows that a `*` stands for: copies of the row above, up to `offset`, each carried by the `*`. */
  repeat(star: Range, above: Row, offset: string, width: number): void {
    if (width === 0) return;
    const count = Number.parseInt(offset, this.radix) - Number.parseInt(above.offset, this.radix) - width;
    const room = this.room - this.length;
    if (count > room)
      this.#findings.push({
        ...star,
        id: "dump.repeat",
        severity: "error",
        message: `the * stands for ${bytesWord(count)}; no more than ${String(room)} are read`,
      });
    this.#collector.repeat(width, Math.min(count, room), star.start, star.end);
  }

  /** Notes what is missing after a row that shows `have` bytes when the next one is `step` further on. */
  gap(row: Row, next: Row, have: number, step: number, rows: boolean): void {
    const gone = step - have;
    if (gone > 0) this.#missing.push({ at: this.length, count: gone });
    this.#findings.push({
      id: rows ? "dump.missing" : "dump.row",
      severity: "warning",
      start: row.start,
      end: rows ? next.start : row.end,
      message: rows
        ? `${bytesWord(gone)} are missing between this row and the next`
        : `this row shows ${bytesWord(have)}, but the next row's offset is ${String(step)} further on`,
    });
  }

  /** What the lines at a block's end say: a `*` up to the final offset, bytes that OpenSSL left out. */
  end({ rows, stars, endMark, trimmed }: RowBlock, width: number): void {
    const last = rows.at(-1);
    const star = stars.get(rows.length);
    if (last && star && endMark) this.repeat(star, last, endMark.offset, width);
    if (!last || !trimmed) return;
    const count =
      Number.parseInt(trimmed.offset, this.radix) - Number.parseInt(last.offset, this.radix) - width;
    if (count <= 0) return;
    this.#missing.push({ at: this.length, count });
    this.#findings.push({
      id: "dump.spaces",
      severity: "info",
      start: trimmed.end - "<SPACES/NULS>".length,
      end: trimmed.end,
      message: `${bytesWord(count)} here are spaces or zeros, and the tool does not say which`,
    });
  }

  /** What a line below, or the row's own end, or the header's length says to be missing at the end. */
  elided(last: Row, foretold: number | undefined, all: Range, width: number): void {
    const lineEnd = this.lines.text.slice(last.end - Math.min(40, last.end - last.start), last.end);
    const tail = /(?:\.{3}|…)\s*[[(<]?\d+ (?:more )?bytes[\])>]?$|\[truncated\]$/i.exec(lineEnd);
    const elision = tail
      ? readElision(tail[0], last.end - tail[0].length, width)
      : elisionBelow(this.lines, last.line, width);
    const short = foretold === undefined ? 0 : foretold - this.length - this.#known();
    if (elision) {
      const count = elision.count ?? (short > 0 ? short : undefined);
      this.#missing.push({ at: this.length, count });
      this.#findings.push({
        id: "dump.elided",
        severity: "info",
        start: elision.start,
        end: elision.end,
        message:
          count === undefined
            ? "the text leaves out what follows, and does not say how much it is"
            : `the text leaves out the ${bytesWord(count)} that follow`,
      });
    } else if (short > 0) this.#missing.push({ at: this.length, count: short });
    if (foretold !== undefined && foretold > 0 && short !== 0 && !elision)
      this.#findings.push({
        id: "dump.length",
        severity: "warning",
        ...all,
        message: `the line above says ${bytesWord(foretold)}, the dump shows ${String(this.length)}`,
      });
  }

  finish(): Pick<Assembled, "bytes" | "runs" | "missing" | "findings"> {
    return { ...this.#collector.finish(), missing: this.#missing, findings: this.#findings };
  }

  /** How many bytes are known to be missing. */
  #known(): number {
    return this.#missing.reduce((sum, { count }) => sum + (count ?? 0), 0);
  }
}

/** Whether the final offset of a block is where its last row ends, in some base. */
export function endsAt(reading: Reading, offset: string, mark: string): boolean {
  return ([16, 8, 10] as const).some((radix) => {
    const step = Number.parseInt(mark, radix) - Number.parseInt(offset, radix);
    return step > 0 && step <= available(reading);
  });
}
