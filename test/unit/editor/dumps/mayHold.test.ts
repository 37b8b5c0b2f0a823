import { randomBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import { BYTE_FORMATS } from "../../../../src/core/convert/byteFormats";
import { mayHoldDumps } from "../../../../src/editor/dumps/mayHold";

/** A record of a handshake that is long enough for every form to show itself. */
const record = Buffer.concat([Buffer.from("16030100f8010000f40303", "hex"), randomBytes(242)]);

describe("every form that we print is worth looking for", () => {
  test.each(BYTE_FORMATS.map((format) => ({ id: format.id, format })))("$id", ({ format }) => {
    expect(mayHoldDumps(format.print(record).text)).toBe(true);
  });

  test.each([
    ["an alert", "15 03 03 00 02 02 28"],
    ["an alert without blanks", "15030300020228"],
    ["xxd", "00000000: 1603 0100 ee01 0000"],
    ["od", "0000000 013426 000001 000756 165000 001403 001130 137432"],
    ["decimal bytes", "[22, 3, 1, 0, 238, 1, 0, 0, 234]"],
    ["Java's bytes", "{22, 3, 1, 0, -18, 1, 0, 0, -22}"],
    ["bits", "00000000: 00010110 00000011 00000001 00000000"],
    ["a server's log", String.raw`"\x16\x03\x01\x02\x00" 400`],
    ["base64", "FgMBAO4BAADqAwNYAhq/MlXgVMKf+QDAzd1D"],
  ])("%s", (_, text) => {
    expect(mayHoldDumps(text)).toBe(true);
  });
});

test("prose and source code are not", () => {
  const prose = "The quick brown fox added a faded café to be a decade of bead. 12 of 30 are 5.\n".repeat(50);
  const code = "for (let i = 0; i < 16; i++) { sum += table[i] * 0x1f; if (a.b(c, d)) return; }\n".repeat(50);
  const css = ".a { color: #ff8800; margin: 0 4px 8px 12px; border: 1px solid #abcdef }\n".repeat(50);
  for (const text of [prose, code, css, "2026-11-24 10:30:05.123 INFO [main] started in 12 ms\n"])
    expect(mayHoldDumps(text)).toBe(false);
});

test("a look takes time that grows with the text and no faster", () => {
  const cost = (text: string): number => {
    const begin = performance.now();
    mayHoldDumps(text);
    return performance.now() - begin;
  };
  // Long runs that almost are what is sought: the worst that a text can do.
  for (const unit of ["16 ", "0x1 ", "12345678 ", "1, ", "\\x16", "FgMB "]) {
    const hostile = `${unit.repeat(2)}zz `.repeat(40_000);
    cost(hostile);
    expect(cost(hostile)).toBeLessThan(500);
  }
});
