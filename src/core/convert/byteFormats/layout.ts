import type { Printer } from "./format";

/** How items stand in rows. */
export interface Layout {
  /** Writes the next byte. */
  readonly item: (printer: Printer, byte: number) => void;
  /** Between two items of a row. */
  readonly between: string;
  /** Bytes to a row; all of them in one when absent. */
  readonly perRow?: number;
  /** Between two rows; `between` when absent. */
  readonly newRow?: string;
}

/** Writes `bytes` in rows. */
export function printRows(printer: Printer, bytes: Uint8Array, layout: Layout): Printer {
  const { item, between, perRow = Infinity, newRow = between } = layout;
  for (const [index, byte] of bytes.entries()) {
    if (index > 0) printer.put(index % perRow === 0 ? newRow : between);
    item(printer, byte);
  }
  return printer;
}
