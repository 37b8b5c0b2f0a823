import type { RowTraits } from "./forms";
import type { Above } from "./assemble";
import type { Row } from "./row";
import { ends, type Reading } from "./rowBytes";
import type { Radix } from "./settle";

/** What is settled of a block besides its first row. */
interface Settlement extends Above {
  readonly radix: Radix;
  readonly little: boolean;
}

/** What tells the tool that printed a block, seen in its first row of `count` bytes. */
export function traitsOf(
  text: string,
  row: Row,
  reading: Reading,
  count: number,
  { radix, little, header, ruler }: Settlement,
): RowTraits {
  const { cells, form, body } = reading;
  const gaps = gapsOf(cells);
  const cellCount = ends(reading).findIndex((end) => end.bytes >= count) + 1;
  const common = Math.min(...gaps.slice(0, Math.max(1, cellCount - 1)));
  const half = gaps[cellCount / 2 - 1] ?? gaps[7];
  const end = ends(reading)[cellCount - 1]?.at ?? body.end;
  const column = text.slice(end, body.end);
  return {
    marker: row.marker,
    cell: form.id,
    prefixed: form.prefixed ?? false,
    offsetDigits: row.offset.length,
    offsetRadix: radix,
    littleEndian: little,
    ascii:
      column.trim() === ""
        ? "none"
        : /^[ \t]*\|/.test(column)
          ? "bars"
          : /^[ \t]*>/.test(column)
            ? "angles"
            : "plain",
    middleGap: cellCount >= 9 && half !== undefined && half > common ? half : 0,
    middleDash: cellCount >= 9 && text.charAt(cells[15] ?? 0) === "-",
    quarters: cellCount > 4 && (gaps[3] ?? 0) > common && (gaps[2] ?? 0) === common,
    firstGap: (cells[0] ?? 0) - body.from,
    ruler,
    tool: header?.tool ?? "",
    upperCase: /[A-F]/.test(text.slice(cells[0], end)),
  };
}

/** Characters between each cell and the next. */
function gapsOf(cells: readonly number[]): number[] {
  const gaps: number[] = [];
  for (let i = 2; i < cells.length; i += 2) gaps.push((cells[i] ?? 0) - (cells[i - 1] ?? 0));
  return gaps;
}
