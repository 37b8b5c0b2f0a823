/** What stands between a row's offset and its data. */
export type Marker = "colon" | "0x colon" | "dash" | "space" | "bar" | "bracket";

/** What is known of a dump with offsets once its rows are read. */
export interface RowTraits {
  readonly marker: Marker;
  /** The cells' form: "x1", "o2", "u1", "c". */
  readonly cell: string;
  /** `0x` stands before each cell. */
  readonly prefixed: boolean;
  readonly offsetDigits: number;
  readonly offsetRadix: 8 | 10 | 16;
  readonly littleEndian: boolean;
  readonly ascii: "none" | "bars" | "angles" | "plain";
  /** A gap of this many characters in the middle of the first row (0 where it is as wide as the others). */
  readonly middleGap: number;
  /** A dash stands in the middle of the first row. */
  readonly middleDash: boolean;
  /** Gaps after each fourth byte are wider. */
  readonly quarters: boolean;
  /** Characters between the offset and the first cell. */
  readonly firstGap: number;
  /** A line `00 01 02 … 0F` stands above. */
  readonly ruler: boolean;
  /** What the header line above says of the tool; "" where there is none. */
  readonly tool: string;
  /** An upper-case digit among the first row's. */
  readonly upperCase: boolean;
}

interface RowForm extends Partial<RowTraits> {
  readonly name: string;
}

/**
 * Dumps with offsets; the first row of this table whose every trait fits names the dump. The rows themselves need no
 * table: whatever has offsets and groups is read.
 */
const ROW_FORMS: readonly RowForm[] = [
  { name: "openssl -debug", marker: "dash" },
  { name: "mbedTLS", tool: "mbedTLS" },
  { name: "Java HexDumpEncoder", tool: "Java", marker: "colon" },
  { name: "curl --trace", tool: "curl --trace", marker: "colon" },
  { name: "Wireshark follow hex", tool: "Wireshark follow" },
  { name: "tshark -x", tool: "tshark -x", marker: "space" },
  { name: "Format-Hex", ruler: true },
  { name: "tcpdump -X", marker: "0x colon", cell: "x2", prefixed: false, ascii: "plain" },
  { name: "tcpdump -x", marker: "0x colon", cell: "x2", prefixed: false },
  { name: "lldb memory read", marker: "0x colon", prefixed: false, cell: "x1" },
  { name: "gdb x", marker: "0x colon" },
  { name: "hexyl", marker: "bar", offsetDigits: 8 },
  { name: "xxd -b", marker: "colon", cell: "b1" },
  { name: "xxd -e", marker: "colon", littleEndian: true },
  { name: "Python hexdump", marker: "colon", offsetDigits: 8, cell: "x1", middleGap: 2 },
  { name: "xxd", marker: "colon", offsetDigits: 8 },
  { name: "Java HexDumpEncoder", marker: "colon", offsetDigits: 4, cell: "x1", middleGap: 3 },
  { name: "pretty-hex", marker: "colon", offsetDigits: 4, cell: "x1", quarters: true },
  { name: "ssltap", marker: "colon", cell: "x1", quarters: true },
  { name: "curl --trace", marker: "colon", offsetDigits: 4, cell: "x1" },
  { name: "WinDbg db", marker: "space", cell: "x1", middleDash: true },
  { name: "hexdump -C", marker: "space", cell: "x1", ascii: "bars" },
  { name: "od -A x -t x1z", marker: "space", cell: "x1", offsetDigits: 6, ascii: "angles" },
  { name: "od -t x1z", marker: "space", cell: "x1", ascii: "angles" },
  {
    name: "Wireshark follow hex",
    marker: "space",
    cell: "x1",
    offsetDigits: 8,
    middleGap: 2,
    ascii: "plain",
  },
  { name: "certutil", marker: "space", cell: "x1", offsetDigits: 4, middleGap: 2 },
  { name: "od -t x1", marker: "space", cell: "x1", offsetDigits: 7 },
  { name: "od -A x -t x1", marker: "space", cell: "x1", offsetDigits: 6 },
  { name: "Wireshark", marker: "space", cell: "x1", offsetDigits: 4 },
  { name: "hexdump", marker: "space", cell: "x2", offsetDigits: 7, offsetRadix: 16, firstGap: 1 },
  { name: "hexdump -x", marker: "space", cell: "x2", offsetDigits: 7, offsetRadix: 16 },
  { name: "hexdump -d", marker: "space", cell: "u2", offsetDigits: 7, offsetRadix: 16 },
  { name: "hexdump -o", marker: "space", cell: "o2", offsetDigits: 7, offsetRadix: 16, firstGap: 2 },
  { name: "hexdump -c", marker: "space", cell: "c", offsetDigits: 7, offsetRadix: 16 },
  { name: "hexdump -b", marker: "space", cell: "o1", offsetDigits: 7, offsetRadix: 16 },
  { name: "od -t x2", marker: "space", cell: "x2" },
  { name: "od -t x4", marker: "space", cell: "x4" },
  { name: "od -t x8", marker: "space", cell: "x8" },
  { name: "od", marker: "space", cell: "o2" },
  { name: "od -t o4", marker: "space", cell: "o4" },
  { name: "od -t o8", marker: "space", cell: "o8" },
  { name: "od -b", marker: "space", cell: "o1" },
  { name: "od -c", marker: "space", cell: "c" },
  ...["u1", "u2", "u4", "u8", "d1", "d2", "d4", "d8"].map((cell) => ({ name: `od -t ${cell}`, cell })),
];

/** The name of the tool that prints such rows. */
export function formName(traits: RowTraits): string {
  const given = Object.entries(traits);
  const form = ROW_FORMS.find((row) => {
    const wanted = new Map<string, unknown>(Object.entries(row));
    return given.every(([trait, value]) => !wanted.has(trait) || wanted.get(trait) === value);
  });
  return form?.name ?? "hex dump";
}
