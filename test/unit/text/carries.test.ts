import { describe, expect, it } from "vitest";
import { CARRIES, type CarryName } from "../../support/paste/carries";

/** Whether `[characters]` in a text, marked so, are just what carries `byte`. */
function reads(name: CarryName, marked: string, byte: number): boolean {
  const start = marked.indexOf("⟦");
  const end = marked.indexOf("⟧");
  return CARRIES[name].reads(
    {
      characters: marked.slice(start + 1, end),
      before: marked.slice(Math.max(0, start - 1), start),
      after: marked.slice(end + 1, end + 2),
    },
    byte,
  );
}

describe("what carries a byte", () => {
  it.each<[CarryName, string, number]>([
    ["hex", "⟦16⟧0301", 0x16],
    ["hex number", "0x⟦3⟧,", 3],
    ["decimal", "[⟦22⟧, 3]", 22],
    ["decimal", " ⟦-60⟧,", 0xc4],
    ["octal", " ⟦026⟧ 003", 0x16],
    ["bits", "⟦00010110⟧", 0x16],
    ["octal word", " 001⟦426⟧ ", 0x16],
    ["octal word", " ⟦0014⟧26 ", 3],
    ["decimal word", " ⟦00790⟧ ", 0x16],
    ["escape", '"⟦\\x16⟧\\x03', 0x16],
    ["escape", '"⟦\\026⟧', 0x16],
    ["escape", '"⟦\\n⟧', 10],
    ["escape", '"⟦X⟧', 88],
    ["escape", '"⟦\\u{16}⟧', 0x16],
    ["base64", "⟦Fg⟧MB", 0x16],
    ["base64", "F⟦gM⟧B", 3],
  ])("%s: %s is %i", (name, marked, byte) => {
    expect(reads(name, marked, byte)).toBe(true);
    expect(reads(name, marked, byte ^ 1)).toBe(false);
  });

  it.each<[CarryName, string, number]>([
    ["hex", "⟦ 16⟧", 0x16],
    ["hex", "⟦0x16⟧", 0x16],
    ["hex", "1⟦6⟧", 6],
    ["hex number", "0x1⟦6⟧", 6],
    ["decimal", "[2⟦2⟧,", 2],
    ["decimal", "-⟦60⟧", 60],
    ["octal word", "⟦001426⟧", 0x16],
    ["decimal word", "⟦0790⟧0", 0x16],
    ["escape", "\\⟦x⟧16", 120],
    ["escape", "⟦\\x16\\x03⟧", 0x16],
    ["base64", "⟦FgM⟧B", 0x16],
  ])("%s: not %s, more or less than carries %i", (name, marked, byte) => {
    expect(reads(name, marked, byte)).toBe(false);
  });
});
