import type { Run } from "../../bytes/source";
import { ByteCollector } from "../byteCollector";
import { isTlsLike } from "../content";
import type { Lines } from "../lines";
import type { Steps } from "../steps";
import type { DumpFinding, Range } from "./dump";
import { formName, type RowTraits, type WordForm } from "./forms";
import type { DumpHeader } from "./headers";
import type { Row, RowBlock } from "./row";
import { agrees, asciiKind, eachByte, middleGap } from "./rowBytes";
import { byteCounts, byteOrder, offsetRadix, type Radix } from "./settle";

/** Rows that are read in one step. */
const STEP = 256;

/** A block of rows as bytes. */
export interface Assembled {
  readonly format: string;
  readonly bytes: Uint8Array;
  readonly runs: readonly Run[];
  readonly range: Range;
  readonly findings: readonly DumpFinding[];
}

/**
 * Settles what a block's offsets count in (hexadecimal, decimal, octal), how many bytes each row has, and the order
 * of the bytes within its groups. Undefined when the rows are too few or too much at odds to be a dump.
 */
export function* assemble(
  block: RowBlock,
  lines: Lines,
  header: DumpHeader | undefined,
  room: number,
): Steps<Assembled | undefined> {
  const { rows } = block;
  const first = rows[0];
  const last = rows.at(-1);
  if (!first || !last) return undefined;
  const radix = offsetRadix(block);
  yield;
  const counts = byteCounts(block, radix, lines, header);
  const little = byteOrder(block, counts, lines);
  const findings: DumpFinding[] = [];
  const collector = new ByteCollector();
  let agreeing = 0;
  let odd = 0;
  for (const [index, row] of rows.entries()) {
    if (index % STEP === 0) yield;
    const star = block.stars.get(index);
    const offset = Number.parseInt(row.offset, radix);
    if (star)
      repeat(
        collector,
        star,
        rows[index - 1],
        offset,
        radix,
        counts[index - 1] ?? 0,
        room - collector.length,
        findings,
      );
    const want = counts[index] ?? 0;
    const had = collector.length;
    addRow(collector, lines.text, row, want, little);
    const next = rows[index + 1];
    const step = next ? Number.parseInt(next.offset, radix) - offset : want;
    let have = collector.length - had;
    if (have < step && !block.stars.has(index + 1))
      have += addRest(collector, lines, row, next, step - have, first.word);
    if (agrees(lines.text, row, want, little)) agreeing++;
    if (next && have !== step && !block.stars.has(index + 1)) {
      odd++;
      findings.push({
        id: "dump.row",
        severity: "warning",
        start: row.start,
        end: row.end,
        message: `this row shows ${bytesWord(have)}, but the next row's offset is ${String(step)} further on`,
      });
    }
    if (collector.length > room) break;
  }
  const mark = block.endMark;
  const star = block.stars.get(rows.length);
  if (mark && star)
    repeat(
      collector,
      star,
      last,
      Number.parseInt(mark.offset, radix),
      radix,
      counts.at(-1) ?? 0,
      room - collector.length,
      findings,
    );
  const { bytes, runs } = collector.finish();
  // Two rows that continue each other, an ASCII column that agrees, or a header that foretold the length.
  const borneOut =
    rows.length - odd >= 2 ||
    agreeing > 0 ||
    header?.length === bytes.length ||
    mark !== undefined ||
    (Number.parseInt(first.offset, radix) === 0 &&
      (isTlsLike(bytes) || bytes.length >= 8) &&
      first.marker !== "bar");
  if (!borneOut || odd * 2 > rows.length) return undefined;
  if (header?.length !== undefined && header.length > 0 && header.length !== bytes.length)
    findings.push({
      id: "dump.length",
      severity: "warning",
      start: first.start,
      end: last.end,
      message: `the line above says ${bytesWord(header.length)}, the dump shows ${String(bytes.length)}`,
    });
  const traits: RowTraits = {
    marker: first.marker,
    word: first.word,
    offsetDigits: first.offset.length,
    offsetRadix: radix,
    littleEndian: little,
    ascii: asciiKind(lines.text, first, counts[0] ?? 0),
    middleGap: middleGap(first, counts[0] ?? 0),
  };
  const range = { start: first.start, end: mark?.end ?? last.end };
  return { format: formName(traits), bytes, runs, range, findings };
}

function bytesWord(count: number): string {
  return count === 1 ? "1 byte" : `${String(count)} bytes`;
}

function addRow(collector: ByteCollector, text: string, row: Row, count: number, little: boolean): void {
  eachByte(text, row, count, little, (byte, start, end) => {
    collector.add(byte, start, end);
  });
}

/** The `need` bytes of a row that another program's output cut in two: groups at the start of a line before `next`. */
function addRest(
  collector: ByteCollector,
  lines: Lines,
  row: Row,
  next: Row | undefined,
  need: number,
  word: WordForm,
): number {
  if (!next || word.bytes !== 1 || word.radix !== 16 || need > 64) return 0;
  for (let line = row.line + 1; line < next.line; line++) {
    const content = lines.at(line).slice(0, 300);
    const match = new RegExp(`^(?:[0-9a-f]{2}[ -]){${String(need - 1)}}[0-9a-f]{2}(?=\\s|$)`, "i").exec(
      content,
    );
    if (!match) continue;
    for (let k = 0; k < need; k++) {
      const at = lines.start(line) + 3 * k;
      collector.add(Number.parseInt(lines.text.slice(at, at + 2), 16), at, at + 2);
    }
    return need;
  }
  return 0;
}

/** The rows that a `*` stands for: copies of the row above, up to `offset`. */
function repeat(
  collector: ByteCollector,
  star: Range,
  above: Row | undefined,
  offset: number,
  radix: Radix,
  width: number,
  room: number,
  findings: DumpFinding[],
): void {
  if (!above || width === 0) return;
  const missing = offset - Number.parseInt(above.offset, radix) - width;
  if (missing > room)
    findings.push({
      ...star,
      id: "dump.repeat",
      severity: "error",
      message: `the * stands for ${bytesWord(missing)}; no more than ${String(room)} are read`,
    });
  collector.repeat(width, Math.min(missing, room), star.start, star.end);
}
