import type { ByteFormat } from "./format";
import {
  binaryCell,
  characterCell,
  decimalCell,
  hexCell,
  littleHexCell,
  octalCell,
  type Cell,
} from "./rowCells";
import { printOffsetRows, type RowLayout } from "./rowPrinter";

interface RowFormat extends RowLayout {
  readonly id: string;
  readonly label: string;
  readonly copied?: boolean;
}

/** An offset of `digits` digits between `before` and `after`. */
const offset =
  (digits: number, after: string, options: { radix?: 8 | 10; before?: string; upperCase?: boolean } = {}) =>
  (at: number): string => {
    const number = at.toString(options.radix ?? 16).padStart(digits, "0");
    return (options.before ?? "") + (options.upperCase ? number.toUpperCase() : number) + after;
  };
const one = (): string => " ";
/** A wider gap before the byte in the middle. */
const middle = (wide: string) => (index: number) => (index === 8 ? wide : " ");
const plain = (before: string): Exclude<RowLayout["ascii"], undefined> => ({ before, after: "" });
const length = (digits: number, radix: 8 | 10 | 16) => (bytes: number) =>
  bytes === 0 ? "" : `${bytes.toString(radix).padStart(digits, "0")}\n`;

/** od and hexdump: offset, cells, repeated rows as `*`, the length at the end. */
function odLike(cell: Cell, radix: 8 | 10 | 16, gap = " ", first = " "): RowLayout {
  const digits = 7;
  return {
    offset: offset(digits, first, radix === 16 ? {} : { radix }),
    cell,
    perRow: 16,
    gap: () => gap,
    repeats: true,
    below: length(digits, radix),
  };
}

function xxd(cell: Cell, perRow = 16): RowLayout {
  return { offset: offset(8, ": "), cell, perRow, gap: one, ascii: plain("  ") };
}

/** Dumps whose rows have offsets; one row each. What a dump starts with is what its tool prints. */
const FORMATS: readonly RowFormat[] = [
  { id: "xxd", label: "xxd", copied: true, ...xxd(hexCell(2)) },
  { id: "xxd-g1", label: "xxd -g1", ...xxd(hexCell(1)) },
  { id: "xxd-g4-c32", label: "xxd -g4 -c32", ...xxd(hexCell(4), 32) },
  { id: "xxd-g8", label: "xxd -g8", ...xxd(hexCell(8)) },
  { id: "xxd-g16", label: "xxd -g16", ...xxd(hexCell(16)) },
  { id: "xxd-u", label: "xxd -u", ...xxd(hexCell(2, true)) },
  { id: "xxd-e", label: "xxd -e", ...xxd(littleHexCell(4, " ")) },
  { id: "xxd-e-g2", label: "xxd -e -g2", ...xxd(littleHexCell(2, " ")) },
  { id: "xxd-b", label: "xxd -b", ...xxd(binaryCell, 6) },
  { id: "xxd-d", label: "xxd -d", ...xxd(hexCell(2)), offset: offset(8, ": ", { radix: 10 }) },
  {
    id: "hexdump-c",
    label: "hexdump -C",
    copied: true,
    offset: offset(8, "  "),
    cell: hexCell(1),
    perRow: 16,
    gap: middle("  "),
    ascii: { before: "  |", after: "|" },
    repeats: true,
    below: length(8, 16),
  },
  { id: "hexdump", label: "hexdump", ...odLike(littleHexCell(2, "0"), 16) },
  { id: "hexdump-b", label: "hexdump -b", ...odLike(octalCell(1), 16) },
  { id: "hexdump-d", label: "hexdump -d", ...odLike(decimalCell(2, 5, { fill: "0" }), 16, "   ", "   ") },
  { id: "hexdump-o", label: "hexdump -o", ...odLike(octalCell(2), 16, "  ", "  ") },
  { id: "hexdump-x", label: "hexdump -x", ...odLike(littleHexCell(2, "0"), 16, "    ", "    ") },
  { id: "hexdump-chars", label: "hexdump -c", ...odLike(characterCell, 16, "", "") },
  { id: "od", label: "od", ...odLike(octalCell(2), 8) },
  { id: "od-x1", label: "od -t x1", ...odLike(hexCell(1), 8) },
  { id: "od-x2", label: "od -t x2", ...odLike(littleHexCell(2, "0"), 8) },
  { id: "od-x4", label: "od -t x4", ...odLike(littleHexCell(4, "0"), 8) },
  { id: "od-x8", label: "od -t x8", ...odLike(littleHexCell(8, "0"), 8) },
  { id: "od-o1", label: "od -t o1", ...odLike(octalCell(1), 8) },
  { id: "od-u1", label: "od -t u1", ...odLike(decimalCell(1, 4), 8, "", "") },
  { id: "od-d1", label: "od -t d1", ...odLike(decimalCell(1, 5, { signed: true }), 8, "", "") },
  { id: "od-u2", label: "od -t u2", ...odLike(decimalCell(2, 6), 8, "", "") },
  { id: "od-d4", label: "od -t d4", ...odLike(decimalCell(4, 12, { signed: true }), 8, "", "") },
  { id: "od-c", label: "od -c", ...odLike(characterCell, 8, "", "") },
  { id: "od-a-d-x1", label: "od -A d -t x1", ...odLike(hexCell(1), 10) },
  {
    id: "od-a-x-x1z",
    label: "od -A x -t x1z",
    ...odLike(hexCell(1), 16),
    offset: offset(6, " "),
    ascii: { before: "  >", after: "<" },
    below: length(6, 16),
  },
  {
    id: "hexyl",
    label: "hexyl",
    offset: offset(8, "│ ", { before: "│" }),
    cell: hexCell(1),
    perRow: 16,
    gap: middle(" ┊ "),
    ascii: { before: " │", after: "│" },
  },
  {
    id: "wireshark",
    label: "Wireshark hex dump",
    copied: true,
    offset: offset(4, "  "),
    cell: hexCell(1),
    perRow: 16,
    gap: one,
    ascii: plain("   "),
  },
  {
    id: "wireshark-bare",
    label: "Wireshark hex dump without text",
    offset: offset(4, "   "),
    cell: hexCell(1),
    perRow: 16,
    gap: one,
  },
  {
    id: "tcpdump-x",
    label: "tcpdump -X",
    offset: offset(4, ":  ", { before: "\t0x" }),
    cell: hexCell(2),
    perRow: 16,
    gap: one,
    ascii: plain("  "),
  },
  {
    id: "tcpdump-plain",
    label: "tcpdump -x",
    offset: offset(4, ":  ", { before: "\t0x" }),
    cell: hexCell(2),
    perRow: 16,
    gap: one,
  },
  {
    id: "follow-hex",
    label: "Wireshark follow hex",
    offset: offset(8, "  ", { upperCase: true }),
    cell: hexCell(1),
    perRow: 16,
    gap: middle("  "),
    ascii: plain("   "),
  },
  {
    id: "openssl-debug",
    label: "OpenSSL -debug",
    above: (bytes) =>
      `write to 0x55d0 [0x55d8] (${String(bytes)} bytes => ${String(bytes)} (0x${bytes.toString(16)}))\n`,
    offset: offset(4, " - "),
    cell: hexCell(1),
    perRow: 16,
    gap: middle("-"),
    ascii: plain("   "),
  },
  {
    id: "curl-trace",
    label: "curl --trace",
    above: (bytes) => `=> Send SSL data, ${String(bytes)} bytes (0x${bytes.toString(16)})\n`,
    offset: offset(4, ": "),
    cell: hexCell(1),
    perRow: 16,
    gap: one,
    ascii: plain(" "),
  },
  {
    id: "java-hex-dump",
    label: "Java HexDumpEncoder",
    above: () =>
      "javax.net.ssl|DEBUG|10|main|2026-03-01 12:00:00.123 UTC|SSLSocketOutputRecord.java:261|Raw write (\n",
    offset: offset(4, ": ", { before: "  ", upperCase: true }),
    cell: hexCell(1, true),
    perRow: 16,
    gap: middle("  "),
    ascii: plain("  "),
    below: () => ")\n",
  },
  {
    id: "mbedtls",
    label: "mbedTLS",
    above: (bytes) =>
      `ssl_msg.c:2804: |4| dumping 'output record sent to network' (${String(bytes)} bytes)\n`,
    offset: offset(4, ":  ", { before: "ssl_msg.c:2804: |4| " }),
    cell: hexCell(1),
    perRow: 16,
    gap: one,
    ascii: plain("  "),
  },
  {
    id: "ssltap",
    label: "ssltap",
    above: () => "--> [\n",
    offset: (at) => `${at.toString(16).padStart(4)}: `,
    cell: hexCell(1),
    perRow: 16,
    gap: (index) => (index % 4 === 0 ? "  " : " "),
    ascii: { before: "  | ", after: "" },
    below: () => "]\n",
  },
  {
    id: "pretty-hex",
    label: "Rust pretty-hex",
    above: (bytes) => `Length: ${String(bytes)} (0x${bytes.toString(16)}) bytes\n`,
    offset: offset(4, ":   "),
    cell: hexCell(1),
    perRow: 16,
    gap: (index) => (index % 4 === 0 ? "  " : " "),
    ascii: plain("   "),
  },
  {
    id: "format-hex",
    label: "PowerShell Format-Hex",
    above: () =>
      "   Label: Byte[] (System.Byte[]) <0279F9A1>\n\n" +
      "          Offset Bytes                                           Ascii\n" +
      "                 00 01 02 03 04 05 06 07 08 09 0A 0B 0C 0D 0E 0F\n" +
      "          ------ ----------------------------------------------- -----\n",
    offset: offset(16, " ", { upperCase: true }),
    cell: hexCell(1, true),
    perRow: 16,
    gap: one,
    ascii: plain(" "),
  },
  {
    id: "format-hex-5",
    label: "Windows PowerShell Format-Hex",
    above: () => "\n\n           00 01 02 03 04 05 06 07 08 09 0A 0B 0C 0D 0E 0F\n\n",
    offset: offset(8, "   ", { upperCase: true }),
    cell: hexCell(1, true),
    perRow: 16,
    gap: one,
    ascii: plain("  "),
  },
  {
    id: "certutil",
    label: "certutil -encodehex",
    offset: offset(4, "\t"),
    cell: hexCell(1),
    perRow: 16,
    gap: middle("  "),
    ascii: plain("   "),
  },
  {
    id: "windbg",
    label: "WinDbg db",
    offset: (at) => `000001f2\`${(0x4a6b0000 + at).toString(16)}  `,
    cell: hexCell(1),
    perRow: 16,
    gap: middle("-"),
    ascii: plain("  "),
  },
  {
    id: "lldb",
    label: "lldb memory read",
    offset: (at) => `0x${(0x7ffee000 + at).toString(16).padStart(12, "0")}: `,
    cell: hexCell(1),
    perRow: 16,
    gap: one,
    ascii: plain("  "),
  },
  {
    id: "gdb-xb",
    label: "gdb x/xb",
    offset: (at) => `0x${(0x555555558020 + at).toString(16)} <hello${at === 0 ? "" : `+${String(at)}`}>:\t`,
    cell: littleHexCell(1, "0", "0x"),
    perRow: 8,
    gap: () => "\t",
  },
  {
    id: "python-hexdump",
    label: "Python hexdump",
    offset: offset(8, ": "),
    cell: hexCell(1, true),
    perRow: 16,
    gap: middle("  "),
    ascii: plain("  "),
  },
  {
    id: "go-hex-dump",
    label: "Go hex.Dump",
    offset: offset(8, "  "),
    cell: hexCell(1),
    perRow: 16,
    gap: middle("  "),
    ascii: { before: "  |", after: "|" },
  },
];

/** Dumps with offsets. */
export const ROW_FORMATS: readonly ByteFormat[] = FORMATS.map(({ id, label, copied = false, ...layout }) => ({
  id,
  label,
  copied,
  print: (bytes) => printOffsetRows(bytes, layout),
}));
