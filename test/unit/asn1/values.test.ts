import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromHex } from "../../../src/core/bytes/hex";
import { bitsSet, decodeBitString } from "../../../src/core/asn1/bitString";
import { bitLength, decodeSmallInteger, integerHex } from "../../../src/core/asn1/integer";
import { decodeOid, displayOid } from "../../../src/core/asn1/oid";
import { decodeString, shorten, visible } from "../../../src/core/asn1/strings";
import { TAG } from "../../../src/core/asn1/tags";
import { decodeTime } from "../../../src/core/asn1/time";

const ascii = (text: string): Uint8Array => Uint8Array.from(text, (char) => char.charCodeAt(0));

describe("object identifiers", () => {
  // Encodings by `openssl asn1parse -genstr OID:…`.
  it.each([
    ["2a864886f70d01010b", "1.2.840.113549.1.1.11"],
    ["550403", "2.5.4.3"],
    ["8837", "2.999"],
    ["27", "0.39"],
    ["7f", "2.47"],
    [`69${"81".repeat(20)}01`, undefined],
    ["2a8080", undefined],
    ["", undefined],
  ])("%s is %s", (hex, dotted) => {
    expect(decodeOid(fromHex(hex))).toBe(dotted);
  });

  it("keep every digit of long arcs", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(0n, 1n, 2n),
        fc.array(fc.bigInt({ min: 0n, max: 2n ** 120n }), { minLength: 1, maxLength: 5 }),
        (root, rest) => {
          const [second = 0n, ...more] = rest;
          const first = root * 40n + (root === 2n ? second : second % 40n);
          const arcs = [first, ...more];
          const bytes = arcs.flatMap((arc) => {
            const digits: number[] = [];
            for (let left = arc, last = true; last || left > 0n; left >>= 7n, last = false) {
              digits.unshift(Number(left & 127n) | (last ? 0 : 128));
            }
            return digits;
          });
          const expected = [root, first - root * 40n, ...more].join(".");
          expect(decodeOid(Uint8Array.from(bytes))).toBe(expected);
        },
      ),
    );
  });

  it("are named", () => {
    expect(displayOid("2.5.4.3")).toBe("commonName (2.5.4.3)");
    expect(displayOid("1.2.3")).toBe("1.2.3");
    expect(displayOid("constructor")).toBe("constructor");
  });
});

describe("times", () => {
  it.each([
    [TAG.utcTime, "491231235959Z", "2049-12-31T23:59:59Z"],
    [TAG.utcTime, "500101000000Z", "1950-01-01T00:00:00Z"],
    [TAG.utcTime, "2001010000Z", "2020-01-01T00:00:00Z"],
    [TAG.utcTime, "200101003000+0100", "2019-12-31T23:30:00Z"],
    [TAG.generalizedTime, "20500101000000Z", "2050-01-01T00:00:00Z"],
    [TAG.generalizedTime, "99991231235959Z", "9999-12-31T23:59:59Z"],
    [TAG.generalizedTime, "00010101000000Z", "0001-01-01T00:00:00Z"],
    [TAG.generalizedTime, "20200101000000.25Z", "2020-01-01T00:00:00.250Z"],
    [TAG.generalizedTime, "2020010112.5Z", "2020-01-01T12:30:00Z"],
    [TAG.generalizedTime, "20240229000000Z", "2024-02-29T00:00:00Z"],
    [TAG.generalizedTime, "20230229000000Z", undefined],
    [TAG.generalizedTime, "20200101000000", undefined],
    [TAG.generalizedTime, "20201301000000Z", undefined],
    [TAG.utcTime, "200101240000Z", undefined],
    [TAG.utcTime, "", undefined],
  ])("%i %s is %s", (tag, text, iso) => {
    expect(decodeTime(tag, ascii(text))).toBe(iso);
  });
});

describe("integers", () => {
  it.each([
    ["00", 0, "00", 0],
    ["7f", 127, "7f", 7],
    ["0080", 128, "80", 8],
    ["80", -128, "-80", 8],
    ["ff7f", -129, "-0081", 16],
    ["00ffffffffffffffff", undefined, "ffffffffffffffff", 64],
  ])("%s", (hex, small, text, bits) => {
    const content = fromHex(hex);
    expect(decodeSmallInteger(content)).toBe(small);
    expect(BigInt(`0x${integerHex(content).replace("-", "")}`)).toBe(BigInt(`0x${text.replace("-", "")}`));
    expect(integerHex(content).startsWith("-")).toBe(text.startsWith("-"));
    expect(bitLength(content)).toBe(bits);
  });
});

describe("strings", () => {
  it("are UTF-8 as the platform's decoder has it", () => {
    const platform = new TextDecoder("utf-8", { fatal: true });
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 12 }), utf8()), (bytes) => {
        let expected: string | undefined;
        try {
          expected = platform.decode(bytes);
        } catch {
          expected = undefined;
        }
        const decoded = decodeString(TAG.utf8String, bytes);
        if (expected === undefined) expect(decoded.problem).toBeDefined();
        // The platform drops a byte order mark.
        else
          expect(decoded).toEqual({
            text:
              bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? `\ufeff${expected}` : expected,
          });
      }),
      { numRuns: 1000 },
    );
  });

  it("are of every other kind", () => {
    expect(decodeString(TAG.bmpString, fromHex("00470072fc".replace("fc", "00fc")))).toEqual({ text: "Grü" });
    expect(decodeString(TAG.bmpString, fromHex("d83dde00"))).toEqual({ text: "😀" });
    expect(decodeString(TAG.bmpString, fromHex("0047d8")).problem).toMatch(/not whole characters of 2/);
    expect(decodeString(TAG.universalString, fromHex("0001f600"))).toEqual({ text: "😀" });
    expect(decodeString(TAG.universalString, fromHex("00110000")).problem).toBeDefined();
    expect(decodeString(TAG.teletexString, fromHex("fc"))).toEqual({ text: "ü" });
    expect(decodeString(TAG.printableString, fromHex("41fc")).problem).toBe("byte 1 of it is not ASCII");
  });

  it("show what hides, and are not endless", () => {
    expect(visible("a\u202eb\u0000c\u200bd")).toBe("a\\u{202e}b\\u{0}c\\u{200b}d");
    expect(shorten("x".repeat(600))).toBe(`${"x".repeat(500)}… (100 more characters)`);
    expect(shorten("😀".repeat(300), 5)).toMatch(/^😀😀\ufffd…/);
  });
});

describe("bit strings", () => {
  it("have numbered bits, the first one most significant", () => {
    expect(decodeBitString(fromHex("0106"))).toEqual({ unused: 1, bytes: fromHex("06") });
    expect(bitsSet(fromHex("8001"))).toEqual([0, 15]);
    expect(decodeBitString(fromHex("08ff"))).toBeUndefined();
    expect(decodeBitString(fromHex("01"))).toBeUndefined();
    expect(decodeBitString(fromHex(""))).toBeUndefined();
  });
});

function utf8(): fc.Arbitrary<Uint8Array> {
  return fc.string({ unit: "binary", maxLength: 8 }).map((text) => new TextEncoder().encode(text));
}
