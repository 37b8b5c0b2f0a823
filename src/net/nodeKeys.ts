import { createPrivateKey, createPublicKey } from "node:crypto";
import type { KeyObject } from "node:crypto";
import { concat } from "../core/bytes/concat";
import { uintBytes } from "../core/crypto/octets";
import type { EcdsaCurve, VerifyKey } from "../core/crypto/provider";

/**
 * Key objects of Node out of bare numbers and points, by way of their DER forms: the one way in that
 * OpenSSL and BoringSSL share for every kind of key.
 */

const OIDS = {
  rsaEncryption: [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01],
  ecPublicKey: [0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01],
  x25519: [0x2b, 0x65, 0x6e],
  x448: [0x2b, 0x65, 0x6f],
  ed25519: [0x2b, 0x65, 0x70],
  ed448: [0x2b, 0x65, 0x71],
} as const;

const CURVE_OIDS: Readonly<Record<EcdsaCurve, readonly number[]>> = {
  secp256r1: [0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07],
  secp384r1: [0x2b, 0x81, 0x04, 0x00, 0x22],
  secp521r1: [0x2b, 0x81, 0x04, 0x00, 0x23],
  brainpoolP256r1: [0x2b, 0x24, 0x03, 0x03, 0x02, 0x08, 0x01, 0x01, 0x07],
  brainpoolP384r1: [0x2b, 0x24, 0x03, 0x03, 0x02, 0x08, 0x01, 0x01, 0x0b],
  brainpoolP512r1: [0x2b, 0x24, 0x03, 0x03, 0x02, 0x08, 0x01, 0x01, 0x0d],
};

/** One DER element: tag, definite length, contents. */
function der(tag: number, ...contents: readonly Uint8Array[]): Uint8Array {
  const body = concat(...contents);
  let lengthBytes: Uint8Array = Uint8Array.of(body.length);
  if (body.length >= 0x100) lengthBytes = concat(Uint8Array.of(0x82), uintBytes(body.length, 2));
  else if (body.length >= 0x80) lengthBytes = Uint8Array.of(0x81, body.length);
  return concat(Uint8Array.of(tag), lengthBytes, body);
}

const sequence = (...contents: readonly Uint8Array[]): Uint8Array => der(0x30, ...contents);
const oid = (arcs: readonly number[]): Uint8Array => der(0x06, Uint8Array.from(arcs));
const octetString = (bytes: Uint8Array): Uint8Array => der(0x04, bytes);
const bitString = (bytes: Uint8Array): Uint8Array => der(0x03, Uint8Array.of(0), bytes);
const NULL = Uint8Array.of(0x05, 0x00);

/** An unsigned INTEGER in its shortest form. */
function integer(bytes: Uint8Array): Uint8Array {
  let first = 0;
  while (first < bytes.length - 1 && bytes[first] === 0) first++;
  const body = bytes.subarray(first);
  return (body[0] ?? 0) >= 0x80 ? der(0x02, Uint8Array.of(0), body) : der(0x02, body);
}

function importSpki(spki: Uint8Array): KeyObject {
  return createPublicKey({ key: Buffer.from(spki), format: "der", type: "spki" });
}

/** A verification key; throws what the host throws for a key that it does not take. */
export function importVerifyKey(key: VerifyKey): KeyObject {
  switch (key.kind) {
    case "rsa":
      return importRsaKey(key.modulus, key.exponent);
    case "ecdsa":
      return importSpki(
        sequence(sequence(oid(OIDS.ecPublicKey), oid(CURVE_OIDS[key.curve])), bitString(key.point)),
      );
    case "ed25519":
    case "ed448":
      return importSpki(sequence(sequence(oid(OIDS[key.kind])), bitString(key.point)));
  }
}

/** An RSA public key (RFC 8017 appendix A.1.1). */
export function importRsaKey(modulus: Uint8Array, exponent: Uint8Array): KeyObject {
  const rsaPublicKey = sequence(integer(modulus), integer(exponent));
  return importSpki(sequence(sequence(oid(OIDS.rsaEncryption), NULL), bitString(rsaPublicKey)));
}

/** A private key of X25519 or X448 (RFC 8410 §7). */
export function importMontgomeryPrivateKey(group: "x25519" | "x448", privateKey: Uint8Array): KeyObject {
  const pkcs8 = sequence(
    integer(Uint8Array.of(0)),
    sequence(oid(OIDS[group])),
    octetString(octetString(privateKey)),
  );
  return createPrivateKey({ key: Buffer.from(pkcs8), format: "der", type: "pkcs8" });
}

/** A public key of X25519 or X448 (RFC 8410 §4). */
export function importMontgomeryPublicKey(group: "x25519" | "x448", publicKey: Uint8Array): KeyObject {
  return importSpki(sequence(sequence(oid(OIDS[group])), bitString(publicKey)));
}
