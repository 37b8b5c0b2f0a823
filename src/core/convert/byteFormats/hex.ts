import { hexByte, Printer, type ByteFormat } from "./format";
import { printRows } from "./layout";

interface HexForm {
  readonly id: string;
  readonly label: string;
  readonly copied?: boolean;
  readonly between: string;
  /** Before and after each pair of digits. */
  readonly before?: string;
  readonly after?: string;
  readonly upper?: boolean;
  readonly perRow?: number;
}

/** Hexadecimal with different things between the bytes; one row each. */
const FORMS: readonly HexForm[] = [
  { id: "hex", label: "Hex", copied: true, between: "" },
  { id: "hex-spaces", label: "Hex with spaces", copied: true, between: " " },
  { id: "hex-colons", label: "Hex with colons", between: ":" },
  { id: "hex-dashes", label: "Hex with dashes (BitConverter)", between: "-", upper: true },
  { id: "hex-dots", label: "Hex with dots", between: "." },
  { id: "hex-commas", label: "Hex with commas", between: "," },
  { id: "hex-semicolons", label: "Hex with semicolons", between: "; " },
  { id: "hex-underscores", label: "Hex with underscores", between: "_" },
  { id: "hex-0x", label: "Hex with 0x", between: " ", before: "0x" },
  { id: "hex-dollar", label: "Hex with $", between: " ", before: "$", upper: true },
  { id: "hex-h", label: "Hex with h", between: " ", after: "h", upper: true },
  { id: "hex-hash", label: "Hex with #", between: " ", before: "#" },
  { id: "xxd-p", label: "xxd -p", between: "", perRow: 30 },
  { id: "colon-block", label: "openssl x509 -text", between: ":", perRow: 18 },
  { id: "rfc", label: "RFC block", between: " ", perRow: 16 },
];

function hexFormat(form: HexForm): ByteFormat {
  const { id, label, copied = false, between, before = "", after = "", upper = false, perRow } = form;
  return {
    id,
    label,
    copied,
    print: (bytes) =>
      printRows(new Printer(), bytes, {
        item: (printer, byte) => {
          const digits = hexByte(byte);
          printer
            .put(before)
            .byte(upper ? digits.toUpperCase() : digits)
            .put(after);
        },
        between,
        ...(perRow === undefined ? {} : { perRow, newRow: `${between.trimEnd()}\n` }),
      }).finish(),
  };
}

/** Groups of several bytes. */
function wordFormat(id: string, label: string, bytesPerWord: number): ByteFormat {
  return {
    id,
    label,
    copied: false,
    print: (bytes) =>
      printRows(new Printer(), bytes, {
        item: (printer, byte) => printer.byte(hexByte(byte)),
        between: "",
        perRow: bytesPerWord,
        newRow: " ",
      }).finish(),
  };
}

export const HEX_FORMATS: readonly ByteFormat[] = [
  ...FORMS.map(hexFormat),
  wordFormat("hex-words-2", "Hex in groups of 4 digits", 2),
];
