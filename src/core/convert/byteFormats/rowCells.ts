import { hexByte, type Printer } from "./format";

/** How one group of a row is written. */
export interface Cell {
  /** Bytes of a whole group. */
  readonly bytes: number;
  /** Characters of a whole group. */
  readonly width: number;
  /** Writes a group; a last one may have fewer bytes. */
  readonly write: (printer: Printer, part: Uint8Array) => void;
}

/** Bytes in their order, two digits each. */
export function hexCell(bytes: number, upperCase = false): Cell {
  return {
    bytes,
    width: 2 * bytes,
    write: (printer, part) => {
      for (const byte of part) printer.byte(upperCase ? hexByte(byte).toUpperCase() : hexByte(byte));
    },
  };
}

/** The last byte first (`xxd -e`): a short group is flush right. `prefix` stands before the digits. */
export function littleHexCell(bytes: number, fill: " " | "0", prefix = ""): Cell {
  return {
    bytes,
    width: 2 * bytes + prefix.length,
    write: (printer, part) => {
      const digits = Array.from(part, hexByte)
        .reverse()
        .join("")
        .padStart(2 * bytes, fill);
      printer.put(prefix + digits);
      const end = printer.length;
      for (let i = 0; i < part.length; i++) printer.placed({ start: end - 2 * (i + 1), end: end - 2 * i });
    },
  };
}

/** Octal, each byte in the three digits that hold it (neighbours in a word share one). */
export function octalCell(bytes: number): Cell {
  const digits = Math.ceil((8 * bytes) / 3);
  return {
    bytes,
    width: digits,
    write: (printer, part) => {
      printer.put(wordOf(part).toString(8).padStart(digits, "0"));
      const end = printer.length;
      for (let i = 0; i < part.length; i++) {
        const first = Math.floor((8 * i + 7) / 3) + 1;
        printer.placed({ start: end - Math.min(digits, first), end: end - Math.floor((8 * i) / 3) });
      }
    },
  };
}

/** Eight ones and zeros. */
export const binaryCell: Cell = {
  bytes: 1,
  width: 8,
  write: (printer, part) => {
    for (const byte of part) printer.byte(byte.toString(2).padStart(8, "0"));
  },
};

/** A decimal number, flush right in `width` columns: all of its digits carry each of its bytes. */
export function decimalCell(
  bytes: number,
  width: number,
  options: { signed?: boolean; fill?: "0" } = {},
): Cell {
  return {
    bytes,
    width,
    write: (printer, part) => {
      const word = wordOf(part);
      const number = (options.signed ? BigInt.asIntN(8 * bytes, word) : word).toString();
      const digits = options.fill === "0" ? number.padStart(5, "0") : number;
      printer.put(" ".repeat(Math.max(0, width - digits.length))).put(digits);
      const range = { start: printer.length - digits.length, end: printer.length };
      part.forEach(() => printer.placed(range));
    },
  };
}

const ESCAPES: ReadonlyMap<number, string> = new Map([
  [0, "\\0"],
  [7, "\\a"],
  [8, "\\b"],
  [9, "\\t"],
  [10, "\\n"],
  [11, "\\v"],
  [12, "\\f"],
  [13, "\\r"],
]);

/** A character, an escape or three octal digits, four columns each (`od -c`). */
export const characterCell: Cell = {
  bytes: 1,
  width: 4,
  write: (printer, part) => {
    for (const byte of part) {
      const text =
        ESCAPES.get(byte) ??
        (byte > 31 && byte < 127 ? String.fromCharCode(byte) : byte.toString(8).padStart(3, "0"));
      printer.put(" ".repeat(4 - text.length)).byte(text);
    }
  },
};

/** A word with its last byte first. */
function wordOf(part: Uint8Array): bigint {
  return part.reduceRight((word, byte) => (word << 8n) | BigInt(byte), 0n);
}
