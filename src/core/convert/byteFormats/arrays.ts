import { hexByte, Printer, type ByteFormat, type Printed } from "./format";
import { printRows } from "./layout";

/** An array of a language: what stands around the items, and how each is written. */
interface ArrayForm {
  readonly id: string;
  readonly label: string;
  readonly copied?: boolean;
  readonly open: string | ((length: number) => string);
  readonly close: string;
  readonly item: (printer: Printer, byte: number) => void;
  readonly between?: string;
  /** Items to a row, rows being indented; all in one row when absent. */
  readonly perRow?: number;
}

const hex0x = (printer: Printer, byte: number): void => {
  printer.put("0x").byte(hexByte(byte));
};
const decimal = (printer: Printer, byte: number): void => {
  printer.byte(String(byte));
};
const signed = (printer: Printer, byte: number): void => {
  printer.byte(String((byte << 24) >> 24));
};

/** Arrays of bytes in programs and in what programs print; one row each. */
const FORMS: readonly ArrayForm[] = [
  {
    id: "c-array",
    label: "C array",
    copied: true,
    open: "const unsigned char data[] = {\n  ",
    close: "\n};\n",
    item: hex0x,
    perRow: 12,
  },
  {
    id: "go",
    label: "Go",
    copied: true,
    open: "data := []byte{\n\t",
    close: ",\n}\n",
    item: hex0x,
    perRow: 12,
  },
  {
    id: "rust",
    label: "Rust",
    copied: true,
    open: (length) => `const DATA: [u8; ${String(length)}] = [\n    `,
    close: ",\n];\n",
    item: hex0x,
    perRow: 12,
  },
  {
    id: "java",
    label: "Java",
    copied: true,
    open: "byte[] data = {\n    ",
    close: "\n};\n",
    // A Java byte is signed: what is above 127 needs a cast.
    item: (printer, byte) => {
      printer.put(byte > 127 ? "(byte) 0x" : "0x").byte(hexByte(byte));
    },
    perRow: 12,
  },
  {
    id: "csharp",
    label: "C#",
    copied: true,
    open: "byte[] data = new byte[] {\n    ",
    close: "\n};\n",
    item: hex0x,
    perRow: 12,
  },
  {
    id: "javascript",
    label: "JavaScript",
    copied: true,
    open: "const data = Uint8Array.of(\n  ",
    close: ",\n);\n",
    item: hex0x,
    perRow: 12,
  },
  { id: "json", label: "JSON array", copied: true, open: "[", close: "]", item: decimal, between: "," },
  {
    id: "buffer-json",
    label: "Buffer as JSON",
    open: '{"type":"Buffer","data":[',
    close: "]}",
    item: decimal,
    between: ",",
  },
  { id: "java-signed", label: "Java Arrays.toString", open: "[", close: "]", item: signed },
  {
    id: "kotlin",
    label: "Kotlin",
    open: "val data = byteArrayOf(\n    ",
    close: "\n)\n",
    item: (printer, byte) => {
      hex0x(printer, byte);
      if (byte > 127) printer.put(".toByte()");
    },
    perRow: 12,
  },
  {
    id: "swift",
    label: "Swift",
    open: "let data: [UInt8] = [\n    ",
    close: "\n]\n",
    item: hex0x,
    perRow: 12,
  },
  {
    id: "powershell",
    label: "PowerShell",
    open: "[byte[]] $data = @(",
    close: ")",
    item: hex0x,
    between: ",",
  },
  {
    id: "cpp-byte",
    label: "C++ std::byte",
    open: "std::array data{\n  ",
    close: "\n};\n",
    item: (printer, byte) => {
      printer.put("std::byte{0x").byte(hexByte(byte)).put("}");
    },
    perRow: 8,
  },
  { id: "erlang", label: "Erlang", open: "<<", close: ">>", item: decimal, between: "," },
  {
    id: "erlang-hex",
    label: "Erlang in hex",
    open: "<<",
    close: ">>",
    item: (printer, byte) => {
      printer.put("16#").byte(hexByte(byte).toUpperCase());
    },
    between: ",",
  },
  { id: "elixir", label: "Elixir", open: "<<", close: ">>", item: hex0x },
  { id: "perl-pack", label: "Perl pack", open: "pack('C*', ", close: ")", item: decimal },
  { id: "go-decimal", label: "Go %v", open: "[", close: "]", item: decimal, between: " " },
  {
    id: "rust-x",
    label: "Rust {:x?}",
    open: "[",
    close: "]",
    item: (printer, byte) => {
      printer.byte(byte.toString(16));
    },
  },
  {
    id: "c-octal",
    label: "C array in octal",
    open: "static const unsigned char data[] = {",
    close: "};",
    item: (printer, byte) => {
      printer.byte(byte.toString(8).padStart(4, "0"));
    },
  },
  {
    id: "c-binary",
    label: "C array in binary",
    open: "const uint8_t data[] = {",
    close: "};",
    item: (printer, byte) => {
      printer.put("0b").byte(byte.toString(2).padStart(8, "0"));
    },
  },
];

function arrayFormat(form: ArrayForm): ByteFormat {
  const { id, label, copied = false, open, close, item, between = ", ", perRow } = form;
  return {
    id,
    label,
    copied,
    print: (bytes) => {
      const opening = typeof open === "string" ? open : open(bytes.length);
      const newRow = `,${/\n[ \t]*$/.exec(opening)?.[0] ?? " "}`;
      const printer = new Printer().put(opening);
      printRows(printer, bytes, { item, between, ...(perRow === undefined ? {} : { perRow, newRow }) });
      return printer.put(close).finish();
    },
  };
}

/** `{"0":22,"1":3}`: what JSON.stringify makes of a Uint8Array. */
const jsonObject: ByteFormat = {
  id: "json-object",
  label: "Uint8Array as JSON",
  copied: false,
  print(bytes): Printed {
    const printer = new Printer().put("{");
    for (const [index, byte] of bytes.entries())
      printer.put(`${index > 0 ? "," : ""}"${String(index)}":`).byte(String(byte));
    return printer.put("}").finish();
  },
};

/** As Node prints a Uint8Array: numbers flush right, a dozen to a row. */
const nodeInspect: ByteFormat = {
  id: "node-uint8array",
  label: "Node Uint8Array",
  copied: false,
  print(bytes): Printed {
    const printer = new Printer().put(`Uint8Array(${String(bytes.length)}) [\n  `);
    const item = (_: Printer, byte: number): void => {
      const digits = String(byte);
      printer.put(" ".repeat(3 - digits.length)).byte(digits);
    };
    printRows(printer, bytes, { item, between: ", ", perRow: 12, newRow: ",\n  " });
    return printer.put("\n]").finish();
  },
};

export const ARRAY_FORMATS: readonly ByteFormat[] = [...FORMS.map(arrayFormat), jsonObject, nodeInspect];
