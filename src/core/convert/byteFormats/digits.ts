import { hexByte, Printer, type ByteFormat } from "./format";

/** What stands around the digits. */
interface SqlForm {
  readonly id: string;
  readonly label: string;
  readonly open: string;
  readonly close: string;
}

const FORMS: readonly SqlForm[] = [
  { id: "sql", label: "SQL", open: "X'", close: "'" },
  { id: "sql-server", label: "SQL Server", open: "0x", close: "" },
  { id: "bytea", label: "PostgreSQL bytea", open: "'\\x", close: "'::bytea" },
  { id: "bytea-escape", label: "PostgreSQL bytea in an E string", open: "E'\\\\x", close: "'" },
  { id: "mysql", label: "MySQL _binary", open: "_binary 0x", close: "" },
  { id: "fromhex", label: "Python bytes.fromhex", open: 'bytes.fromhex("', close: '")' },
  { id: "hex-macro", label: "Rust hex!", open: 'hex!("', close: '")' },
  { id: "buffer-from", label: "Node Buffer.from", open: 'Buffer.from("', close: '", "hex")' },
];

/** Digits as databases and libraries take them; one row each. */
export const DIGIT_FORMATS: readonly ByteFormat[] = FORMS.map(({ id, label, open, close }) => ({
  id,
  label,
  copied: false,
  print: (bytes) => {
    const printer = new Printer().put(open);
    for (const byte of bytes) printer.byte(hexByte(byte));
    return printer.put(close).finish();
  },
}));
