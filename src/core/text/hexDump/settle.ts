import { isTlsLike } from "../content";
import type { Lines } from "../lines";
import type { DumpHeader } from "./headers";
import type { Row, RowBlock } from "./row";
import { agrees, available, ends, endsGroup, rowBytes } from "./rowBytes";

/** What offsets count in. */
export type Radix = 8 | 10 | 16;

/** The base in which most offsets grow by just what the rows before them show. */
export function offsetRadix(block: RowBlock): Radix {
  const { rows, endMark } = block;
  const score = (radix: Radix): number => {
    let sum = 0;
    for (let i = 0; i < Math.min(rows.length, 64); i++) {
      const row = rows[i];
      const next = rows[i + 1]?.offset ?? (i === rows.length - 1 ? endMark?.offset : undefined);
      if (!row || next === undefined) continue;
      if (radix !== 16 && !(radix === 8 ? /^[0-7]+$/ : /^[0-9]+$/).test(row.offset + next)) return -1;
      const step = Number.parseInt(next, radix) - Number.parseInt(row.offset, radix);
      const bytes = available(row);
      if (block.stars.has(i + 1)) sum += bytes > 0 && step % bytes === 0 ? 1 : 0;
      else if (step === bytes) sum += 4;
      else if (step > 0 && step < bytes) sum += 1;
    }
    return sum;
  };
  const radixes: readonly Radix[] = [16, 8, 10];
  return radixes.reduce((best, radix) => (score(radix) > score(best) ? radix : best), 16);
}

/** The number of bytes of each row: told by the next offset where there is one. */
export function byteCounts(
  block: RowBlock,
  radix: Radix,
  lines: Lines,
  header: DumpHeader | undefined,
): number[] {
  const { rows } = block;
  const counts: number[] = [];
  let total = 0;
  let width = 0;
  for (const [index, row] of rows.entries()) {
    const most = available(row);
    const next = rows[index + 1];
    const starred = block.stars.has(index + 1);
    const mark = next ? undefined : block.endMark;
    const nextOffset = starred ? undefined : (next?.offset ?? mark?.offset);
    const step =
      nextOffset === undefined
        ? undefined
        : Number.parseInt(nextOffset, radix) - Number.parseInt(row.offset, radix);
    let count: number;
    if (step !== undefined && step > 0) count = Math.min(step, most);
    else if (starred && width > 0) count = Math.min(width, most);
    else {
      const foretold = header?.length === undefined ? undefined : header.length - total;
      count =
        foretold !== undefined && foretold > 0 && foretold <= most && endsGroup(row, foretold)
          ? foretold
          : ownCount(row, width, lines.text);
    }
    counts.push(count);
    total += count;
    width = Math.max(width, count);
  }
  return counts;
}

/** The bytes of a row that no next row bounds: as many as agree with the ASCII column, else those before a wide gap. */
function ownCount(row: Row, width: number, text: string): number {
  const most = available(row);
  const limit = width > 0 ? Math.min(width, most) : most;
  const candidates = ends(row).filter((end) => end.bytes <= limit);
  for (let i = candidates.length - 1; i >= 0 && candidates.length - i <= 32; i--) {
    const count = candidates[i]?.bytes ?? 0;
    if (agrees(text, row, count, false) || (row.word.bytes > 1 && agrees(text, row, count, true)))
      return count;
  }
  if (row.end === row.groups.at(-1)) return limit;
  // No ASCII column that agrees: a gap wider than those before it ends the data.
  for (let i = 1; i < candidates.length; i++) {
    const gap = (row.groups[i * 2] ?? 0) - (row.groups[i * 2 - 1] ?? 0);
    if (gap >= 2 && i !== 4 && i !== 8) return candidates[i - 1]?.bytes ?? limit;
  }
  return limit;
}

/** Whether groups hold their least significant byte first. Words of two and more bytes without a colon are the machine's (little-endian), unless the ASCII column or TLS says otherwise. */
export function byteOrder(block: RowBlock, counts: readonly number[], lines: Lines): boolean {
  const first = block.rows[0];
  if (!first || first.word.bytes === 1) return false;
  let big = 0;
  let little = 0;
  for (const [index, row] of block.rows.slice(0, 16).entries()) {
    if (agrees(lines.text, row, counts[index] ?? 0, false)) big++;
    if (agrees(lines.text, row, counts[index] ?? 0, true)) little++;
  }
  if (big !== little) return little > big;
  const read = (order: boolean): Uint8Array =>
    Uint8Array.from(
      block.rows.slice(0, 8).flatMap((row, i) => rowBytes(lines.text, row, counts[i] ?? 0, order)),
    );
  const [asBig, asLittle] = [isTlsLike(read(false)), isTlsLike(read(true))];
  if (asBig !== asLittle) return asLittle;
  return first.word.radix === 8 || first.marker === "space";
}
