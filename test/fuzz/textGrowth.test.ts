import { describe, expect, it } from "vitest";
import { BYTE_FORMATS } from "../../src/core/convert/byteFormats";
import { inspectText } from "../../src/core/inspect/text";
import { DumpIndex } from "../../src/core/text/dumpIndex";
import { findDumps } from "../../src/core/text/hexDump";
import { cpuMs, growth, MOST_GROWTH } from "../support/growth";
import { testProvider } from "../support/provider";

/** Records of 1,000 bytes that look random. */
function records(size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  let seed = 1;
  for (let i = 0; i < size; i++) bytes[i] = (seed = (seed * 48271) % 0x7fffffff) >> 8;
  for (let at = 0; at + 1005 <= size; at += 1005) bytes.set([23, 3, 3, 3, 232], at);
  return bytes;
}

const LINE = "16 03 03 00 04 0e 00 00 00";
/** Texts that grow, each after what could be quadratic in it. */
const TEXTS: Readonly<Record<string, (size: number) => string>> = {
  "pairs on one line": (size) => "16 ".repeat(size * 4),
  "pairs, a line each": (size) => "16\n".repeat(size * 4),
  "pairs that never part": (size) => "7".repeat(size * 16),
  "offsets that do not grow": (size) => "0000: 16 03 03\n".repeat(size),
  "offsets alone": (size) => "0000000\n".repeat(size * 2),
  stars: (size) => `0000000 16 03\n${"*\n".repeat(size * 4)}`,
  "short dumps": (size) => `${LINE}\n\nand\n\n`.repeat(size),
  "dumps with a header each": (size) =>
    `read from 0x1 [0x2] (9 bytes => 9 (0x9))\n0000 - ${LINE}   .........\n`.repeat(size / 2),
  "numbers and commas": (size) => "16, ".repeat(size * 4),
  "numbers, commas and comments": (size) => "0x16, /* a */ // b\n".repeat(size),
  commas: (size) => ", ".repeat(size * 8),
  "quote marks": (size) => `"'`.repeat(size * 8),
  "quote marks and escapes": (size) => `"\\x16" + '\\x03' `.repeat(size),
  "escapes without a string": (size) => "\\x16\\".repeat(size * 4),
  backslashes: (size) => "\\".repeat(size * 16),
  "base64 that is no dump": (size) => "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo= ".repeat(size),
  "base64 on one line": (size) => "FgMD".repeat(size * 4),
  "openings of PEM": (size) => "-----BEGIN X-----\n".repeat(size),
  "a log's prefixes": (size) => `2026-03-01T12:00:00.123Z [main] DEBUG a.b.C - ${LINE}\n`.repeat(size / 2),
  colours: (size) => `\u001b[31m${LINE}\u001b[0m\n`.repeat(size),
  "openings of colours": (size) => "\u001b[".repeat(size * 4),
  "white space": (size) => " ".repeat(size * 16),
  "white space and line ends": (size) => " \r".repeat(size * 8),
  brackets: (size) => "[{(<".repeat(size * 4),
  words: (size) => "The server answered late. ".repeat(size),
};

describe("time grows with the text", () => {
  it.each(Object.entries(TEXTS))("of %s", (_, make) => {
    expect(growth(make, (text) => findDumps(text))).toBeLessThan(MOST_GROWTH);
  });

  it.each(BYTE_FORMATS.map((format) => [format.id, format] as const))("of %s", (_, format) => {
    const make = (size: number): string => format.print(records(size)).text;
    expect(growth(make, (text) => findDumps(text), 8000)).toBeLessThan(MOST_GROWTH);
  });

  it.each(["hex", "base64-lines", "c-array"])("when %s is inspected", (id) => {
    const format = BYTE_FORMATS.find((one) => one.id === id);
    const trust = { roots: undefined, storeName: "none", at: "2026-01-01T00:00:00Z" };
    const make = (size: number): string => format?.print(records(size)).text ?? "";
    const run = (text: string): void => {
      expect(inspectText(text, { label: "", provider: testProvider, trust }).messages).not.toEqual([]);
    };
    expect(growth(make, run, 16_000)).toBeLessThan(MOST_GROWTH);
  });

  it.each([
    ["hexadecimal", "07"],
    ["base64", "MIIB"],
    ["base64 in JSON", "MIIBMIIBMIIBMIIBMIIBMIIB\\/"],
    ["announced base64", ";base64,MIIB"],
  ])("and %s of 8 million digits overflows no stack", (_, digits) => {
    const text = digits + digits.slice(-4).repeat(8_000_000 / Math.min(4, digits.length));
    expect(() => findDumps(text)).not.toThrow();
  });

  it("and an edit costs a fraction of the whole", () => {
    const text = TEXTS["dumps with a header each"]?.(12_000) ?? "";
    const whole = (at: DumpIndex): DumpIndex => {
      while (!at.next().done);
      return at;
    };
    let first = new DumpIndex("");
    const all = cpuMs(() => (first = whole(new DumpIndex(text))));
    expect(first.dumps).toHaveLength(6000);
    const middle = text.length >> 1;
    const edited = cpuMs(() => whole(new DumpIndex(`${text.slice(0, middle)} ${text.slice(middle)}`, first)));
    expect(edited).toBeLessThan(Math.max(20, all / 4));
  });
});
