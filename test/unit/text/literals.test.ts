import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { findDumps, type Dump } from "../../../src/core/text/hexDump";
import { clientHello } from "./samples";

const all = [...clientHello];
const hex = (byte: number): string => byte.toString(16).padStart(2, "0");
const joined = (separator: string, item: (byte: number) => string = hex): string =>
  all.map(item).join(separator);
const signed = (byte: number): number => (byte << 24) >> 24;
const digits = Buffer.from(clientHello).toString("hex");
const base64 = Buffer.from(clientHello).toString("base64");
const escaped = joined("", (byte) => `\\x${hex(byte)}`);
const wrap = (text: string, width: number, by: string): string =>
  text.replace(new RegExp(`.{${String(width)}}(?=.)`, "g"), `$&${by}`);

/** As people and programs write the hello; the format that the dump is given. */
const FORMS: readonly (readonly [what: string, text: string, format: string])[] = [
  [
    "Node's console.log of a Uint8Array",
    inspect(new Uint8Array(clientHello), { maxArrayLength: null }),
    "JavaScript Uint8Array",
  ],
  ["Buffer as pretty JSON", JSON.stringify(Buffer.from(clientHello), null, 2), "Buffer JSON"],
  [
    "Buffer JSON within JSON",
    JSON.stringify({ msg: JSON.stringify(Buffer.from(clientHello)) }),
    "Buffer JSON",
  ],
  ["a typed array as JSON", JSON.stringify(new Uint8Array(clientHello)), "JSON object"],
  [
    "C with comments",
    `static const uint8_t hello[] = {\n${all.map((b, i) => `  0x${hex(b)}, /* ${String(i)} */`).join("\n")}\n};`,
    "C array",
  ],
  [
    "C with characters among numbers",
    `char a[] = {${joined(", ", (b) => (b > 96 && b < 123 ? `'${String.fromCharCode(b)}'` : String(b)))}};`,
    "C array",
  ],
  [
    "C strings side by side",
    wrap(escaped, 32, '"\n  "').replace(/^/, 'char *p = "').concat('";'),
    "C string",
  ],
  ["each byte a C string", joined(" ", (b) => `"\\x${hex(b)}"`), "C string"],
  ["C with octal escapes", `"${joined("", (b) => `\\${b.toString(8).padStart(3, "0")}`)}"`, "escaped string"],
  ["C++ std::byte", `std::array a{${joined(", ", (b) => `std::byte{0x${hex(b)}}`)}};`, "C++ std::byte"],
  ["Go %#v", `[]byte{${joined(", ", (b) => `0x${b.toString(16)}`)}}`, "Go []byte"],
  ["Go %v", `[${joined(" ", String)}]`, "Go %v"],
  ["Go % x", joined(" "), "hex"],
  ["Rust vec!", `let v = vec![${joined(", ", (b) => `0x${hex(b)}u8`)}];`, "Rust array"],
  ["Rust hex!", `hex!("${digits}")`, "Rust hex!"],
  ["Rust {:x?}", `[${joined(", ", (b) => b.toString(16))}]`, "hex list"],
  [
    "Java initializer",
    `byte[] b = {${joined(", ", (b) => (b > 127 ? `(byte)0x${hex(b)}` : String(b)))}};`,
    "Java byte array",
  ],
  ["Java Arrays.toString", `[${joined(", ", (b) => String(signed(b)))}]`, "Java byte array"],
  [
    "Kotlin",
    `byteArrayOf(${joined(", ", (b) => (b > 127 ? `0x${hex(b)}.toByte()` : `0x${hex(b)}`))})`,
    "Kotlin byteArrayOf",
  ],
  ["C#", `var b = new byte[] { ${joined(", ", (b) => `0x${hex(b)}`)} };`, "C# byte array"],
  ["BitConverter.ToString", joined("-").toUpperCase(), "BitConverter"],
  ["Uint8Array.from", `Uint8Array.from([${joined(",", String)}])`, "JavaScript Uint8Array"],
  ["Buffer.from", `Buffer.from("${digits}", "hex")`, "Buffer.from"],
  ["Erlang", `<<${joined(",", String)}>>`, "Erlang binary"],
  ["Erlang in base 16", `<<${joined(",", (b) => `16#${hex(b)}`)}>>`, "Erlang binary"],
  ["SQL", `INSERT INTO t VALUES (X'${digits}');`, "SQL"],
  ["PostgreSQL", `SELECT E'\\\\x${digits}'::bytea;`, "PostgreSQL bytea"],
  ["MySQL", `SELECT _binary 0x${digits};`, "SQL"],
  ["PHP", `$x = "${escaped}";`, "escaped string"],
  ["Lua", `local s = "${joined("", (b) => `\\${String(b).padStart(3, "0")}`)}"`, "decimal escapes"],
  ["shell", `printf %s $'${escaped}' | nc host 443`, "shell $'…'"],
  ["PowerShell", `[byte[]] $b = @(${joined(",", (b) => `0x${hex(b)}`)})`, "PowerShell array"],
  ["PowerShell's plain list, a number to a line", joined("\r\n", String), "od -t u1"],
  [
    "od -An -t o1",
    wrap(
      joined(" ", (b) => b.toString(8).padStart(3, "0")),
      64,
      "\n",
    ),
    "od -t o1",
  ],
  ["Perl pack", `pack("C*", ${joined(", ", String)})`, "Perl pack"],
  ["Terraform", `payload = "${digits}"`, "plain hex"],
  ["assembler", `db ${joined(", ", (b) => `0${hex(b)}h`.slice(-3))}`, "hex"],
  ["colons", joined(":"), "hex"],
  ["0x before each", joined(" ", (b) => `0x${hex(b)}`), "hex"],
  ["dots", joined("."), "hex"],
  ["underscores", joined("_"), "hex"],
  ["semicolons", joined("; "), "hex"],
  ["a dollar before each", joined(" ", (b) => `$${hex(b)}`), "hex"],
  ["groups of eight digits", wrap(digits, 8, " "), "hex words"],
  [
    "fields of several widths",
    `16 0301 ${digits.slice(6, 10)} ${digits.slice(10, 12)} ${digits.slice(12, 18)} ${wrap(digits.slice(18), 4, " ")}`,
    "hex groups",
  ],
  ["openssl -text", wrap(joined(":"), 45, "\n        "), "hex"],
  [
    "an RFC's pages",
    `   ClientHello:  ${wrap(joined(" "), 48, "\n      ").replace(/(?<=^(?:.*\n){3}.*)\n/, "\n\n\n\nThomson                       Informational                     [Page 5]\n\f\nRFC 8448                    TLS 1.3 Traces                  January 2019\n\n\n")}`,
    "hex",
  ],
  ["rows with characters beside them", rowsWithCharacters(), "hex"],
  ["percent-encoding", joined("", (b) => `%${hex(b)}`), "percent-encoding"],
  [
    "encodeURIComponent",
    joined("", (b) => (b > 96 && b < 123 ? String.fromCharCode(b) : `%${hex(b)}`)),
    "percent-encoding",
  ],
  [
    "quoted-printable",
    wrap(
      joined("", (b) => `=${hex(b).toUpperCase()}`),
      72,
      "=\r\n",
    ),
    "quoted-printable",
  ],
  [
    "syslog",
    `Mar  1 12:00:00 host app[1]: got ${joined("", (b) => (b > 96 && b < 123 ? String.fromCharCode(b) : `#${b.toString(8).padStart(3, "0")}`))}`,
    "syslog octal",
  ],
  [
    "nginx's access log",
    `10.0.0.1 - - [01/Mar/2026:12:00:00 +0000] "${joined("", (b) => (b > 34 && b < 127 && b !== 92 ? String.fromCharCode(b) : `\\x${hex(b).toUpperCase()}`))}" 400 150 "-" "-"`,
    "access log",
  ],
  ["a string in JSON", JSON.stringify({ data: escaped }), "escaped string"],
  ["a string in JSON in JSON", JSON.stringify(JSON.stringify({ data: escaped })), "escaped string"],
  ["a binary string as JSON", JSON.stringify(Buffer.from(clientHello).toString("latin1")), "escaped string"],
  ["base64", base64, "base64"],
  ["base64 in MIME", wrap(base64, 76, "\r\n"), "base64"],
  ["base64 in JSON with escaped line ends", JSON.stringify({ bytes: wrap(base64, 64, "\r\n") }), "base64"],
  ["base64 with escaped slashes", `{"bytes":"${base64.replaceAll("/", "\\/")}"}`, "base64"],
  ["base64 in pieces", `x = "${wrap(base64, 40, '" +\n    "')}";`, "base64"],
  ["base64url", Buffer.from(clientHello).toString("base64url"), "base64url"],
  ["a data: URL", `data:application/octet-stream;base64,${base64}`, "data: URL"],
  ["YAML", `data: !!binary |\n  ${wrap(base64, 60, "\n  ")}\n`, "YAML !!binary"],
];

function rowsWithCharacters(): string {
  const rows: string[] = [];
  for (let at = 0; at < all.length; at += 16) {
    const row = all.slice(at, at + 16);
    const text = row.map((b) => (b > 31 && b < 127 ? String.fromCharCode(b) : ".")).join("");
    rows.push(`   ${row.map(hex).join(" ").padEnd(50)}${text}`);
  }
  return rows.join("\n");
}

const PREFIX = (line: number): string => `2026-03-01T12:00:00.${String(100 + line)}Z DEBUG [io] `;

function only(text: string): Dump {
  const [dump, ...more] = findDumps(text);
  if (!dump || more.length > 0)
    throw new Error(`${String(more.length + (dump ? 1 : 0))} dumps in\n${text.slice(0, 300)}`);
  return dump;
}

describe.each(FORMS)("%s", (_, text, format) => {
  it("is recognised, also among words and with CRLF", () => {
    const dump = only(text);
    expect([dump.format, Buffer.from(dump.bytes).toString("hex")]).toEqual([format, digits]);
    const around = only(
      `What the client sent:\r\n\r\n${text.replace(/\r?\n/g, "\r\n")}\r\n\r\nThat was all of it.\r\n`,
    );
    expect(Buffer.from(around.bytes).toString("hex")).toBe(digits);
  });

  it("is recognised under a log's prefix", () => {
    const lines = text.split(/\r?\n/).map((line, index) => PREFIX(index) + line);
    expect(Buffer.from(only(lines.join("\n")).bytes).toString("hex")).toBe(digits);
  });
});

describe("what is left out", () => {
  it.each([
    ["Node's Buffer", inspect(Buffer.from(clientHello)), 50, all.length - 50],
    ["Node's Uint8Array", inspect(new Uint8Array(clientHello)), 100, all.length - 100],
    ["dots", `${joined(" ").slice(0, 95)} ...`, 32, undefined],
  ])("%s says how much", (_, text, shown, missing) => {
    const dump = only(text);
    expect(Buffer.from(dump.bytes).toString("hex")).toBe(digits.slice(0, shown * 2));
    expect(dump.missing).toEqual([{ at: shown, count: missing }]);
  });

  it("of a log that cuts its lines, the record's length says it", () => {
    const dump = only(
      `10.0.0.1 - - [01/Mar/2026:12:00:00 +0000] "${escaped.slice(0, 40 * 4)}" 400 150 "-" "-"`,
    );
    expect(dump.missing).toEqual([{ at: 40, count: all.length - 40 }]);
  });
});

describe("readings", () => {
  it("decimal and hexadecimal: what TLS could be wins, the other is to be chosen", () => {
    const dump = only(joined(", "));
    expect(dump.others).toBeUndefined();
    const text = "16, 03, 03, 00, 10, 14, 00, 00, 00, 01, 02, 03, 04, 05, 06, 07, 08, 09, 10, 11, 12";
    const hexadecimal = only(text);
    expect([...hexadecimal.bytes.subarray(0, 5)]).toEqual([0x16, 3, 3, 0, 0x10]);
    expect(hexadecimal.others?.map(({ id }) => id)).toContain("decimal");
    const [decimal] = findDumps(text, {
      selected: true,
      choose: new Map([[hexadecimal.range.start, "decimal"]]),
    });
    expect([...(decimal?.bytes.subarray(0, 5) ?? [])]).toEqual([16, 3, 3, 0, 10]);
    expect(decimal?.others?.map(({ id }) => id)).toContain("hex");
  });

  it("chosen behind an object, which is another reader's", () => {
    const object = "-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----";
    const text = `${object}\n16, 03, 03, 00, 10, 14, 00, 00, 00, 01, 02, 03, 04, 05, 06, 07, 08, 09, 10, 11, 12`;
    const taken = [{ start: 0, end: object.length }];
    const [dump] = findDumps(text, { taken });
    const at = dump?.range.start ?? 0;
    expect(at).toBeGreaterThan(object.length);
    const [decimal] = findDumps(text, { taken, choose: new Map([[at, "decimal"]]) });
    expect([...(decimal?.bytes.subarray(0, 5) ?? [])]).toEqual([16, 3, 3, 0, 10]);
  });
});
