import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Element, readElement } from "../../../src/core/asn1/element";
import { unsigned } from "../../../src/core/asn1/integer";
import { decodeOid } from "../../../src/core/asn1/oid";
import { writeElement, writeOid, writeSequence, writeUnsigned } from "../../../src/core/asn1/write";
import { toHex } from "../../support/hex";

function read(der: Uint8Array): Element {
  const element = readElement(der, 0, der.length);
  if (!(element instanceof Element)) throw new Error(element.message);
  expect(element.end).toBe(der.length);
  expect(element.cut).toBe(false);
  return element;
}

describe("writing DER", () => {
  it("writes lengths in their shortest form, and the walker reads them back", () => {
    for (const length of [0, 1, 127, 128, 255, 256, 65535, 65536, 70000]) {
      const der = writeElement(0x04, new Uint8Array(length));
      expect(read(der).content.length).toBe(length);
    }
    expect(toHex(writeElement(0x04, new Uint8Array(128)).subarray(0, 3))).toBe("048180");
    expect(toHex(writeElement(0x04, new Uint8Array(256)).subarray(0, 4))).toBe("04820100");
  });

  it("writes object identifiers that read back", () => {
    // X.690 §8.19.5's own example, and a root of 2 with a large second arc.
    expect(toHex(writeOid("2.100.3"))).toBe("0603813403");
    fc.assert(
      fc.property(
        fc.oneof(
          fc.tuple(fc.constantFrom(0, 1), fc.integer({ min: 0, max: 39 })),
          fc.tuple(fc.constant(2), fc.nat()),
        ),
        fc.array(fc.nat(), { maxLength: 8 }),
        ([root, second], arcs) => {
          const dotted = [root, second, ...arcs].join(".");
          expect(decodeOid(read(writeOid(dotted)).content)).toBe(dotted);
        },
      ),
    );
    for (const wrong of ["", "1", "3.1", "1.", "1.01", "1.a"])
      expect(() => writeOid(wrong)).toThrow(RangeError);
  });

  it("writes unsigned integers that are never negative", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 40 }), (bytes) => {
        const { content } = read(writeUnsigned(bytes));
        expect((content[0] ?? 0) & 0x80).toBe(0);
        expect(toHex(unsigned(content))).toBe(toHex(unsigned(bytes)));
      }),
    );
    expect(toHex(writeSequence(writeUnsigned(new Uint8Array(0))))).toBe("3003020100");
  });
});
