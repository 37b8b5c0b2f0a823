/** A name for bytes that stand in a program or in what a program printed. */
interface LiteralName {
  readonly name: string;
  /** Which reader asks. */
  readonly kind: LiteralKind;
  /** What stands right before the first byte (white space at its end left out). */
  readonly before?: RegExp;
  /** What stands right after the last byte. */
  readonly after?: RegExp;
  /** What stands between the bytes, or how they are written: see the reader. */
  readonly style?: RegExp;
}

export type LiteralKind = "list" | "digits" | "string" | "base64";

/** Names of literals; the first row that fits names the dump. */
const NAMES: readonly LiteralName[] = [
  { name: "Erlang binary", kind: "list", before: /<<$/, style: /^(?!hex)/ },
  { name: "C++ std::byte", kind: "list", style: /\bbraces\b/ },
  { name: "Go []byte", kind: "list", before: /\[(?:\d*|\.\.\.)\](?:byte|uint8)\s?\{$/ },
  { name: "Rust array", kind: "list", before: /(?:\[u8(?:; ?\w+)?\]\s?=\s?&?|&|vec!\s?)\[$/ },
  { name: "Buffer JSON", kind: "list", before: /"type\\*"\s?:\s?\\*"Buffer\\*",\s?\\*"data\\*"\s?:\s?\[$/ },
  {
    name: "JavaScript Uint8Array",
    kind: "list",
    before: /\b(?:Uint8Array|Int8Array|Buffer|Uint8ClampedArray)\b[\w.]*\s?(?:\(\d*\)\s?)?(?:\(?\[|\()$/,
  },
  { name: "JSON object", kind: "list", style: /key/ },
  { name: "Kotlin byteArrayOf", kind: "list", before: /byteArrayOf\s?\($/ },
  { name: "Java byte array", kind: "list", style: /cast|signed/ },
  { name: "C# byte array", kind: "list", before: /new\s+(?:byte|Byte)\s?\[\s?\d*\s?\]\s?\{$/ },
  { name: "Java byte array", kind: "list", before: /\bbyte\s?(?:\[\s?\]\s?\w+|\w+\s?\[\s?\])\s?=\s?\{$/ },
  {
    name: "xxd -i",
    kind: "list",
    before: /unsigned char \w+\[\d*\]\s?=\s?\{$/,
    after: /^\s*\};\s*unsigned int \w+_len\b/,
  },
  { name: "C array", kind: "list", before: /\w\s?\[\s?\w*\s?\]\s?(?:PROGMEM\s?)?=\s?\{$/ },
  { name: "Swift [UInt8]", kind: "list", before: /\[UInt8\](?:\(|\s?=\s?)\[$/ },
  { name: "PowerShell array", kind: "list", before: /@\($|\[byte\[\]\]\s?\(?$/i },
  { name: "Perl pack", kind: "list", before: /\bpack\s?\(?\s?["']C\*["'],\s?\(?$/ },
  { name: "Python bytes", kind: "list", before: /\bbytes(?:array)?\s?\(\s?[[(]$/ },
  { name: "Go %v", kind: "list", before: /\[$/, style: /blank decimal/ },
  { name: "od -t u1", kind: "list", style: /blank decimal/ },
  { name: "od -t o1", kind: "list", style: /blank octal/ },
  { name: "hex list", kind: "list", style: /\bhex$/ },
  { name: "octal byte array", kind: "list", style: /octal$/ },
  { name: "decimal byte array", kind: "list", style: /decimal$/ },
  { name: "byte array", kind: "list" },

  { name: "Node Buffer", kind: "digits", before: /<(?:Buffer|SlowBuffer)$/ },
  { name: "Python bytes.fromhex", kind: "digits", before: /\bfromhex\s?\(\s?\\*["']$/ },
  { name: "Rust hex!", kind: "digits", before: /\bhex!\s?[[({]\s?b?"$/ },
  { name: "Buffer.from", kind: "digits", before: /\bBuffer\.from\s?\(\s?["'`]$/ },
  { name: "PostgreSQL bytea", kind: "digits", before: /'\\{1,2}x$/ },
  {
    name: "SQL",
    kind: "digits",
    before: /\b[xX]'$|\b_binary\s*(?:0x|[xX]')$|\b(?:UNHEX|HEXTORAW)\s?\(\s?'$/i,
  },
  { name: "PDML", kind: "digits", before: /\b(?:value|show)="$/ },
  { name: "tshark JSON", kind: "digits", before: /_raw\\?"\s?:\s?(?:\[\s?)?\\?"$/ },
  { name: "BitConverter", kind: "digits", style: /^upper -$/ },

  { name: "Python bytes", kind: "string", before: /\b(?:b|br|rb)$|\bbytearray\s?\(\s?b$/i, after: /^'/ },
  { name: "access log", kind: "string", before: /\[\d{1,2}\/[A-Z][a-z]{2}\/\d{4}:[^\]\n]{5,30}\]$/ },
  { name: "shell $'…'", kind: "string", before: /\$$/ },
  { name: "printf", kind: "string", before: /\bprintf\s+(?:'%b'\s+)?$/ },
  { name: "C string", kind: "string", style: /pieces/ },
  { name: "escaped string", kind: "string" },

  { name: "YAML !!binary", kind: "base64", before: /!!binary\s?[|>]?-?$/ },
  { name: "data: URL", kind: "base64", before: /\bdata:[^\s,]{0,80};base64,$/ },
  { name: "base64url", kind: "base64", style: /url/ },
  { name: "base64", kind: "base64" },
];

const NEAR = 120;

/** The name of a literal whose bytes stand from `start` to `end`; `style` is what the reader knows. */
export function literalName(
  kind: LiteralKind,
  text: string,
  start: number,
  end: number,
  style: string,
): string | undefined {
  const before = text
    .slice(Math.max(0, start - NEAR), start)
    .replace(/\s+/g, " ")
    .trimEnd();
  const after = text.slice(end, end + NEAR);
  return NAMES.find(
    (row) =>
      row.kind === kind &&
      (row.before === undefined || row.before.test(before)) &&
      (row.after === undefined || row.after.test(after)) &&
      (row.style === undefined || row.style.test(style)),
  )?.name;
}
