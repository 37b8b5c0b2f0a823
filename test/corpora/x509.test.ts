import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { isoTime } from "../../src/core/asn1/time";
import { findPemBlocks } from "../../src/core/text/pem";
import {
  identifyDer,
  pemKind,
  readBasicOcspResponse,
  readCertificate,
  readCertificateList,
  readCertificationRequest,
  readOcspResponse,
  summarizeDer,
  traceDer,
  type DerKind,
} from "../../src/core/x509";
import { readAllRows, traced } from "../support/trace";

const corpora = resolve(
  process.env["TLS_INSPECTOR_CORPORA"] ?? join(import.meta.dirname, "../../../shared/corpora"),
);
const has = existsSync(corpora);
if (!has) console.warn(`no corpora at ${corpora}: nothing is compared with them`);

const filesOf = (folder: string): { name: string; bytes: Uint8Array }[] =>
  readdirSync(join(corpora, folder)).map((name) => ({
    name,
    bytes: new Uint8Array(readFileSync(join(corpora, folder, name))),
  }));

/** The median of three runs: a garbage collection in one of them says nothing of the decoder. */
function milliseconds(run: () => void): number {
  const times = Array.from({ length: 3 }, () => {
    const start = performance.now();
    run();
    return performance.now() - start;
  });
  return times.sort((a, b) => a - b)[1] ?? 0;
}

/** Every kind of DER there is: damaged input must do no harm under any of them. */
const KINDS: readonly DerKind[] = [
  "certificate",
  "certificationRequest",
  "certificateList",
  "publicKey",
  "rsaPublicKey",
  "rsaPrivateKey",
  "ecPrivateKey",
  "dsaPrivateKey",
  "privateKey",
  "encryptedPrivateKey",
  "ocspRequest",
  "ocspResponse",
  "attributeCertificate",
  "dhParameters",
  "dsaParameters",
  "ecParameters",
  "cms",
  "pkcs12",
  "asn1",
];

describe.skipIf(!has)("certificates that others made", () => {
  it("found by fuzzing never throw, take at most 50 ms, and each byte stands in one leaf", () => {
    const files = filesOf("x509-fuzz");
    expect(files.length).toBeGreaterThan(800);
    for (const { name, bytes } of files) {
      const time = milliseconds(() => {
        readAllRows(
          traced(bytes, (tracer, der, start, end) => traceDer("certificate", tracer, der, start, end)).table,
        );
        readCertificate(bytes);
        identifyDer(bytes);
      });
      expect(time, name).toBeLessThan(50);
    }
  });

  it("found by fuzzing never throw under any kind of DER", () => {
    for (const { name, bytes } of filesOf("x509-fuzz")) {
      for (const kind of KINDS) {
        const start = performance.now();
        const { table } = traced(bytes, (tracer, der, from, to) => traceDer(kind, tracer, der, from, to));
        if (performance.now() - start > 50) {
          const again = milliseconds(() =>
            traced(bytes, (tracer, der, from, to) => traceDer(kind, tracer, der, from, to)),
          );
          expect(again, `${name} as ${kind}`).toBeLessThan(50);
        }
        readAllRows(table);
        summarizeDer(kind, bytes, () => new Uint8Array(32));
      }
      readCertificateList(bytes);
      readCertificationRequest(bytes);
      readOcspResponse(bytes);
      readBasicOcspResponse(bytes);
    }
  });

  it("say the serial number and dates that OpenSSL's text beside them says", () => {
    const files = filesOf("certificates");
    let compared = 0;
    for (const { name, bytes } of files) {
      const text = new TextDecoder("latin1").decode(bytes);
      const blocks = findPemBlocks(text).filter(({ label }) => label === "CERTIFICATE");
      for (const block of blocks) {
        expect(pemKind(block.label, block.bytes), name).toEqual({ kind: "certificate" });
        const certificate = readCertificate(block.bytes);
        if (!certificate) throw new Error(`${name} is not read`);
        traced(block.bytes, (tracer, der, start, end) => traceDer("certificate", tracer, der, start, end));
        const said = saidBy(text.slice(0, block.start));
        if (!said) continue;
        compared++;
        expect(certificate.serialNumber, name).toBe(said.serial);
        if (said.notBefore !== undefined) expect(certificate.notBefore, name).toBe(said.notBefore);
        if (said.notAfter !== undefined) expect(certificate.notAfter, name).toBe(said.notAfter);
      }
    }
    expect(compared).toBeGreaterThan(300);
  });

  it("of NIST's, and its revocation lists, are sound", () => {
    for (const [folder, kind] of [
      ["pkits/certs", "certificate"],
      ["pkits/crls", "certificateList"],
    ] as const) {
      for (const { name, bytes } of filesOf(folder)) {
        expect(identifyDer(bytes), name).toBe(kind);
        const { findings, table } = traced(bytes, (tracer, der, start, end) =>
          traceDer(kind, tracer, der, start, end),
        );
        expect(findings, name).toEqual([]);
        readAllRows(table);
      }
    }
  });
});

/** Serial number and dates in `openssl x509 -text`; a date that OpenSSL could not read is undefined. */
function saidBy(
  text: string,
): { serial: string; notBefore: string | undefined; notAfter: string | undefined } | undefined {
  const serial = /Serial Number:\s*(?:(-?)\d+ \(-?0x([0-9a-f]+)\)|(?:\(Negative\)())?\s*([0-9a-f:]+))/.exec(
    text,
  );
  if (!serial) return undefined;
  const negative = serial[1] === "-" || serial[3] !== undefined;
  const digits = (serial[2] ?? serial[4] ?? "").replaceAll(":", "");
  const even = digits.length % 2 === 0 ? digits : `0${digits}`;
  const date = (label: string): string | undefined => {
    const found = new RegExp(`${label} ?: (\\w{3}) +(\\d+) ([\\d:]+) (\\d+) GMT`).exec(text);
    if (!found) return undefined;
    const [, month = "", day = "", clock = "", year = ""] = found;
    // Date.parse takes a year of one or two digits for one of the last century.
    const at = Date.parse(`${day} ${month} 2000 ${clock} GMT`);
    return isoTime(at)?.replace("2000", year.padStart(4, "0"));
  };
  return {
    serial: `${negative ? "-" : ""}${even}`,
    notBefore: date("Not Before"),
    notAfter: date("Not After"),
  };
}
