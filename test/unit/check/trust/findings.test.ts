import { afterAll, describe, expect, test } from "vitest";
import { certificateFindings, type FindingContext } from "../../../../src/core/check/trust";
import { readCertificate, type Certificate } from "../../../../src/core/x509";
import { makeCertificate, OpensslFolder, type CertificateOptions } from "../../../support/openssl";

const folder = new OpensslFolder();
afterAll(() => {
  folder.remove();
});
let made = 0;
function make(options: CertificateOptions): Certificate {
  const certificate = readCertificate(makeCertificate(folder, `c${String(made++)}`, options));
  if (!certificate) throw new Error("not read");
  return certificate;
}
const ids = (certificate: Certificate, options: Partial<FindingContext> = {}): string[] =>
  certificateFindings(certificate, { at: "2026-06-01T00:00:00Z", isLeaf: true, ...options }).map(
    ({ id }) => id,
  );

const LEAF = ["extendedKeyUsage = serverAuth", "subjectAltName = DNS:a.example"];
const PUBLIC = [...LEAF, "certificatePolicies = 2.23.140.1.2.1"];
const from = (notBefore: string, notAfter: string, extensions: string[]): Certificate =>
  make({ notBefore, notAfter, extensions });

describe("how long a server's certificate is valid", () => {
  test.each([
    ["a private one for 825 days", "20250101000000Z", "20270406000000Z", LEAF, []],
    ["a private one for more", "20250101000000Z", "20270407000001Z", LEAF, ["certificate.validTooLong"]],
    ["a public one for 398 days", "20250601000000Z", "20260704000000Z", PUBLIC, []],
    ["a public one for more", "20250601000000Z", "20260705000001Z", PUBLIC, ["certificate.validTooLong"]],
    ["a public one of April 2026 for 200 days", "20260401000000Z", "20261018000000Z", PUBLIC, []],
    ["and for more", "20260401000000Z", "20261019000001Z", PUBLIC, ["certificate.validTooLong"]],
  ])("%s", (_, notBefore, notAfter, extensions, expected) => {
    expect(ids(from(notBefore, notAfter, extensions))).toEqual(expected);
  });

  test("is not asked of an authority or of a client", () => {
    expect(ids(make({ extensions: ["basicConstraints = CA:TRUE", ...LEAF] }), { isLeaf: false })).toEqual([]);
    expect(ids(make({ extensions: ["extendedKeyUsage = clientAuth"] }))).toEqual([]);
  });
});

test("a certificate that may sign others and is no CA is named", () => {
  const usage = "keyUsage = digitalSignature,keyCertSign";
  const names = ["extendedKeyUsage = clientAuth", "subjectAltName = DNS:a.example"];
  expect(ids(make({ extensions: [usage, ...names] }))).toEqual(["certificate.signsWithoutCa"]);
  expect(ids(make({ extensions: [usage, "basicConstraints = CA:TRUE"] }), { isLeaf: false })).toEqual([]);
});

test("how soon is soon can be told", () => {
  const certificate = from("20260101000000Z", "20260701000000Z", LEAF);
  expect(ids(certificate)).toEqual(["certificate.expiresSoon"]);
  expect(ids(certificate, { expiresSoonDays: 29 })).toEqual([]);
  expect(ids(certificate, { at: "2026-03-01T00:00:00Z", expiresSoonDays: 200 })).toEqual([
    "certificate.expiresSoon",
  ]);
});
