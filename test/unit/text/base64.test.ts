import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SourceGraph } from "../../../src/core/bytes/source";
import { readBase64 } from "../../../src/core/text/base64";
import { carries } from "./samples";

describe("readBase64", () => {
  it("reads what Buffer writes, in either alphabet, wrapped anywhere, each byte traced to its digits", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 80 }),
        fc.integer({ min: 1, max: 20 }),
        fc.boolean(),
        (bytes, wrap, url) => {
          const plain = Buffer.from(bytes).toString(url ? "base64url" : "base64");
          const text = `: ${plain.replace(new RegExp(`.{${String(wrap)}}`, "g"), "$&\r\n")}`;
          const reading = readBase64(text, 2, text.length);
          expect(Buffer.from(reading.bytes).toString("hex")).toBe(Buffer.from(bytes).toString("hex"));
          expect(reading.problems).toEqual([]);
          const sources = new SourceGraph();
          const id = sources.addText("t", text);
          const source = sources.addBytes("b", reading.bytes, { text: id, runs: reading.runs });
          for (const [i, byte] of bytes.entries()) {
            const ranges = sources.toText({ source, start: i, end: i + 1 });
            const characters = ranges.map(({ start, end }) => text.slice(start, end)).join("");
            expect(carries.base64(characters, byte)).toBe(true);
          }
          if (bytes.length > 0) {
            const all = sources.toText({ source, start: 0, end: bytes.length });
            const digits = all.map(({ start, end }) => text.slice(start, end)).join("");
            expect(digits.replace(/\s/g, "")).toBe(plain.replace(/=/g, ""));
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it("names what is wrong and goes on", () => {
    expect(readBase64("QUJDR", 0, 5)).toMatchObject({
      bytes: new Uint8Array([65, 66, 67]),
      problems: [{ at: 4 }],
    });
    expect(readBase64("QUJDRB", 0, 6).problems).toHaveLength(1);
    expect(readBase64("QU!J", 0, 4)).toMatchObject({ end: 2 });
  });
});
