import { Printer, type Printed } from "./format";
import type { Cell } from "./rowCells";

/** How a tool lays out rows with offsets. */
export interface RowLayout {
  /** Lines above the rows. */
  readonly above?: (length: number) => string;
  /** The row's offset, and all before the first cell. */
  readonly offset: (at: number) => string;
  readonly cell: Cell;
  readonly perRow: number;
  /** Before the cell that starts with byte `index` of its row (not 0). */
  readonly gap: (index: number) => string;
  /** The characters beside the cells; the cells of a short row are filled up with blanks before it. */
  readonly ascii?: { readonly before: string; readonly after: string };
  /** A row that shows what the one above shows is a `*`, further ones nothing. */
  readonly repeats?: boolean;
  /** What stands below the rows; with a length. */
  readonly below?: (length: number) => string;
}

/** Writes `bytes` as a tool's rows. */
export function printOffsetRows(bytes: Uint8Array, layout: RowLayout): Printed {
  const { offset, perRow, repeats } = layout;
  const printer = new Printer().put(layout.above?.(bytes.length) ?? "");
  let star: { start: number; end: number } | undefined;
  for (let at = 0; at < bytes.length; at += perRow) {
    const row = bytes.subarray(at, at + perRow);
    if (repeats === true && at > 0 && row.length === perRow && isSame(row, bytes.subarray(at - perRow, at))) {
      if (!star) {
        star = { start: printer.length, end: printer.length + 1 };
        printer.put("*\n");
      }
      for (let i = 0; i < perRow; i++) printer.placed(star);
      continue;
    }
    star = undefined;
    printer.put(offset(at));
    printRow(printer, row, layout);
    printer.put("\n");
  }
  return printer.put(layout.below?.(bytes.length) ?? "").finish();
}

function printRow(printer: Printer, row: Uint8Array, { cell, perRow, gap, ascii }: RowLayout): void {
  const start = printer.length;
  let full = 0;
  for (let index = 0; index < perRow; index += cell.bytes) {
    const before = index > 0 ? gap(index) : "";
    full += before.length + cell.width;
    if (index >= row.length) continue;
    printer.put(before);
    cell.write(printer, row.subarray(index, index + cell.bytes));
  }
  if (!ascii) return;
  const column = Array.from(row, (byte) => (byte > 31 && byte < 127 ? String.fromCharCode(byte) : "."));
  printer
    .put(" ".repeat(Math.max(0, full - (printer.length - start))))
    .put(ascii.before + column.join("") + ascii.after);
}

function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return one.every((byte, i) => byte === other[i]);
}
