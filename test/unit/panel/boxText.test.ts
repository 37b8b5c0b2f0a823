import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BoxText } from "../../../src/panel/boxText";

describe("the text of the side view's box", () => {
  it("has line feeds alone, whatever the document has", () => {
    expect(new BoxText("16\r\n03\r01\n00").text).toBe("16\n03\n01\n00");
  });

  it("clips ranges to what the box shows", () => {
    const box = new BoxText("16 03\r\n01", 100);
    expect(box.toBox({ start: 100, end: 102 })).toEqual({ start: 0, end: 2 });
    expect(box.toBox({ start: 107, end: 109 })).toEqual({ start: 6, end: 8 });
    expect(box.toBox({ start: 90, end: 102 })).toEqual({ start: 0, end: 2 });
    expect(box.toBox({ start: 0, end: 50 })).toBeUndefined();
    expect(box.toBox({ start: 200, end: 300 })).toBeUndefined();
  });

  it("leads every character to its own in the document, and back", () => {
    const pieces = fc.array(fc.constantFrom("\r\n", "\n", "a", "bc "), { maxLength: 40 });
    fc.assert(
      fc.property(pieces, fc.nat(50), (parts, offset) => {
        const text = parts.join("");
        const box = new BoxText(text, offset);
        for (const [at, character] of Array.from(box.text).entries()) {
          const place = box.fromBox(at);
          if (character !== "\n") expect(text[place - offset]).toBe(character);
          if (character !== "\n")
            expect(box.toBox({ start: place, end: place + 1 })).toEqual({ start: at, end: at + 1 });
        }
      }),
    );
  });
});
