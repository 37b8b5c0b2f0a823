import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SourceGraph } from "../../../src/core/bytes/source";
import { BYTE_FORMATS } from "../../../src/core/convert/byteFormats";
import type { Dump } from "../../../src/core/text/hexDump";
import { findDumps } from "../../../src/core/text/hexDump";

/** The smallest characters that the dump says carry each byte. */
function placesOf(text: string, { bytes, runs }: Dump): { start: number; end: number }[][] {
  const sources = new SourceGraph();
  const source = sources.addBytes("dump", bytes, { text: sources.addText("text", text), runs });
  return Array.from(bytes, (_, at) =>
    sources.toText({ source, start: at, end: at + 1 }).map(({ start, end }) => ({ start, end })),
  );
}

/** The one dump of a text that a person chose, as its bytes or another of its readings gives them. */
function reading(text: string, bytes: Uint8Array): Dump | undefined {
  const [dump, ...more] = findDumps(text, { selected: true });
  if (!dump || more.length > 0) return undefined;
  const isIt = (found: Dump | undefined): boolean =>
    Buffer.compare(found?.bytes ?? new Uint8Array(), bytes) === 0;
  if (isIt(dump)) return dump;
  return (dump.others ?? [])
    .map(({ id }) => findDumps(text, { selected: true, choose: new Map([[dump.range.start, id]]) })[0])
    .find(isIt);
}

describe.each(BYTE_FORMATS.map((format) => [format.id, format] as const))("%s", (_, format) => {
  it("comes back as the same bytes, each at its own characters", () => {
    // Bytes of every kind; the first three keep base64 from being hexadecimal, too.
    const bytes = fc
      .tuple(
        fc.constantFrom([0xff, 0xff, 0xff], [0x16, 3, 1]),
        fc.array(fc.oneof(fc.nat(255), fc.integer({ min: 32, max: 126 })), { minLength: 3, maxLength: 90 }),
      )
      .map(([first, rest]) => Uint8Array.from([...first, ...rest]));
    fc.assert(
      fc.property(bytes, (value) => {
        const { text, places } = format.print(value);
        const dump = reading(text, value);
        expect([...(dump?.bytes ?? [])]).toEqual([...value]);
        if (dump) {
          const found = placesOf(text, dump).map((ranges) => ({
            start: ranges[0]?.start,
            end: ranges.at(-1)?.end,
          }));
          expect(found).toEqual(places);
        }
      }),
      { numRuns: 100 },
    );
  });
});
