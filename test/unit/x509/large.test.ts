import { describe, expect, it } from "vitest";
import { concatAll } from "../../../src/core/bytes/concat";
import { fromHex } from "../../../src/core/bytes/hex";
import { readCertificateList, readCertificate, traceDer, type DerKind } from "../../../src/core/x509";
import { SourceGraph } from "../../../src/core/bytes/source";
import { FieldTable } from "../../../src/core/fields/table";
import { Tracer } from "../../../src/core/fields/tracer";
import type { Finding } from "../../../src/core/inspection";

/** One DER element around its parts. */
function der(tag: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const content = concatAll(parts);
  const { length } = content;
  const size =
    length < 128
      ? [length]
      : [0x84, (length >>> 24) & 255, (length >>> 16) & 255, (length >>> 8) & 255, length & 255];
  return concatAll([Uint8Array.of(tag, ...size), content]);
}
const ascii = (text: string): Uint8Array => Uint8Array.from(text, (char) => char.charCodeAt(0));
const oid = (hex: string): Uint8Array => der(6, fromHex(hex));

const algorithm = der(0x30, oid("2a8648ce3d040302"));
const time = der(0x17, ascii("260101000000Z"));
const attribute = (text: string): Uint8Array => der(0x31, der(0x30, oid("550403"), der(12, ascii(text))));
const nameOf = (count: number): Uint8Array =>
  der(0x30, ...Array.from({ length: count }, (_, i) => attribute(`name ${String(i)}`)));
const signature = der(3, Uint8Array.of(0, 1, 2, 3));
const key = der(0x30, der(0x30, oid("2b6570")), der(3, new Uint8Array(33)));

const certificate = (subject: Uint8Array, extensions: readonly Uint8Array[] = []): Uint8Array =>
  der(
    0x30,
    der(
      0x30,
      der(0xa0, der(2, Uint8Array.of(2))),
      der(2, Uint8Array.of(1)),
      algorithm,
      nameOf(1),
      der(0x30, time, time),
      subject,
      key,
      ...(extensions.length > 0 ? [der(0xa3, der(0x30, ...extensions))] : []),
    ),
    algorithm,
    signature,
  );

const withNames = (count: number): Uint8Array => {
  const names = Array.from({ length: count }, (_, i) => der(0x82, ascii(`host${String(i)}.example.com`)));
  return certificate(nameOf(1), [der(0x30, oid("551d11"), der(4, der(0x30, ...names)))]);
};

const listOf = (count: number): Uint8Array => {
  const reason = der(0x30, der(0x30, oid("551d15"), der(4, der(10, Uint8Array.of(1)))));
  const entries = Array.from({ length: count }, (_, i) =>
    der(0x30, der(2, Uint8Array.of(1, i >> 16, (i >> 8) & 255, i & 255)), time, reason),
  );
  const tbs = der(0x30, der(2, Uint8Array.of(1)), algorithm, nameOf(1), time, time, der(0x30, ...entries));
  return der(0x30, tbs, algorithm, signature);
};

function timed(kind: DerKind, bytes: Uint8Array): { ms: number; shown: number } {
  const sources = new SourceGraph();
  const table = new FieldTable(sources);
  const findings: Finding[] = [];
  const tracer = new Tracer(table, sources.addBytes("large", bytes), 0, findings);
  const start = performance.now();
  traceDer(kind, tracer, bytes, 0, bytes.length);
  expect(findings).toEqual([]);
  // What a view shows first: the outermost rows.
  let shown = 0;
  for (let row = 0; row < Math.min(table.length, 60); row++) {
    shown = Math.max(shown, table.field(row).display.length);
  }
  return { ms: performance.now() - start, shown };
}

/** Ten times the input may take at most about ten times as long; a quadratic decoder takes a hundred times. */
function expectLinear(kind: DerKind, make: (count: number) => Uint8Array, count: number): void {
  timed(kind, make(count / 10));
  const small = Math.min(...[0, 0, 0].map(() => timed(kind, make(count / 10)).ms));
  const large = timed(kind, make(count));
  expect(large.ms).toBeLessThan(Math.max(small, 5) * 45);
  expect(large.shown).toBeLessThan(1200);
}

describe("large inputs", { timeout: 120_000 }, () => {
  it("with thousands of relative distinguished names are read in linear time, and shown shortened", () => {
    expectLinear("certificate", (count) => certificate(nameOf(count)), 5000);
  });

  it("with a subject of 60 KB", () => {
    const der60 = certificate(der(0x30, attribute("x".repeat(60_000))));
    expect(timed("certificate", der60).shown).toBeLessThan(1200);
    expect(readCertificate(der60)?.subject.rdns[0]?.[0]?.value).toHaveLength(60_000);
  });

  it("with 10,000 names", () => {
    expectLinear("certificate", withNames, 10_000);
    expect(readCertificate(withNames(10_000))?.subjectAltName).toHaveLength(10_000);
  });

  it("with 100,000 revoked certificates", () => {
    expectLinear("certificateList", listOf, 100_000);
    const list = readCertificateList(listOf(100_000));
    expect(list?.entryCount).toBe(100_000);
    const reasons = new Set(Array.from(list?.entries() ?? [], ({ reasonCode }) => reasonCode));
    expect([...reasons]).toEqual(["keyCompromise"]);
  });
});
