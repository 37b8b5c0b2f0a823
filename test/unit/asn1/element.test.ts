import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fromHex } from "../../../src/core/bytes/hex";
import { any } from "../../../src/core/asn1/generic";
import { Element, MAX_DEPTH, readElement, readElements } from "../../../src/core/asn1/element";
import { tagName } from "../../../src/core/asn1/tags";
import { traceRoot } from "../../../src/core/x509/root";
import { OpensslFolder, opensslVersion } from "../../support/openssl";
import { readAllRows, traced, type Traced } from "../../support/trace";

const rows = (bytes: Uint8Array): Traced =>
  traced(bytes, (tracer, input, start, end) =>
    traceRoot(tracer, input, start, end, any, { key: "asn1.root", label: "ASN.1" }),
  );
const messages = (hex: string): string[] => rows(fromHex(hex)).findings.map(({ message }) => message);

function read(hex: string): Element {
  const bytes = fromHex(hex);
  const element = readElement(bytes, 0, bytes.length);
  if (!(element instanceof Element)) throw new Error(element.message);
  return element;
}

describe("elements", () => {
  it("have tags of every form", () => {
    expect(tagName(read("3000"))).toBe("SEQUENCE");
    expect(tagName(read("8000"))).toBe("[0]");
    expect(tagName(read("4100"))).toBe("[APPLICATION 1]");
    expect(tagName(read("c200"))).toBe("[PRIVATE 2]");
    expect(read("bf8f7f00")).toMatchObject({ tagClass: 2, constructed: true, tag: 2047, lengthAt: 3 });
    expect(messages("9fffffffffff00")).toEqual(["A tag number is longer than 4 bytes"]);
    expect(messages("1f81")).toEqual(["The bytes end within a tag"]);
  });

  it("have lengths of every form", () => {
    expect(read("0401aa")).toMatchObject({ contentAt: 2, contentEnd: 3, end: 3, cut: false });
    expect(read("04820001aa")).toMatchObject({ contentAt: 4, end: 5, declaredLength: 1 });
    expect(read("0485ffffffffffaa")).toMatchObject({ cut: true, contentEnd: 8 });
    expect(messages("0488ffffffffffffffff")).toEqual(["A length is larger than any input could be"]);
    expect(messages("0484ff")).toEqual(["A length of 4 bytes does not fit in what is left"]);
    expect(messages("04")).toEqual(["The bytes end before a length"]);
    expect(messages("0480")).toEqual(["An indefinite length stands with a primitive tag"]);
  });

  it("may end with two zero bytes", () => {
    expect(read("30800201050000")).toMatchObject({ contentEnd: 5, end: 7, declaredLength: undefined });
    expect(read("30800201050000").children).toHaveLength(1);
    expect(messages("30800201050000")).toEqual([]);
    expect(messages("3080020105")).toEqual([
      "ASN.1 has no end: the two zero bytes that close an element of indefinite length are missing",
    ]);
  });

  it("are reported where they break, once", () => {
    const cut = rows(fromHex("300a0201050405aabb"));
    expect(cut.findings.map(({ message, span }) => [message, span?.start])).toEqual([
      ["ASN.1 says that it has 10 bytes, 7 are left", 1],
    ]);
    const inner = rows(fromHex("30080201050405aabb0101ff".replace("3008", "3007")));
    expect(inner.findings.map(({ message }) => message)).toContain(
      "OCTET STRING says that it has 5 bytes, 2 are left",
    );
  });

  it("are read where an octet string plainly holds them", () => {
    expect(rows(fromHex("04053003020105")).keys.filter((key) => key === "asn1.element")).toHaveLength(2);
    expect(rows(fromHex("04053003020205")).keys.filter((key) => key === "asn1.element")).toHaveLength(0);
  });

  it("nest to a bounded depth, in linear time", () => {
    let deep: number[] = [];
    for (let i = 0; i < MAX_DEPTH + 10; i++) {
      const { length } = deep;
      deep = length < 128 ? [0x30, length, ...deep] : [0x30, 0x82, length >> 8, length & 255, ...deep];
    }
    expect(rows(Uint8Array.from(deep)).findings.map(({ message }) => message)).toEqual([
      `Elements are nested more than ${String(MAX_DEPTH)} deep`,
    ]);
    const start = performance.now();
    for (const unit of ["30", "3080", "2480", "0000", "3000", "1f"]) {
      readAllRows(rows(fromHex(unit.repeat(100_000 / unit.length))).table);
    }
    expect(performance.now() - start).toBeLessThan(5000);
  });

  it("take any bytes, and each byte stands in one leaf", () => {
    const chunk = fc.oneof(
      fc.constantFrom("30", "3080", "a003", "0201", "0303", "0480", "0000", "1f81", "05", "0c02", "2480"),
      fc.uint8Array({ minLength: 1, maxLength: 3 }).map((bytes) => Buffer.from(bytes).toString("hex")),
    );
    fc.assert(
      fc.property(fc.array(chunk, { maxLength: 40 }), (chunks) => {
        const bytes = fromHex(chunks.join(""));
        readAllRows(rows(bytes).table);
        const { items, restAt } = readElements(bytes, 0, bytes.length);
        expect(items.at(-1)?.end ?? 0).toBe(restAt);
      }),
      { numRuns: 2000 },
    );
  });
});

describe.skipIf(opensslVersion === undefined)("elements that openssl made", () => {
  let folder: OpensslFolder;
  beforeAll(() => {
    folder = new OpensslFolder();
  });
  afterAll(() => {
    folder.remove();
  });

  it("are what openssl asn1parse says", () => {
    folder.write(
      "gen.cnf",
      "asn1=SEQUENCE:top\n[top]\na=INTEGER:-129\nb=UTF8:Grüße\nc=IMPLICIT:5A,IA5:x\nd=EXPLICIT:2,OID:2.999\ne=SET:set\nf=OCTWRAP,BOOLEAN:TRUE\ng=UTCTIME:200101000000Z\nh=BMP:ab\ni=NULL\n[set]\na=ENUM:3\n",
    );
    folder.run("asn1parse -genconf gen.cnf -noout -out gen.der".split(" "));
    const der = folder.read("gen.der");
    const said = folder.run("asn1parse -inform DER -in gen.der".split(" "));
    const expected = [...said.matchAll(/^ *(\d+):d=(\d+) +hl=(\d+) l= *(\d+) (cons|prim)/gm)].map(
      ([, start, depth, header, length, form]) => ({
        start: Number(start),
        depth: Number(depth),
        header: Number(header),
        length: Number(length),
        constructed: form === "cons",
      }),
    );
    const found: typeof expected = [];
    const walk = (element: Element): void => {
      found.push({
        start: element.start,
        depth: element.depth,
        header: element.contentAt - element.start,
        length: element.contentEnd - element.contentAt,
        constructed: element.constructed,
      });
      element.children.forEach(walk);
    };
    readElements(der, 0, der.length).items.forEach(walk);
    expect(found).toEqual(expected);
    expect(rows(der).findings).toEqual([]);
  });
});
