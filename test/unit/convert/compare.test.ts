import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compareCertificates, type ComparedRow } from "../../../src/core/convert";
import { readCertificate, type Certificate } from "../../../src/core/x509";
import { makeCertificate, OpensslFolder, opensslVersion } from "../../support/openssl";

describe.skipIf(opensslVersion === undefined)("two certificates compared", () => {
  let folder: OpensslFolder;
  let old: Certificate;
  let renewed: Certificate;
  const read = (der: Uint8Array): Certificate => {
    const certificate = readCertificate(der);
    if (!certificate) throw new Error("no certificate");
    return certificate;
  };
  const row = (rows: readonly ComparedRow[], label: string): ComparedRow | undefined =>
    rows.find((one) => one.label === label);

  beforeAll(() => {
    folder = new OpensslFolder();
    old = read(
      makeCertificate(folder, "old", {
        subject: "/CN=example.org",
        extensions: [
          "basicConstraints=CA:FALSE",
          "keyUsage=digitalSignature",
          "subjectAltName=DNS:a.example,DNS:b.example",
        ],
      }),
    );
    renewed = read(
      makeCertificate(folder, "renewed", {
        subject: "/CN=Example.ORG",
        extensions: [
          "basicConstraints=CA:FALSE",
          "keyUsage=critical,digitalSignature",
          "subjectAltName=DNS:b.example,DNS:c.example",
          "extendedKeyUsage=serverAuth",
          "1.2.3.4=ASN1:UTF8:hi",
        ],
        notAfter: "20300101000000Z",
      }),
    );
  });
  afterAll(() => {
    folder.remove();
  });

  it("is equal to itself in every row", () => {
    const rows = compareCertificates(old, old);
    expect(rows.length).toBeGreaterThan(8);
    expect(rows.filter(({ equal }) => !equal)).toEqual([]);
    expect(new Set(rows.map(({ field }) => field)).size).toBe(rows.length);
  });

  it("says what changed", () => {
    const rows = compareCertificates(old, renewed);
    expect(row(rows, "Subject")?.equal).toBe(true);
    expect(row(rows, "Not Before")?.equal).toBe(true);
    expect(row(rows, "Serial Number")?.equal).toBe(false);
    expect(row(rows, "Not After")).toMatchObject({ b: "2030-01-01T00:00:00Z", equal: false });
    expect(row(rows, "Public Key")).toMatchObject({
      a: "ECDSA P-256",
      b: "ECDSA P-256, another key",
      equal: false,
    });
    expect(row(rows, "Basic Constraints")?.equal).toBe(true);
    expect(row(rows, "Key Usage")).toMatchObject({
      a: "digitalSignature",
      b: "digitalSignature (critical)",
      equal: false,
    });
    expect(row(rows, "Subject Alternative Name")).toMatchObject({
      equal: false,
      added: ["DNS:c.example"],
      removed: ["DNS:a.example"],
    });
    expect(rows.find(({ label }) => label === "1.2.3.4")).toMatchObject({ a: undefined, equal: false });
    const back = compareCertificates(renewed, old);
    expect(rows.find(({ field }) => field.endsWith("extKeyUsage"))).toMatchObject({
      a: undefined,
      b: "serverAuth",
    });
    expect(back.find(({ field }) => field.endsWith("extKeyUsage"))).toMatchObject({
      a: "serverAuth",
      b: undefined,
    });
  });
});
