import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SourceGraph } from "../../../src/core/bytes/source";
import { readText } from "../../../src/core/text/readText";
import { findDumps } from "../../../src/core/text/hexDump";
import { carries, clientHello, sample } from "./samples";

type Carries = (characters: string, byte: number) => boolean;

/** File, form's name, how a byte's characters read. */
const FORMS: readonly (readonly [file: string, format: string, carry: Carries])[] = [
  ["xxd.txt", "xxd", carries.hex],
  ["xxd-g1.txt", "xxd", carries.hex],
  ["xxd-e.txt", "xxd -e", carries.hex],
  ["xxd-c32-u.txt", "xxd", carries.hex],
  ["xxd-p.txt", "xxd -p", carries.hex],
  ["xxd-i.txt", "byte array", carries.hex],
  ["hexdump-C.txt", "hexdump -C", carries.hex],
  ["hexdump.txt", "hexdump", carries.hex],
  ["hexdump-b.txt", "hexdump -b", carries.octalByte],
  ["od.txt", "od", carries.octalWord],
  ["od-tx1.txt", "od -t x1", carries.hex],
  ["od-Ad-tx1.txt", "od -t x1", carries.hex],
  ["od-Ax-tx1z.txt", "od -A x -t x1z", carries.hex],
  ["od-An-tx1.txt", "hex", carries.hex],
  ["od-tx2.txt", "od -t x2", carries.hex],
  ["od-Ad-tx4.txt", "od -t x4", carries.hex],
  ["od-to1.txt", "od -b", carries.octalByte],
  ["base64.txt", "base64", carries.base64],
  ["base64-w0.txt", "base64", carries.base64],
  ["python-repr.txt", "Python bytes", carries.escape],
  ["python-hex-colon.txt", "hex", carries.hex],
  ["python-list.txt", "decimal byte array", carries.decimal],
  ["node-inspect-json.txt", "Buffer JSON", carries.decimal],
  ["node-hex-0x.txt", "plain hex", carries.hex],
  ["node-base64url.txt", "base64url", carries.base64],
  ["java-signed.txt", "Java byte array", carries.decimal],
];

/** The one dump of `text`, whose every byte stands at characters that read as it. */
function expectHello(
  text: string,
  carry: Carries = carries.hex,
): ReturnType<typeof readText>["dumps"][number] {
  const sources = new SourceGraph();
  const { dumps, findings, text: id } = readText(sources, "text", text);
  expect(findings).toEqual([]);
  expect(dumps).toHaveLength(1);
  const [dump] = dumps;
  if (!dump) throw new Error("no dump");
  expect([...dump.bytes]).toEqual([...clientHello]);
  expect(dump.content).toBe("tls record");
  for (const [i, byte] of dump.bytes.entries()) {
    const ranges = sources.toText({ source: dump.source, start: i, end: i + 1 });
    expect(ranges.every((range) => range.text === id && range.start < range.end)).toBe(true);
    const characters = ranges.map(({ start, end }) => text.slice(start, end)).join("");
    if (!carry(characters, byte))
      expect.fail(`byte ${String(i)} (${byte.toString(16)}) is traced to "${characters}"`);
  }
  return dump;
}

describe("forms", () => {
  it.each(FORMS)("%s is %s", (file, format, carry) => {
    expect(expectHello(sample(file), carry).format).toBe(format);
  });

  it.each(FORMS)("%s with CRLF, and text around it", (file, _format, carry) => {
    expectHello(
      `What the client sent:\r\n${sample(file).replace(/\n/g, "\r\n")}\r\nThat was all of it.\r\n`,
      carry,
    );
  });

  it("ends with the hello in a packet", () => {
    const [dump] = findDumps(sample("tshark-x.txt"));
    expect(dump?.content).toBe("ethernet");
    expect([...(dump?.bytes.subarray(-clientHello.length) ?? [])]).toEqual([...clientHello]);
  });
});

describe("traps", () => {
  const lines = sample("hexdump-C.txt").trimEnd().split("\n");
  it.each([
    ["a quote mark", lines.map((line) => `> ${line}`)],
    ["a log's time and level", lines.map((line) => `2026-03-01 12:00:00.123 DEBUG [io] ${line}`)],
    ["tabs", lines.map((line) => `\t${line.replace("  ", "\t")}`)],
    ["a table's bar", lines.map((line) => `| ${line}`)],
    ["blank lines between", lines.map((line) => `${line}\n`)],
    ["a log line between", lines.flatMap((line) => [line, "verify return:1"])],
    ["no ASCII column", lines.map((line) => line.replace(/ *\|.*$/, ""))],
    ["no final offset", lines.slice(0, -1)],
    ["trailing blanks", lines.map((line) => `${line}   `)],
  ])("rows after or with %s", (_what, rows) => {
    expectHello(rows.join("\n"));
  });

  it("joins a row that another program's output cut in two", () => {
    const rows = sample("xxd-g1.txt").trimEnd().split("\n");
    const cut = rows.map((row, i) =>
      i === 3 ? `${row.slice(0, 40)}depth=1 CN = x\nverify return:1\n${row.slice(40)}` : row,
    );
    expectHello(cut.join("\n"));
  });

  it("expands * and traces its bytes to it", () => {
    const text = [
      "00000000  16 03 03 00 40 00 00 00  00 00 00 00 00 00 00 00  |....@...........|",
      "00000010  00 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00  |................|",
      "*",
      "00000040  01 02 03 04 05                                    |.....|",
      "00000045",
    ].join("\n");
    const sources = new SourceGraph();
    const [dump] = readText(sources, "t", text).dumps;
    expect(dump?.bytes.length).toBe(0x45);
    expect([...(dump?.bytes.subarray(0x40) ?? [])]).toEqual([1, 2, 3, 4, 5]);
    const [range] = sources.toText({ source: dump?.source ?? 0, start: 0x21, end: 0x3f });
    expect(text.slice(range?.start, range?.end)).toBe("*");
  });

  it("does not expand * without end", () => {
    const dumps = findDumps("00000000  00 00 00 00\n*\nfffffff0  01 02 03 04\nfffffff4\n");
    expect(dumps.flatMap((dump) => dump.findings.map((finding) => finding.id))).toContain("dump.repeat");
  });

  it("keeps an ASCII column that looks like hex out of the bytes", () => {
    const [dump] = findDumps(
      "00000000: 6162 6364 6566 3031 6162 6364 6566 3031  abcdef01abcdef01\n00000010: 6162 6364 6566                           abcdef\n",
    );
    expect(Buffer.from(dump?.bytes ?? []).toString()).toBe("abcdef01abcdef01abcdef");
  });

  it("finds several dumps, each with its header's direction", () => {
    const text = [
      ">>> TLS 1.0, RecordHeader [length 0005]",
      "    16 03 01 00 c9",
      "<<< TLS 1.2, Handshake [length 0004], ServerHelloDone",
      "    0e 00 00 00",
      "write to 0x55 [0x56] (7 bytes => 7 (0x7))",
      "0000 - 15 03 03 00 02 02 28                              ......(",
      "<= Recv SSL data, 1 bytes (0x1)",
      "0000: 16                                              .",
    ].join("\n");
    expect(
      findDumps(text).map((dump) => [dump.direction, dump.title, Buffer.from(dump.bytes).toString("hex")]),
    ).toEqual([
      ["sent", "TLS 1.0, RecordHeader", "16030100c9"],
      ["received", "TLS 1.2, Handshake, ServerHelloDone", "0e000000"],
      ["sent", undefined, "15030300020228"],
      ["received", "SSL data", "16"],
    ]);
  });

  it("says so when the header's length is another", () => {
    const [dump] = findDumps("=> Send SSL data, 9 bytes (0x9)\n0000: 15 03 03 00 02 02 28 ......(\n");
    expect(dump?.findings.map((finding) => finding.id)).toEqual(["dump.length"]);
  });

  it("reads a byte whose digits stand on two lines", () => {
    const digits = Buffer.from(clientHello).toString("hex");
    const text = digits.replace(/.{75}/g, "$&\n");
    const sources = new SourceGraph();
    const [dump] = readText(sources, "t", text).dumps;
    expect([...(dump?.bytes ?? [])]).toEqual([...clientHello]);
    const ranges = sources.toText({ source: dump?.source ?? 0, start: 37, end: 38 });
    expect(ranges.map(({ start, end }) => text.slice(start, end)).join("")).toBe(digits.slice(74, 76));
    expect(ranges).toHaveLength(2);
  });

  it("takes a selection however short it is", () => {
    for (const text of ["16 03", "1603", "0x16, 0x03", "16:03", "\\x16\\x03"]) {
      expect(findDumps(text)).toEqual([]);
      expect(findDumps(text, { selected: true }).map((dump) => [...dump.bytes])).toEqual([[0x16, 3]]);
    }
  });

  it("survives every cut of every sample", () => {
    for (const [file] of FORMS) {
      const text = sample(file);
      for (let end = 0; end < text.length; end += 7) findDumps(text.slice(0, end));
      for (let start = 0; start < text.length; start += 11) findDumps(text.slice(start));
    }
  }, 30_000);
});

describe("no dump", () => {
  it.each([
    [
      "prose",
      "The face of a deed, a bad cafe, add a decade: be at 10 20 30 40 50 60 70 80 90 in 2024 12 24 18 30.",
    ],
    ["a UUID", "550e8400-e29b-41d4-a716-446655440000 and 3f333df6-90a4-4fda-8dd3-9485d27cee36"],
    [
      "git hashes",
      "1ddbeeb963d149e97c408340ebbd2ee75940890cd Read sessions\n963d149e97c408340ebbd2ee75940890cd52aaaa Add\n963d149e97c408340ebbd2ee75940890cd521111\n963d149e97c408340ebbd2ee75940890cd522222\n",
    ],
    [
      "colours",
      "a { color: #ffeedd; background: #16030100; border: 1px solid #aabbcc } b { color: #001122 }",
    ],
    ["addresses", "00:1a:2b:3c:4d:5e fe80:0000:0000:0000:0202:b3ff:fe1e:8329 192.168.100.200 10.0.0.1"],
    [
      "a fingerprint",
      "SHA256 Fingerprint=3D:2A:10:22:D7:6A:49:C7:3A:0E:E6:B2:6C:55:7F:1A:A8:A4:4C:1C:3D:2A:10:22:D7:6A:49:C7:3A:0E:E6:B2",
    ],
    [
      "sha256sum",
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  a\ne3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  b\n",
    ],
    [
      "code",
      "const a = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17];\nif (x === 0xff) y = 0x10 | 0x20;\nprint('\\x1b[31mred\\x1b[0m')\nimport abc from \"../../../test/support/some/long/path/to/a/module\";\n",
    ],
    ["a table", "1000 12 34 56\n1010 12 34 57\nyear 2020 2021 2022 2023 2024 2025\n"],
    [
      "JSON",
      '{"id": 1234567890123456, "ids": [10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110], "token": "dGhpcyBpcyBqdXN0IGEgdGV4dCBhbmQgbm90aGluZyBlbHNl"}',
    ],
    [
      "a PEM block",
      "-----BEGIN CERTIFICATE-----\nMIIDsDCCApigAwIBAgIUeSoSItdqScc6DuaybFV/GqikTBwwDQYJKoZIhvcNAQEL\nBQAwNDEUMBIGA1UECgwLQW5jaG9yIFRlc3QxHDAaBgNVBAMME0FuY2hvciBJbnRl\n-----END CERTIFICATE-----\n",
    ],
  ])("%s", (_what, text) => {
    expect(findDumps(text).map((dump) => [dump.format, Buffer.from(dump.bytes).toString("hex")])).toEqual([]);
  });
});

/** As `xxd` and `hexdump -C` print them. */
const printers: readonly ((bytes: Uint8Array) => string)[] = [
  (bytes) =>
    rows(
      bytes,
      (at, hex, ascii) =>
        `${at.toString(16).padStart(8, "0")}: ${hex.join("").replace(/.{4}/g, "$& ").padEnd(41)} ${ascii}\n`,
    ),
  (bytes) =>
    rows(
      bytes,
      (at, hex, ascii) =>
        `${at.toString(16).padStart(8, "0")}  ${`${hex.slice(0, 8).join(" ")}  ${hex.slice(8).join(" ")}`.padEnd(50)}|${ascii}|\n`,
    ) + `${bytes.length.toString(16).padStart(8, "0")}\n`,
  (bytes) =>
    rows(
      bytes,
      (at, hex, ascii) =>
        `${at.toString(16).padStart(4, "0")} - ${hex
          .map((h, i) => `${h}${i === 7 ? "-" : " "}`)
          .join("")
          .padEnd(48)}  ${ascii}\n`,
    ),
];

function rows(bytes: Uint8Array, print: (at: number, hex: string[], ascii: string) => string): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 16) {
    const row = [...bytes.subarray(at, at + 16)];
    const ascii = row.map((byte) => (byte >= 32 && byte < 127 ? String.fromCharCode(byte) : ".")).join("");
    text += print(
      at,
      row.map((byte) => byte.toString(16).padStart(2, "0")),
      ascii,
    );
  }
  return text;
}

describe("properties", () => {
  const hexLike = fc.constantFrom(..."0123456789abcdef |:-".split("").map((c) => c.charCodeAt(0)));
  const bytes = fc
    .array(fc.oneof(fc.nat(255), hexLike), { minLength: 17, maxLength: 80 })
    .map((values) => Uint8Array.from(values));

  it("two rows and more give their bytes, whatever the ASCII column says", () => {
    fc.assert(
      fc.property(bytes, fc.constantFrom(...printers), (value, print) => {
        const dumps = findDumps(print(value));
        expect(dumps.map((dump) => Buffer.from(dump.bytes).toString("hex"))).toEqual([
          Buffer.from(value).toString("hex"),
        ]);
      }),
      { numRuns: 600 },
    );
  });

  it("any text is read without an exception, ranges in order and apart", () => {
    const words = fc.constantFrom(
      "0000",
      "00000010",
      "16",
      "03",
      "0x16",
      ",",
      ":",
      " - ",
      "  ",
      "\n",
      "\\x16",
      '"',
      "*",
      "|",
      "FgMBAO4BAADqAwNYAhq",
      "=",
      "\t",
      "\r\n",
      "write to",
      "é",
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(words, fc.string({ maxLength: 4 })), { maxLength: 60 }), (parts) => {
        const text = parts.join("");
        let end = 0;
        for (const dump of findDumps(text)) {
          expect(dump.range.start).toBeGreaterThanOrEqual(end);
          expect(dump.range.end).toBeLessThanOrEqual(text.length);
          end = dump.range.end;
        }
      }),
      { numRuns: 600 },
    );
  });
});

describe("time", () => {
  const big = new Uint8Array(400_000);
  big.set(clientHello);
  for (let i = clientHello.length; i < big.length; i++) big[i] = (i * 7919) >> 3;
  const hex = (n: number): string[] =>
    Array.from(big.subarray(0, n), (byte) => byte.toString(16).padStart(2, "0"));
  const kinds: readonly (readonly [string, (n: number) => string])[] = [
    ["xxd", (n) => printers[0]?.(big.subarray(0, n)) ?? ""],
    ["hexdump -C", (n) => printers[1]?.(big.subarray(0, n)) ?? ""],
    ["one line of digits", (n) => hex(n).join("")],
    ["one line of pairs", (n) => hex(n).join(" ")],
    ["colons on many lines", (n) => hex(n).join(":").replace(/.{45}/g, "$&\n")],
    [
      "a byte array",
      (n) =>
        `{${hex(n)
          .map((h) => `0x${h}`)
          .join(", ")}}`,
    ],
    [
      "a string",
      (n) =>
        `"${hex(n)
          .map((h) => `\\x${h}`)
          .join("")}"`,
    ],
    ["base64", (n) => Buffer.from(big.subarray(0, n)).toString("base64").replace(/.{76}/g, "$&\n")],
    ["words", (n) => "face it: be a bad 00 cafe, ".repeat(n / 10)],
    ["a thousand stars", (n) => "00000000 00 11\n*\n".repeat(n / 10)],
    ["backslashes", (n) => "\\x\\0\\u".repeat(n / 4)],
    ["quote marks", (n) => `"\\x16" `.repeat(n / 4)],
    ["brackets", (n) => "[1,".repeat(n)],
    ["BEGIN", (n) => "-----BEGIN X-----".repeat(n / 10)],
  ];
  /** Milliseconds of processor time, the best of three: other programs run on this machine too. */
  const time = (text: string): number =>
    Math.min(
      ...[1, 2, 3].map(() => {
        const start = process.cpuUsage();
        findDumps(text);
        const { user, system } = process.cpuUsage(start);
        return (user + system) / 1000;
      }),
    );
  it.each(kinds)(
    "%s: sixteen times the text takes about sixteen times as long",
    (_name, make) => {
      const [small = 0, middle = 0, large = 0] = [16_000, 64_000, 256_000].map((n) => time(make(n)));
      // A quadratic reader would take 16 and 256 times as long.
      expect(middle).toBeLessThan(Math.max(small * 12, 60));
      expect(large).toBeLessThan(Math.max(small * 100, 300));
    },
    30_000,
  );
});
