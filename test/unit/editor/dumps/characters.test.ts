import { describe, expect, test } from "vitest";
import { findDumps, type Dump } from "../../../../src/core/text/hexDump";
import { byteAt, bytesBetween, piecesOf } from "../../../../src/editor/dumps/characters";

const RECORD = Uint8Array.from(
  { length: 48 },
  (_, i) => [0x16, 3, 1, 0, 43, 1, 0, 0, 39, 3, 3][i] ?? 0x80 + i,
);
const hex = (bytes: Uint8Array): string[] => [...bytes].map((byte) => byte.toString(16).padStart(2, "0"));

/** As `xxd` prints, two bytes a group. */
function xxd(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 16) {
    const row = hex(bytes.subarray(at, at + 16));
    const words = row.map((pair, i) => (i % 2 === 1 ? `${pair} ` : pair)).join("");
    text += `${at.toString(16).padStart(8, "0")}: ${words.padEnd(40)} ${".".repeat(row.length)}\n`;
  }
  return text;
}

function only(text: string): Dump {
  const [dump, ...others] = findDumps(text);
  if (!dump || others.length > 0) throw new Error(`${String(others.length + 1)} dumps`);
  return dump;
}

const cut = (text: string, ranges: readonly { start: number; end: number }[]): string[] =>
  ranges.map(({ start, end }) => text.slice(start, end));

describe("pieces of a field", () => {
  test("are one a row, blanks between groups included, offsets and ASCII left out", () => {
    const text = xxd(RECORD);
    const { runs } = only(text);
    expect(cut(text, piecesOf(text, runs, 0, 5))).toEqual(["1603 0100 2b"]);
    expect(cut(text, piecesOf(text, runs, 11, 20))).toEqual(["8b 8c8d 8e8f", "9091 9293"]);
    expect(piecesOf(text, runs, 0, 48)).toHaveLength(3);
    expect(piecesOf(text, runs, 7, 7)).toEqual([]);
  });

  test("of little-endian words are as wide as the words", () => {
    const words = Array.from({ length: 16 }, (_, i) =>
      hex(RECORD.subarray(4 * i, 4 * i + 4))
        .reverse()
        .join(""),
    );
    const text = [0, 1, 2]
      .map(
        (row) =>
          `${(row * 16).toString(16).padStart(8, "0")}: ${words.slice(row * 4, row * 4 + 4).join(" ")}\n`,
      )
      .join("");
    const { runs, bytes } = only(text);
    expect(hex(bytes)).toEqual(hex(RECORD));
    expect(cut(text, piecesOf(text, runs, 0, 4))).toEqual([words[0]]);
    expect(cut(text, piecesOf(text, runs, 12, 20))).toEqual([words[3], words[4]]);
    expect(byteAt(runs, text.indexOf("16"))).toEqual({ start: 0, end: 1 });
  });

  test("of an array end where a comment stands between", () => {
    const text = `{ ${hex(RECORD.subarray(0, 20))
      .map((pair) => `0x${pair}`)
      .join(", ")}, /* the rest of it */ ${hex(RECORD.subarray(20))
      .map((pair) => `0x${pair}`)
      .join(", ")} }`;
    const { runs } = only(text);
    expect(cut(text, piecesOf(text, runs, 1, 4))).toEqual(["0x03, 0x01, 0x00".slice(2)]);
    expect(piecesOf(text, runs, 18, 22)).toHaveLength(2);
  });

  test("of base64 share the digits that neighbours share", () => {
    const text = Buffer.from(RECORD).toString("base64");
    const { runs } = only(text);
    expect(piecesOf(text, runs, 0, 1)).toEqual([{ start: 0, end: 2 }]);
    expect(piecesOf(text, runs, 1, 3)).toEqual([{ start: 1, end: 4 }]);
    expect(byteAt(runs, 1)).toEqual({ start: 0, end: 2 });
    expect(byteAt(runs, 0)).toEqual({ start: 0, end: 1 });
  });
});

describe("bytes between characters", () => {
  test("are those of the rows in sight", () => {
    const text = xxd(RECORD);
    const { runs } = only(text);
    const second = text.indexOf("\n") + 1;
    const third = text.indexOf("\n", second) + 1;
    expect(bytesBetween(runs, second, third)).toEqual({ start: 16, end: 32 });
    expect(bytesBetween(runs, second, second + 10)).toBeUndefined();
    expect(bytesBetween(runs, 0, text.length)).toEqual({ start: 0, end: 48 });
  });

  test("are found for each character of each byte, and for no other", () => {
    const text = xxd(RECORD);
    const { runs } = only(text);
    const carried = new Map<number, number>();
    for (let byte = 0; byte < RECORD.length; byte++)
      for (const { start, end } of piecesOf(text, runs, byte, byte + 1))
        for (let at = start; at < end; at++) carried.set(at, byte);
    expect(carried.size).toBe(96);
    for (let at = 0; at < text.length; at++) {
      const byte = carried.get(at);
      expect(byteAt(runs, at)).toEqual(byte === undefined ? undefined : { start: byte, end: byte + 1 });
    }
  });

  test("at a * are all those that it stands for", () => {
    const row = "00 ".repeat(16);
    const text = `00000000  16 03 01 00 5b 01 00 00  57 03 03 00 00 00 00 00\n00000010  ${row}\n*\n00000060\n`;
    const { runs, bytes } = only(text);
    expect(bytes).toHaveLength(96);
    const star = text.indexOf("*");
    expect(byteAt(runs, star)).toEqual({ start: 32, end: 96 });
    expect(piecesOf(text, runs, 40, 50)).toEqual([{ start: star, end: star + 1 }]);
    expect(piecesOf(text, runs, 20, 50).map(({ start, end }) => text.slice(start, end).length)).toEqual([
      35, 1,
    ]);
  });
});
