import { BYTE_FORMATS } from "../../src/core/convert/byteFormats";
import { toHex } from "../../src/core/bytes/hex";

/** A program or function that reads the same text, to compare with. */
export type Peer =
  | { readonly name: string; readonly command: readonly [string, ...string[]] }
  | { readonly name: string; readonly read: (text: string) => Uint8Array };

/** A form in which bytes are printed, and who else reads it. */
export interface BenchmarkForm {
  readonly name: string;
  readonly print: (bytes: Uint8Array) => string;
  readonly peer?: Peer;
}

const RECORD = 1024;

/** TLS records of 1,024 bytes of application data that look random; the same bytes each time. */
export function records(size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  let seed = 1;
  for (let i = 0; i < size; i++) bytes[i] = (seed = (seed * 48271) % 0x7fffffff) >> 8;
  for (let at = 0; at + 5 < size; at += RECORD + 5) {
    const length = Math.min(RECORD, size - at - 5);
    bytes.set([23, 3, 3, length >> 8, length & 255], at);
  }
  return bytes;
}

function rows(bytes: Uint8Array, row: (offset: number, row: Uint8Array, ascii: string) => string): string {
  const lines: string[] = [];
  for (let at = 0; at < bytes.length; at += 16) {
    const part = bytes.subarray(at, at + 16);
    const ascii = Array.from(part, (byte) => (byte > 31 && byte < 127 ? String.fromCharCode(byte) : "."));
    lines.push(row(at, part, ascii.join("")));
  }
  return `${lines.join("\n")}\n`;
}

const offset = (at: number, digits: number): string => at.toString(16).padStart(digits, "0");
const xxd = (bytes: Uint8Array): string =>
  rows(bytes, (at, row, ascii) => {
    const hex = toHex(row).replaceAll(/.{1,4}/g, "$& ");
    return `${offset(at, 8)}: ${hex.padEnd(40)} ${ascii}`;
  });
const hexdumpC = (bytes: Uint8Array): string =>
  rows(bytes, (at, row, ascii) => {
    const half = toHex(row.subarray(0, 8), " ").padEnd(23);
    return `${offset(at, 8)}  ${half}  ${toHex(row.subarray(8), " ").padEnd(23)}  |${ascii}|`;
  });
const debugLog = (bytes: Uint8Array): string => {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += RECORD + 5) {
    const record = bytes.subarray(at, at + RECORD + 5);
    const count = `${String(record.length)} bytes => ${String(record.length)} (0x${offset(record.length, 1)})`;
    parts.push(`read from 0x55d0 [0x55d8] (${count})\n`);
    parts.push(
      rows(record, (from, row, ascii) => `${offset(from, 4)} - ${toHex(row, " ").padEnd(47)}   ${ascii}`),
    );
  }
  return parts.join("");
};
const copied = (id: string): BenchmarkForm["print"] => {
  const format = BYTE_FORMATS.find((one) => one.id === id);
  if (!format) throw new Error(`there is no form ${id}`);
  return (bytes) => format.print(bytes).text;
};

/** What the benchmark reads; a new form is a row. */
export const BENCHMARK_FORMS: readonly BenchmarkForm[] = [
  { name: "xxd", print: xxd, peer: { name: "xxd -r", command: ["xxd", "-r"] } },
  {
    name: "hexdump -C",
    print: hexdumpC,
    peer: { name: "text2pcap", command: ["text2pcap", "-q", "-", "-"] },
  },
  { name: "s_client -debug", print: debugLog },
  {
    name: "hex",
    print: copied("hex"),
    peer: { name: "Buffer.from", read: (text) => Buffer.from(text, "hex") },
  },
  {
    name: "base64, in lines",
    print: copied("base64-lines"),
    peer: { name: "Buffer.from", read: (text) => Buffer.from(text, "base64") },
  },
  { name: "C array", print: copied("c-array") },
];
