import { createPrivateKey, createPublicKey } from "node:crypto";
import type { KeyObject } from "node:crypto";
import {
  DER_NULL,
  writeBitString,
  writeOctetString,
  writeOid,
  writeSequence,
  writeUnsigned,
} from "../core/asn1/write";
import { CryptoError, type VerifyKey } from "../core/crypto/provider";
import { NAMED_CURVES } from "../core/x509/curves";

/**
 * Key objects of Node out of bare numbers and points, by way of their DER forms: the one way in that
 * OpenSSL and BoringSSL share for every kind of key.
 */

const OIDS = {
  rsaEncryption: "1.2.840.113549.1.1.1",
  dsa: "1.2.840.10040.4.1",
  ecPublicKey: "1.2.840.10045.2.1",
  x25519: "1.3.101.110",
  x448: "1.3.101.111",
  ed25519: "1.3.101.112",
  ed448: "1.3.101.113",
} as const;

/** SubjectPublicKeyInfo (RFC 5280 §4.1.2.7). */
function spki(algorithm: readonly Uint8Array[], key: Uint8Array): Uint8Array {
  return writeSequence(writeSequence(...algorithm), writeBitString(key));
}

function importSpki(der: Uint8Array): KeyObject {
  return createPublicKey({ key: Buffer.from(der), format: "der", type: "spki" });
}

/** A verification key; throws what the host throws for a key that it does not take. */
export function importVerifyKey(key: VerifyKey): KeyObject {
  switch (key.kind) {
    case "rsa":
      return importRsaKey(key.modulus, key.exponent);
    case "dsa": {
      if (!key.parameters) throw new CryptoError("a DSA key without parameters cannot be used");
      const { p, q, g } = key.parameters;
      const domain = writeSequence(...[p, q, g].map(writeUnsigned));
      return importSpki(spki([writeOid(OIDS.dsa), domain], writeUnsigned(key.y)));
    }
    case "ecdsa":
      return importSpki(spki([writeOid(OIDS.ecPublicKey), writeOid(NAMED_CURVES[key.curve].oid)], key.point));
    case "ed25519":
    case "ed448":
      return importSpki(spki([writeOid(OIDS[key.kind])], key.point));
    case "ml-dsa":
    case "slh-dsa":
      throw new Error(`${key.set} is left to the pure provider`);
  }
}

/** An RSA public key (RFC 8017 appendix A.1.1). */
export function importRsaKey(modulus: Uint8Array, exponent: Uint8Array): KeyObject {
  const rsaPublicKey = writeSequence(writeUnsigned(modulus), writeUnsigned(exponent));
  return importSpki(spki([writeOid(OIDS.rsaEncryption), DER_NULL], rsaPublicKey));
}

/** A private key of X25519 or X448 (RFC 8410 §7). */
export function importMontgomeryPrivateKey(group: "x25519" | "x448", privateKey: Uint8Array): KeyObject {
  const pkcs8 = writeSequence(
    writeUnsigned(Uint8Array.of(0)),
    writeSequence(writeOid(OIDS[group])),
    writeOctetString(writeOctetString(privateKey)),
  );
  return createPrivateKey({ key: Buffer.from(pkcs8), format: "der", type: "pkcs8" });
}

/** A public key of X25519 or X448 (RFC 8410 §4). */
export function importMontgomeryPublicKey(group: "x25519" | "x448", publicKey: Uint8Array): KeyObject {
  return importSpki(spki([writeOid(OIDS[group])], publicKey));
}
