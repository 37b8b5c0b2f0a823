import { expect } from "vitest";
import { pureProvider } from "../../src/core/crypto/pure";
import type { SignatureAlgorithm, VerifyKey } from "../../src/core/crypto/provider";
import { readCertificate, type Certificate } from "../../src/core/x509";
import { createNodeProvider } from "../../src/net/cryptoNode";

/** Both ways to verify. */
export const providers = [pureProvider, createNodeProvider().provider];

/** Reads a certificate that is one. */
export function readSound(der: Uint8Array): Certificate {
  const certificate = readCertificate(der);
  if (!certificate) throw new Error("not a certificate");
  return certificate;
}

/** What a certificate is signed with; throws where it is not verified. */
export function parts(certificate: Certificate): { algorithm: SignatureAlgorithm; key: VerifyKey } {
  const { algorithm } = certificate.signatureAlgorithm;
  const { key } = certificate.publicKey;
  if (!algorithm || !key) throw new Error(`${certificate.signatureAlgorithm.text} is not verified`);
  return { algorithm, key };
}

/** With one bit changed. */
export function flipped(bytes: Uint8Array, bit: number): Uint8Array {
  const copy = bytes.slice();
  const at = (bit >> 3) % copy.length;
  copy[at] = (copy[at] ?? 0) ^ (1 << (bit & 7));
  return copy;
}

/** Every provider verifies the certificate's own signature, and none does with a bit changed. */
export function expectSelfSigned(der: Uint8Array): Certificate {
  const certificate = readSound(der);
  const { algorithm, key } = parts(certificate);
  const { tbs, signature } = certificate;
  for (const provider of providers) {
    const holds = (content: Uint8Array, signed: Uint8Array): boolean =>
      provider.verify(algorithm, key, content, signed);
    expect(holds(tbs, signature), provider.name).toBe(true);
    expect(holds(flipped(tbs, 901), signature), provider.name).toBe(false);
    for (const bit of [3, 8 * signature.length - 9]) {
      expect(holds(tbs, flipped(signature, bit)), `${provider.name}, bit ${bit}`).toBe(false);
    }
    expect(holds(tbs, signature.subarray(1)), provider.name).toBe(false);
    expect(holds(tbs, new Uint8Array(0)), provider.name).toBe(false);
  }
  return certificate;
}
