import { X509Certificate } from "node:crypto";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { chunksOf, type Chunk } from "../../../src/editor/chunks";
import { placed } from "../../../src/editor/placedObject";
import { findTextObjects, type TextObject } from "../../../src/core/inspect/objects";
import { makeDemoCertificates } from "../../../scripts/demo/certificates";

let pem: string;
beforeAll(async () => {
  pem = (await makeDemoCertificates()).root.certificatePem;
});

/** Objects of chunks as objects of the text. */
function objectsOf(chunks: readonly Chunk[]): TextObject[] {
  let offset = 0;
  return chunks.flatMap(({ text, objects }) => {
    const own = objects.map((object) => placed(object, offset));
    offset += text.length;
    return own;
  });
}

const places = (objects: readonly TextObject[]): unknown[] =>
  objects.map(({ label, start, end }) => ({ label, start, end }));

/** A bundle with comments between the certificates, as trust stores have them. */
const bundle = (count: number): string =>
  Array.from({ length: count }, (_, i) => `# ${String(i)}\n${pem}`).join("");

describe("a text in chunks", () => {
  test("holds the objects of the whole text, each at its place", () => {
    const text = bundle(120);
    const chunks = [...chunksOf(text)];
    expect(chunks.length).toBeGreaterThan(2);
    expect(chunks.map((chunk) => chunk.text).join("")).toBe(text);
    expect(places(objectsOf(chunks))).toEqual(places(findTextObjects(text)));
  });

  test("is one chunk where no line says that an object ends there", () => {
    const text = bundle(60).replaceAll("\n", "\\n");
    const chunks = [...chunksOf(text)];
    expect(chunks).toHaveLength(1);
    expect(chunks[0]?.objects).toHaveLength(60);
  });

  test("after an edit comes with the chunks around it as they were", () => {
    const text = bundle(120);
    const before = [...chunksOf(text)];
    const middle = text.indexOf("# 60\n");
    const after = [...chunksOf(`${text.slice(0, middle)}hello\n${text.slice(middle)}`, before)];
    const same = after.filter((chunk) => before.includes(chunk));
    expect(same.length).toBeGreaterThanOrEqual(before.length - 1);
    expect(places(objectsOf(after).slice(-1))).toEqual(
      places(objectsOf(before).slice(-1)).map((place) => ({
        ...(place as TextObject),
        start: text.lastIndexOf("-----BEGIN") + 6,
        end: text.length - 1 + 6,
      })),
    );
  });

  test("reads the same after any edit as when it is read anew", () => {
    const text = bundle(70);
    const before = [...chunksOf(text)];
    const edits = fc.record({
      from: fc.nat(text.length),
      cut: fc.oneof(fc.nat(80), fc.nat(40_000)),
      put: fc.oneof(fc.constantFrom("", "\n", "---\n", "-----END CERTIFICATE-----\n", "x"), fc.string()),
    });
    fc.assert(
      fc.property(edits, ({ from, cut, put }) => {
        const changed = text.slice(0, from) + put + text.slice(from + cut);
        const again = [...chunksOf(changed, before)];
        expect(again.map((chunk) => chunk.text).join("")).toBe(changed);
        expect(places(objectsOf(again))).toEqual(places(findTextObjects(changed)));
      }),
      { numRuns: 60 },
    );
  });
});

test("a placed object leads to its characters in the whole text", () => {
  const text = `${"x".repeat(5000)}\n${pem}`;
  const [own] = findTextObjects(pem);
  const [there] = findTextObjects(text);
  if (!own || !there) throw new Error("no object was found");
  const moved = placed(own, 5001);
  const { runs, bytes, block } = moved.read();
  expect([moved.start, moved.end]).toEqual([there.start, there.end]);
  expect(runs).toEqual(there.read().runs);
  expect(block).toEqual(there.read().block);
  expect(Buffer.from(bytes)).toEqual(new X509Certificate(pem).raw);
});
