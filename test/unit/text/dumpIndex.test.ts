import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BYTE_FORMATS } from "../../../src/core/convert/byteFormats";
import { DumpIndex } from "../../../src/core/text/dumpIndex";
import { findDumps, type Dump, type FindOptions } from "../../../src/core/text/hexDump";

const folder = new URL("samples/", import.meta.url);
const SAMPLES = readdirSync(folder)
  .filter((name) => name.endsWith(".txt"))
  .map((name) => readFileSync(new URL(name, folder), "utf8"));

/** The index of a text, once every step is taken. */
function indexOf(text: string, earlier?: DumpIndex, options?: FindOptions): DumpIndex {
  const index = new DumpIndex(text, earlier, options);
  while (!index.next().done);
  return index;
}

/** How many of the dumps are the very bytes that an earlier index had found. */
function kept(index: DumpIndex, earlier: DumpIndex): number {
  const before = new Set(earlier.dumps.map(({ bytes }) => bytes));
  return index.dumps.filter(({ bytes }) => before.has(bytes)).length;
}

const PROSE = "The server answered late and the client waited for it, as it should.\n";
const record = (i: number): string => `16 03 03 00 04 0e 00 00 ${i.toString(16).padStart(2, "0")}`;
const debugLog = (count: number): string =>
  Array.from(
    { length: count },
    (_, i) => `read from 0x5581 [0x5582] (9 bytes => 9 (0x9))\n0000 - ${record(i & 255)}   .........\n`,
  ).join("");

describe("the dumps of a text after an edit", () => {
  it("are the earlier ones where nothing was changed, moved to where they stand", () => {
    const text = SAMPLES.join(`\n${PROSE.repeat(14)}\n`);
    const first = indexOf(text);
    expect(first.dumps).toEqual(findDumps(text));
    expect(first.dumps.length).toBeGreaterThan(20);
    for (const at of [0, 1, 5000, text.length >> 1, text.length - 3, text.length]) {
      const changed = `${text.slice(0, at)}zz\n${text.slice(at)}`;
      const second = indexOf(changed, first);
      expect(second.dumps).toEqual(findDumps(changed));
      expect(kept(second, first)).toBeGreaterThanOrEqual(first.dumps.length - 2);
    }
  });

  it("are the earlier ones in a log that is nothing but dumps", () => {
    const text = debugLog(400);
    const first = indexOf(text);
    expect(first.dumps).toHaveLength(400);
    const at = text.indexOf("0e", text.length >> 1);
    const second = indexOf(`${text.slice(0, at)}14${text.slice(at + 2)}`, first);
    expect(second.dumps).toEqual(findDumps(second.text));
    expect(kept(second, first)).toBe(399);
  });

  it("are the same objects while they stay where they are", () => {
    const text = debugLog(20);
    const first = indexOf(text);
    const second = indexOf(`${text}And so on.\n`, first);
    expect(second.dumps[3]).toBe(first.dumps[3]);
    expect(indexOf(text, first).dumps).toEqual(first.dumps);
  });

  it("are looked for near the edit alone", () => {
    const text = debugLog(1500);
    const first = indexOf(text);
    const steps = (index: DumpIndex): number => {
      let count = 0;
      while (!index.next().done) count++;
      return count;
    };
    const at = text.length >> 1;
    const changed = `${text.slice(0, at)} ${text.slice(at)}`;
    const whole = steps(new DumpIndex(changed));
    expect(steps(new DumpIndex(changed, first)) * 20).toBeLessThan(whole);
  });

  it("come from the last whole index when one was left half-way", () => {
    const text = debugLog(300);
    const first = indexOf(text);
    const abandoned = new DumpIndex(`x${text}`, first);
    abandoned.next();
    expect(abandoned.dumps).toEqual([]);
    const third = indexOf(`xy${text}`, abandoned);
    expect(kept(third, first)).toBeGreaterThanOrEqual(298);
    expect(third.dumps).toEqual(findDumps(third.text));
  });

  it("heed a PEM block that an edit opens far above", () => {
    const end = "-----END X-----\n";
    const text = `${PROSE.repeat(20)}${debugLog(30)}${end}${debugLog(3)}`;
    const first = indexOf(text);
    const second = indexOf(`-----BEGIN X-----\n${text}`, first);
    expect(second.dumps).toEqual(findDumps(second.text));
    expect(second.dumps).toHaveLength(3);
    const third = indexOf(text, second);
    expect(third.dumps).toHaveLength(33);
  });

  it("heed what another reader takes", () => {
    const text = `${PROSE.repeat(20)}${debugLog(30)}${PROSE.repeat(20)}`;
    const taken = (by: number, end: number): FindOptions => ({ taken: [{ start: by, end: by + end }] });
    const first = indexOf(text, undefined, taken(0, 10));
    const second = indexOf(`ab ${text}`, first, taken(3, 10));
    expect(second.dumps).toEqual(findDumps(second.text, taken(3, 10)));
    expect(kept(second, first)).toBe(30);
    const third = indexOf(`ab ${text}`, second, taken(3, text.length - 2000));
    expect(third.dumps).toEqual(findDumps(third.text, taken(3, text.length - 2000)));
    expect(third.dumps.length).toBeLessThan(30);
  });
});

const prose = fc.oneof(
  fc.constantFrom(
    PROSE,
    "\n",
    "\n\n",
    "Sent Record\n",
    "};\n",
    "*\n",
    "0000\n",
    "static const char data[] = {\n",
  ),
  fc.nat(16).map((count) => PROSE.repeat(count)),
  fc.string({ maxLength: 40 }),
  fc.constantFrom(
    "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n",
    "-----BEGIN X-----\n",
    "-----END X-----\n",
    "#ff00ff; #abcdef; 10, 20, 30, 500\n",
    "deadbeefdeadbeefdeadbeefdeadbeefdeadbeef refs/heads/main\n",
  ),
);
const bytes = fc.oneof(
  fc.uint8Array({ minLength: 1, maxLength: 90 }),
  fc
    .uint8Array({ minLength: 1, maxLength: 90 })
    .map((body) => Uint8Array.of(22, 3, 3, 0, body.length, ...body)),
);
const dump = fc.oneof(
  fc.constantFrom(...SAMPLES),
  fc.tuple(fc.constantFrom(...BYTE_FORMATS), bytes).map(([format, some]) => `${format.print(some).text}\n`),
  fc.nat(8).map(debugLog),
);
const document = fc.array(fc.oneof(dump, prose), { maxLength: 14 }).map((pieces) => pieces.join(""));
const edit = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  remove: fc.oneof(fc.nat(3), fc.nat(300)),
  insert: fc.oneof(fc.constantFrom("", "0", "f", " ", "\n", "*", ",", '"', "\\x16", "x"), prose, dump),
});

describe("an index that follows edits", () => {
  it("has what a look at the whole text finds", () => {
    let taken = 0;
    fc.assert(
      fc.property(document, fc.array(edit, { minLength: 1, maxLength: 4 }), (start, edits) => {
        let index = indexOf(start);
        for (const { at, remove, insert } of edits) {
          const { text } = index;
          const place = Math.floor(at * text.length);
          const next: DumpIndex = indexOf(
            `${text.slice(0, place)}${insert}${text.slice(place + remove)}`,
            index,
          );
          const whole: readonly Dump[] = findDumps(next.text);
          expect(next.dumps).toEqual(whole);
          taken += kept(next, index);
          index = next;
        }
      }),
      { numRuns: 150 },
    );
    expect(taken).toBeGreaterThan(100);
  }, 60_000);
});
