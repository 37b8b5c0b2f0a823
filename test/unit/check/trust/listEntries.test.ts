import { describe, expect, it } from "vitest";
import { writeElement, writeOid, writeUnsigned } from "../../../../src/core/asn1/write";
import { concatAll } from "../../../../src/core/bytes/concat";
import { lookUp } from "../../../../src/core/check/trust/revocation/listEntries";
import {
  readCertificateList,
  type Certificate,
  type CertificateList,
  type Name,
} from "../../../../src/core/x509";

const SEQUENCE = 0x30;
const ascii = (text: string): Uint8Array => new TextEncoder().encode(text);

const TIME = writeElement(0x17, ascii("260101000000Z"));
const ALGORITHM = writeElement(SEQUENCE, writeOid("1.2.840.10045.4.3.2"));

function nameDer(common: string): Uint8Array {
  const pair = writeElement(SEQUENCE, writeOid("2.5.4.3"), writeElement(0x0c, ascii(common)));
  return writeElement(SEQUENCE, writeElement(0x31, pair));
}

function extension(oid: string, critical: boolean, value: Uint8Array): Uint8Array {
  const flag = critical ? [writeElement(0x01, Uint8Array.of(0xff))] : [];
  return writeElement(SEQUENCE, writeOid(oid), ...flag, writeElement(0x04, value));
}

const REASON = extension("2.5.29.21", false, writeElement(0x0a, Uint8Array.of(1)));
const issuerIs = (common: string): Uint8Array =>
  extension("2.5.29.29", true, writeElement(SEQUENCE, writeElement(0xa4, nameDer(common))));

/** `serial` is at most 32 bits. */
function entry(serial: number, ...extensions: readonly Uint8Array[]): Uint8Array {
  const number = writeUnsigned(Uint8Array.of(serial >>> 24, serial >>> 16, serial >>> 8, serial));
  const more = extensions.length > 0 ? [writeElement(SEQUENCE, ...extensions)] : [];
  return writeElement(SEQUENCE, number, TIME, ...more);
}

function listOf(entries: readonly Uint8Array[]): CertificateList {
  const tbs = writeElement(
    SEQUENCE,
    writeElement(0x02, Uint8Array.of(1)),
    ALGORITHM,
    nameDer("CA"),
    TIME,
    TIME,
    writeElement(SEQUENCE, concatAll(entries)),
  );
  const list = readCertificateList(
    writeElement(SEQUENCE, tbs, ALGORITHM, writeElement(0x03, Uint8Array.of(0, 1))),
  );
  if (!list) throw new Error("the list is not read");
  return list;
}

function certificate(serial: number, issuer = "CA"): Certificate {
  const name: Name = {
    rdns: [[{ oid: "2.5.4.3", type: "commonName", value: issuer }]],
    der: nameDer(issuer),
    text: `CN=${issuer}`,
  };
  // What looking up asks of a certificate.
  const digits = serial.toString(16);
  const serialNumber = digits.length % 2 === 0 ? digits : `0${digits}`;
  return { serialNumber, issuer: name } as unknown as Certificate;
}

describe("entries of a revocation list", () => {
  it("are found by their number, whatever its sign bit", () => {
    const list = listOf([entry(0), entry(5, REASON), entry(0x80), entry(0x12345678, REASON)]);
    for (const serial of [0, 5, 0x80, 0x12345678]) {
      expect(lookUp(certificate(serial), list).entry?.serialNumber).toBe(certificate(serial).serialNumber);
    }
    expect(lookUp(certificate(5), list)).toMatchObject({
      entry: { reasonCode: "keyCompromise" },
      problem: undefined,
    });
    expect(lookUp(certificate(6), list)).toEqual({ entry: undefined, problem: undefined });
  });

  it("belong to the issuer that was named last", () => {
    const list = listOf([
      entry(1),
      entry(2, issuerIs("Other")),
      entry(3),
      entry(4, REASON, issuerIs("CA")),
      entry(5),
    ]);
    const found = (issuer: string): number[] =>
      [1, 2, 3, 4, 5].filter((serial) => lookUp(certificate(serial, issuer), list).entry);
    expect(found("CA")).toEqual([1, 4, 5]);
    expect(found("Other")).toEqual([2, 3]);
    expect(found("Third")).toEqual([]);
  });

  it("make the list unusable with a critical extension that is not known, whomever it is about", () => {
    const odd = extension("1.2.3.4", true, Uint8Array.of(5, 0));
    expect(lookUp(certificate(7), listOf([entry(1), entry(2, REASON, odd)])).problem).toBe(
      "an entry has the critical extension 1.2.3.4, which is not processed here",
    );
    const mild = extension("1.2.3.4", false, Uint8Array.of(5, 0));
    expect(lookUp(certificate(7), listOf([entry(1), entry(2, REASON, mild)])).problem).toBeUndefined();
  });

  it("are many, and read fast", () => {
    const list = listOf(Array.from({ length: 100_000 }, (_, i) => entry(0x1000000 + i, REASON)));
    const start = performance.now();
    expect(lookUp(certificate(0x1000000 + 99_999), list).entry?.reasonCode).toBe("keyCompromise");
    expect(lookUp(certificate(7), list).entry).toBeUndefined();
    expect(performance.now() - start).toBeLessThan(1000);
  });
});
