/** What stands between a row's offset and its data. */
export type Marker = "colon" | "0x colon" | "dash" | "space" | "bar";

/** How the digits of one group become bytes. */
export interface WordForm {
  readonly digits: number;
  readonly radix: 8 | 10 | 16;
  /** Bytes of a whole group. */
  readonly bytes: number;
}

/** Groups that dumps print, by their number of digits. */
export const WORDS: readonly WordForm[] = [
  { digits: 2, radix: 16, bytes: 1 },
  { digits: 3, radix: 8, bytes: 1 },
  { digits: 4, radix: 16, bytes: 2 },
  { digits: 6, radix: 8, bytes: 2 },
  { digits: 8, radix: 16, bytes: 4 },
  { digits: 16, radix: 16, bytes: 8 },
];

/** What is known of a dump with offsets once its rows are read. */
export interface RowTraits {
  readonly marker: Marker;
  readonly word: WordForm;
  readonly offsetDigits: number;
  readonly offsetRadix: 8 | 10 | 16;
  readonly littleEndian: boolean;
  readonly ascii: "none" | "bars" | "plain";
  /** A gap of this many spaces in the middle of the first row (0 for none). */
  readonly middleGap: number;
}

interface RowForm extends Partial<Omit<RowTraits, "word">> {
  readonly name: string;
  readonly digits?: number;
  readonly radix?: 8 | 10 | 16;
}

/** Dumps with offsets; the first row of this table that fits names the dump. */
const ROW_FORMS: readonly RowForm[] = [
  { name: "openssl -debug", marker: "dash" },
  { name: "tcpdump -X", marker: "0x colon", digits: 4, ascii: "plain" },
  { name: "tcpdump -x", marker: "0x colon", digits: 4 },
  { name: "hexyl", marker: "bar" },
  { name: "xxd -e", marker: "colon", littleEndian: true },
  { name: "xxd", marker: "colon", offsetDigits: 8 },
  { name: "Java HexDumpEncoder", marker: "colon", offsetDigits: 4, digits: 2, middleGap: 3 },
  { name: "curl --trace", marker: "colon", offsetDigits: 4, digits: 2 },
  { name: "hexdump -C", marker: "space", digits: 2, ascii: "bars" },
  { name: "od -t x1", marker: "space", digits: 2, offsetDigits: 7 },
  { name: "od -A x -t x1", marker: "space", digits: 2, offsetDigits: 6 },
  { name: "Wireshark", marker: "space", digits: 2, offsetDigits: 4 },
  { name: "hexdump", marker: "space", digits: 4, offsetDigits: 7, offsetRadix: 16 },
  { name: "od -t x2", marker: "space", digits: 4 },
  { name: "od -t x4", marker: "space", digits: 8 },
  { name: "od", marker: "space", digits: 6, radix: 8 },
  { name: "od -b", marker: "space", digits: 3, radix: 8 },
  { name: "hex dump" },
];

/** The name of the tool that prints such rows. */
export function formName(traits: RowTraits): string {
  const form = ROW_FORMS.find(
    (row) =>
      (row.marker === undefined || row.marker === traits.marker) &&
      (row.digits === undefined || row.digits === traits.word.digits) &&
      (row.radix === undefined || row.radix === traits.word.radix) &&
      (row.offsetDigits === undefined || row.offsetDigits === traits.offsetDigits) &&
      (row.offsetRadix === undefined || row.offsetRadix === traits.offsetRadix) &&
      (row.littleEndian === undefined || row.littleEndian === traits.littleEndian) &&
      (row.ascii === undefined || row.ascii === traits.ascii) &&
      (row.middleGap === undefined || row.middleGap === traits.middleGap),
  );
  return form?.name ?? "hex dump";
}
