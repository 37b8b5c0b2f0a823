import { describe, expect, it } from "vitest";
import { Lines } from "../../../src/core/text/lines";
import { withoutColours, withoutPrefixes, type Trimmed } from "../../../src/core/text/hexDump/margins";
import { finished } from "../../../src/core/text/steps";
import type { Dump } from "../../../src/core/text/hexDump/dump";

const prefixless = (text: string): Trimmed | undefined => finished(withoutPrefixes(new Lines(text)));
const bare = (text: string): string => prefixless(text)?.text ?? text;

describe("what stands before the text of a line", () => {
  it.each([
    ["2026-03-01T12:00:00.123Z DEBUG [main] ", "00000000: 1603"],
    ["2026-03-01 12:00:00,123 INFO ", "16 03 01"],
    ["[2026-03-01 12:00:00] ", "16 03 01"],
    ["2026/03/01 12:00:00 ", "16 03 01"],
    ["2026-03-01 12:00:00.123+01:00 ", "FgMBAO4B/AQ="],
    ["2026-03-01 12:00:00.123  INFO 1234 --- [main] com.example.Reader : ", "16 03 01"],
    ["12:00:00.123 [pool-1-thread-2] DEBUG com.example.Reader - ", "[22, 3, 1]"],
    ["Mar  1 12:00:00 web-3 app[1234]: ", "\t0x0000:  4500"],
    ["<14>1 2026-03-01T12:00:00Z web-3 app 1234 - - ", "16 03 01"],
    ["I0301 12:00:00.123456    1234 reader.cc:12] ", "16 03 01"],
    ["[   12.345678] ", "00000000: 16 03"],
    ["DEBUG: ", "b'\\x16\\x03'"],
    ["[DEBUG] ", "16 03 01"],
    ["web-1  | ", "16 03 01"],
    ["> ", "  16 03 01"],
    ["> > ", "16 03 01"],
    ["# ", "16 03 01"],
    [" * ", "16 03 01"],
    ["// ", "0x16, 0x03"],
    ["> 2026-03-01T12:00:00Z ", "16 03 01"],
  ])("%j goes", (prefix, text) => {
    expect(bare(`${prefix}${text}`)).toBe(text);
  });

  it.each([
    "00000000: 1603 0100 c401  ......",
    "0000000 16 03 01 00",
    "16:03:01:00:c4",
    "02:40:01",
    "16 03 01 00 c4",
    "    16 03 01 00 c4",
    ">>> TLS 1.2, Handshake [length 00c9], ClientHello",
    "=> Send SSL data, 5 bytes (0x5)",
    "*",
    "[22, 3, 1, 0, 196, 1]",
    "08:14:32.104029 IP 127.0.0.1.51524 > 127.0.0.1.12001: Flags [P.]",
    "javax.net.ssl|DEBUG|10|main|2026-11-24 08:16:02.134 UTC|ClientHello.java:639|Produced ClientHello",
    "|<9>| received the SSL/TLS handshake",
    "12 | 16 03 01",
  ])("%j stays", (text) => {
    expect(bare(text)).toBe(text);
  });

  it("takes line numbers that count", () => {
    expect(bare(" 9 | 16 03\n10 | 01 00\n11 | c4 01\n")).toBe("16 03\n01 00\nc4 01\n");
    expect(bare("     1\t1603\n     2\t0100\n")).toBe("1603\n0100\n");
    expect(bare("0000 | 16 03\n0016 | 01 00\n")).toBe("0000 | 16 03\n0016 | 01 00\n");
  });

  it("leaves to others who sent what", () => {
    expect(bare("12:00:00 [sent] 16 03 01")).toBe("[sent] 16 03 01");
  });
});

describe("places in a text without its margins", () => {
  const dump = (runs: Dump["runs"], end: number): Dump => ({
    format: "hex",
    bytes: Uint8Array.of(0x16, 3, 1),
    runs,
    range: { start: 0, end },
    content: "unknown",
    findings: [{ id: "x", severity: "info", message: "x", start: 0, end }],
  });

  it("parts a run where something was cut out", () => {
    const whole = "\x1b[32m16 03\x1b[0m\n\x1b[32m01\x1b[0m";
    const part = withoutColours(whole);
    expect(part?.text).toBe("16 03\n01");
    const run = { byteStart: 0, byteCount: 3, charStart: 0, charsPerByte: 2, stride: 3 };
    const restored = part?.restore(dump([run], 8));
    expect(
      restored?.runs.map(({ byteStart, byteCount, charStart }) => [byteStart, byteCount, charStart]),
    ).toEqual([
      [0, 2, 5],
      [2, 1, 20],
    ]);
    expect(restored?.range).toEqual({ start: 5, end: 22 });
    expect(restored?.findings[0]).toMatchObject({ start: 5, end: 22 });
  });

  it("gives a byte that is cut in two its characters", () => {
    const part = withoutColours("1\x1b[1m6");
    const run = { byteStart: 0, byteCount: 1, charStart: 0, charsPerByte: 2, stride: 2 };
    expect(part?.restore(dump([run], 2)).runs.map(({ charStart }) => charStart)).toEqual([0, 5]);
  });

  it("takes the reading that was chosen at a place in the whole text", () => {
    const part = withoutColours("\x1b[32m16");
    expect(part?.options({ choose: new Map([[5, "decimal"]]) }).choose).toEqual(new Map([[0, "decimal"]]));
  });

  it("is nothing where nothing was cut out", () => {
    expect(withoutColours("16 03")).toBeUndefined();
    expect(prefixless("16 03\n01 00")).toBeUndefined();
  });

  it("takes time that grows with the text", () => {
    const hostile = [
      `${"> ".repeat(100_000)}x`,
      "a.".repeat(200_000),
      "\x1b[".repeat(200_000),
      "[1] ".repeat(100_000),
    ];
    for (const text of hostile.flatMap((line) => [
      line,
      `12:00:00 ${line}`,
      `${line.slice(0, 300)}\n`.repeat(1000),
    ])) {
      const { user } = process.cpuUsage();
      withoutColours(text);
      prefixless(text);
      expect((process.cpuUsage().user - user) / 1000).toBeLessThan(400);
    }
  });
});
