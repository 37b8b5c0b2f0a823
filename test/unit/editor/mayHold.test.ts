import { createPublicKey, generateKeyPairSync, X509Certificate } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { mayHoldObjects } from "../../../src/editor/mayHold";
import { makeDemoCertificates } from "../../../scripts/demo/certificates";

let pem: string;
let der: Buffer;
beforeAll(async () => {
  pem = (await makeDemoCertificates()).server.certificatePem;
  der = new X509Certificate(pem).raw;
});

const base64 = (text: string | Buffer): string => Buffer.from(text).toString("base64");

test("every form of a certificate is worth looking for", () => {
  const hex = der.toString("hex");
  const forms = {
    pem,
    escaped: JSON.stringify({ certificate: pem }),
    "base64 of PEM": `  tls.crt: ${base64(pem)}`,
    "base64 of PEM behind a line end": base64(`\n${pem}`),
    "base64 of PEM behind two": base64(`\r\n${pem}`),
    "base64 of DER": base64(der),
    x5c: JSON.stringify({ x5c: [base64(der)] }),
    jwk: JSON.stringify({ kty: "OKP", crv: "Ed25519" }),
    hex,
    "hex in capitals": hex.toUpperCase(),
    "hex with colons": hex.replace(/(..)(?=.)/g, "$1:"),
    "hex dump": hex.replace(/(..)(?=.)/g, "$1 "),
    "C array": [...der].map((byte) => `0x${byte.toString(16).padStart(2, "0")}`).join(", "),
  };
  const missed = Object.entries(forms).flatMap(([name, text]) => (mayHoldObjects(text) ? [] : [name]));
  expect(missed).toEqual([]);
});

test("keys of every size are, too", () => {
  for (const { publicKey, privateKey } of [
    generateKeyPairSync("ed25519"),
    generateKeyPairSync("ec", { namedCurve: "P-256" }),
    generateKeyPairSync("rsa", { modulusLength: 1024 }),
  ]) {
    const spki = createPublicKey(publicKey.export({ type: "spki", format: "pem" })).export({
      type: "spki",
      format: "der",
    });
    expect(mayHoldObjects(spki.toString("base64"))).toBe(true);
    expect(mayHoldObjects(spki.toString("hex"))).toBe(true);
    const pkcs8 = privateKey.export({ type: "pkcs8", format: "der" });
    expect(mayHoldObjects(pkcs8.toString("base64"))).toBe(true);
    expect(mayHoldObjects(pkcs8.toString("hex"))).toBe(true);
  }
});

test("prose and code are not", () => {
  const texts = [
    "const MILLION = 1_000_000; // MIT License",
    "Machine learning models need much memory",
    JSON.stringify({ name: "MIDI", id: "0430" }),
    "-- BEGIN TRANSACTION --",
  ];
  expect(texts.filter(mayHoldObjects)).toEqual([]);
});

test("a long text costs little", () => {
  const text = "The quick brown fox jumps over the lazy dog, M 30 82. ".repeat(200_000);
  const started = performance.now();
  mayHoldObjects(text.replaceAll("30 82", "30 11"));
  expect(performance.now() - started).toBeLessThan(1000);
});
