import { generateKeyPairSync, sign, type KeyObject } from "node:crypto";
import { expect } from "vitest";
import { writeOid, writeSequence } from "../../src/core/asn1/write";
import type { MlDsaSet, SlhDsaSet } from "../../src/core/crypto/provider";
import { SIGNATURE_ALGORITHMS } from "../../src/core/x509/signatureAlgorithms";
import { expectSelfSigned, parts } from "./certificateSignature";
import { smallCertificate } from "./selfSigned";

/** A key pair of a post-quantum algorithm; undefined where node has OpenSSL before 3.5. */
export function postQuantumPair(name: string): { privateKey: KeyObject; publicKey: KeyObject } | undefined {
  try {
    return generateKeyPairSync(name.toLowerCase() as "ed25519"); // the typings are older
  } catch {
    return undefined;
  }
}

/** Makes a certificate with node's key and signature, and expects it to verify, and not with a bit changed. */
export function expectPostQuantum(name: MlDsaSet | SlhDsaSet): void {
  const pair = postQuantumPair(name);
  if (!pair) throw new Error(`${name} is not made here`);
  const spki = new Uint8Array(pair.publicKey.export({ format: "der", type: "spki" }));
  const [oid = ""] =
    Object.entries(SIGNATURE_ALGORITHMS).find(([, known]) => "set" in known && known.set === name) ?? [];
  const made = expectSelfSigned(
    smallCertificate(
      spki,
      writeSequence(writeOid(oid)),
      (tbs) => new Uint8Array(sign(null, tbs, pair.privateKey)),
    ),
  );
  // OpenSSL wrote this one: it has the last word on the object identifier.
  expect(made.publicKey.algorithm).toBe(oid);
  expect(made.publicKey.description).toBe(name);
  const { algorithm, key } = parts(made);
  expect(algorithm).toMatchObject({ set: name });
  expect(key).toMatchObject({ kind: algorithm.kind, set: name });
}
