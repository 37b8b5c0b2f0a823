import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BYTE_FORMATS } from "../../../src/core/convert/byteFormats";

const bytes = fc.uint8Array({ maxLength: 200 });

describe("BYTE_FORMATS", () => {
  it("have ids and labels of their own, and offer what people copy", () => {
    expect(new Set(BYTE_FORMATS.map(({ id }) => id)).size).toBe(BYTE_FORMATS.length);
    expect(new Set(BYTE_FORMATS.map(({ label }) => label)).size).toBe(BYTE_FORMATS.length);
    expect(BYTE_FORMATS.filter(({ copied }) => copied).map(({ label }) => label)).toEqual(
      expect.arrayContaining([
        "Hex",
        "Hex with spaces",
        "Base64",
        "C array",
        "Go",
        "Rust",
        "Java",
        "C#",
        "JavaScript",
        "JSON array",
        "Escaped string",
        "Python",
      ]),
    );
  });

  it.each(BYTE_FORMATS.map((format) => [format.id, format] as const))(
    "%s gives each byte a place of its own within the text",
    (_, format) => {
      fc.assert(
        fc.property(bytes, (value) => {
          const { text, places } = format.print(value);
          expect(places).toHaveLength(value.length);
          for (const { start, end } of places) {
            expect(start).toBeGreaterThanOrEqual(0);
            expect(end).toBeGreaterThan(start);
            expect(end).toBeLessThanOrEqual(text.length);
          }
        }),
        { numRuns: 30 },
      );
    },
  );
});
