import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { foundAgain, moved, type Edit } from "../../../src/panel/stretch";

const TEXT = "0123456789";
const edit = (rangeOffset: number, rangeLength: number, text: string): Edit => ({
  rangeOffset,
  rangeLength,
  text,
});
const after = (edits: readonly Edit[]): string =>
  edits
    .toSorted((a, b) => b.rangeOffset - a.rangeOffset)
    .reduce(
      (text, one) =>
        text.slice(0, one.rangeOffset) + one.text + text.slice(one.rangeOffset + one.rangeLength),
      TEXT,
    );
/** What the stretch 3–7 of the text holds after edits. */
const held = (...edits: Edit[]): string | undefined => {
  const stretch = moved({ start: 3, end: 7 }, edits);
  return stretch && after(edits).slice(stretch.start, stretch.end);
};

describe("a stretch after an edit", () => {
  it.each([
    ["before it", edit(0, 1, "abc"), "3456"],
    ["just before it", edit(2, 1, "abc"), "3456"],
    ["at its start", edit(3, 0, "ab"), "3456"],
    ["inside it", edit(4, 2, "abc"), "3abc6"],
    ["of its first character", edit(3, 1, "ab"), "ab456"],
    ["of its last character", edit(6, 1, ""), "345"],
    ["of all of it", edit(3, 4, "ab"), "ab"],
    ["that writes on", edit(7, 0, "ab"), "3456ab"],
    ["that begins a line after it", edit(7, 0, "\nab"), "3456"],
    ["behind it", edit(8, 1, "ab"), "3456"],
    ["over its start", edit(1, 4, "ab"), "ab56"],
    ["that takes its start away", edit(1, 4, ""), "56"],
    ["over its end", edit(5, 4, "ab"), "34ab"],
    ["that takes its end away", edit(5, 4, ""), "34"],
    ["that takes it away", edit(3, 4, ""), undefined],
    ["over all of it and more", edit(2, 6, "abcdefgh"), undefined],
  ])("%s", (_, one, expected) => {
    expect(held(one)).toBe(expected);
  });

  it("several at once, in any order", () => {
    expect(held(edit(0, 1, ""), edit(4, 1, "x"), edit(9, 1, "yy"))).toBe("3x56");
    expect(held(edit(9, 1, "yy"), edit(4, 1, "x"), edit(0, 1, ""))).toBe("3x56");
  });

  it("keeps every character of its own that no edit touches", () => {
    const edits = fc
      .uniqueArray(fc.integer({ min: 0, max: 9 }), { maxLength: 4 })
      .map((places) => places.map((at) => edit(at, 1, "ab")));
    fc.assert(
      fc.property(edits, (all) => {
        const kept = TEXT.slice(3, 7)
          .split("")
          .filter((_, i) => !all.some(({ rangeOffset }) => rangeOffset === 3 + i))
          .join("");
        expect((held(...all) ?? "").replace(/[ab]/g, "")).toBe(kept);
      }),
    );
  });
});

describe("a stretch in another text", () => {
  it("is where it was, or in the one place where its text stands", () => {
    expect(foundAgain(TEXT, { start: 3, end: 7 }, "abc3456 3456")).toEqual({ start: 3, end: 7 });
    expect(foundAgain(TEXT, { start: 3, end: 7 }, "3456")).toEqual({ start: 0, end: 4 });
    expect(foundAgain(TEXT, { start: 3, end: 7 }, "3456 3456")).toBeUndefined();
    expect(foundAgain(TEXT, { start: 3, end: 7 }, "345")).toBeUndefined();
  });
});
