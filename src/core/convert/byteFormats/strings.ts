import { hexByte, Printer, type ByteFormat } from "./format";
import { printRows } from "./layout";

/** A string of a language: what stands around it and how each byte is written. */
interface StringForm {
  readonly id: string;
  readonly label: string;
  readonly copied?: boolean;
  readonly open: string;
  readonly close: string;
  readonly item: (byte: number) => string;
  /** Bytes to a piece, and what stands between two pieces. */
  readonly perRow?: number;
  readonly newRow?: string;
}

const hexEscape = (byte: number): string => `\\x${hexByte(byte)}`;
const octalEscape = (byte: number): string => `\\${byte.toString(8).padStart(3, "0")}`;
const isPrintable = (byte: number): boolean => byte >= 32 && byte < 127;

/** As Python's `repr` and the like write a byte: itself when it can be seen, else an escape. */
function mixed(escapes: Readonly<Record<number, string>>, escape: (byte: number) => string) {
  return (byte: number): string =>
    escapes[byte] ?? (isPrintable(byte) ? String.fromCharCode(byte) : escape(byte));
}

const LETTERS = { 9: "\\t", 10: "\\n", 13: "\\r", 92: "\\\\" };

/** Strings with escapes; one row each. */
const FORMS: readonly StringForm[] = [
  {
    id: "escaped",
    label: "Escaped string",
    copied: true,
    open: '"',
    close: '"',
    item: hexEscape,
  },
  {
    id: "python",
    label: "Python",
    copied: true,
    open: "data = (\n    b'",
    close: "'\n)\n",
    item: mixed({ ...LETTERS, 39: "\\'" }, hexEscape),
    perRow: 24,
    newRow: "'\n    b'",
  },
  {
    id: "c-string",
    label: "C string",
    open: 'const char data[] =\n  "',
    close: '";\n',
    item: hexEscape,
    perRow: 16,
    newRow: '"\n  "',
  },
  { id: "c-octal-string", label: "C string in octal", open: '"', close: '"', item: octalEscape },
  {
    id: "rust-string",
    label: "Rust byte string",
    open: 'b"',
    close: '"',
    item: mixed({ ...LETTERS, 34: '\\"' }, hexEscape),
  },
  {
    id: "javascript-string",
    label: "JavaScript string",
    open: '"',
    close: '"',
    item: (byte) => `\\u00${hexByte(byte)}`,
  },
  { id: "lua", label: "Lua", open: '"', close: '"', item: (byte) => `\\${String(byte).padStart(3, "0")}` },
  { id: "shell", label: "Shell", open: "$'", close: "'", item: hexEscape },
  {
    id: "printf",
    label: "printf in octal",
    open: "printf '",
    close: "'",
    item: (byte) => `\\${byte.toString(8).padStart(3, "0")}`,
  },
  {
    id: "escape-ascii",
    label: "Escaped, without quote marks",
    open: "",
    close: "",
    item: (byte) =>
      byte > 32 && byte < 127 && byte !== 92 && byte !== 34
        ? mixed({ ...LETTERS, 39: "\\'" }, hexEscape)(byte)
        : hexEscape(byte),
  },
  {
    id: "nginx",
    label: "nginx access log",
    open: '127.0.0.1 - - [01/Mar/2026:12:00:00 +0000] "',
    close: '" 400 157 "-" "-"\n',
    item: mixed({ 34: "\\x22", 92: "\\x5C" }, (byte) =>
      hexEscape(byte).replace(/..$/, (digits) => digits.toUpperCase()),
    ),
  },
  {
    id: "syslog",
    label: "syslog",
    open: "",
    close: "",
    // A backslash before a digit could be an escape of another kind.
    item: mixed({ 35: "#043", 92: "#134" }, (byte) => `#${byte.toString(8).padStart(3, "0")}`),
  },
  {
    id: "percent",
    label: "Percent-encoding",
    open: "",
    close: "",
    item: (byte) =>
      /[A-Za-z0-9._~-]/.test(String.fromCharCode(byte))
        ? String.fromCharCode(byte)
        : `%${hexByte(byte).toUpperCase()}`,
  },
  {
    id: "percent-all",
    label: "Percent-encoding of every byte",
    open: "",
    close: "",
    item: (byte) => `%${hexByte(byte)}`,
  },
  {
    id: "quoted-printable",
    label: "Quoted-printable",
    open: "",
    close: "",
    item: (byte) =>
      byte > 32 && byte < 127 && byte !== 61 ? String.fromCharCode(byte) : `=${hexByte(byte).toUpperCase()}`,
    perRow: 24,
    newRow: "=\n",
  },
];

function stringFormat(form: StringForm): ByteFormat {
  const { id, label, copied = false, open, close, item, perRow, newRow } = form;
  return {
    id,
    label,
    copied,
    print: (bytes) => {
      const printer = new Printer().put(open);
      printRows(printer, bytes, {
        item: (_, byte) => printer.byte(item(byte)),
        between: "",
        ...(perRow === undefined || newRow === undefined ? {} : { perRow, newRow }),
      });
      return printer.put(close).finish();
    },
  };
}

export const STRING_FORMATS: readonly ByteFormat[] = FORMS.map(stringFormat);
