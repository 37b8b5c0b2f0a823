import { generateKeyPairSync, sign, type KeyObject } from "node:crypto";
import { bitString, integer, nullValue, oid, sequence, type Der } from "./der";

/** A key that certificates are signed with, and the AlgorithmIdentifier of its signatures. */
export interface Signer {
  readonly publicKey: Der;
  readonly algorithm: Der;
  sign(data: Der): Der;
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

const spki = (key: KeyObject): Der => new Uint8Array(key.export({ type: "spki", format: "der" }));

function signer(
  make: () => { publicKey: KeyObject; privateKey: KeyObject },
  algorithm: Der,
  hash: string | null,
) {
  return once((): Signer => {
    const { publicKey, privateKey } = make();
    return {
      publicKey: spki(publicKey),
      algorithm,
      sign: (data) => new Uint8Array(sign(hash, data, privateKey)),
    };
  });
}

/** AlgorithmIdentifier of an object identifier, with parameters where given. */
export const algorithm = (dotted: string, ...parameters: readonly Der[]): Der =>
  sequence(oid(dotted), ...parameters);

export const ECDSA_SHA256 = algorithm("1.2.840.10045.4.3.2");
export const ECDSA_SHA384 = algorithm("1.2.840.10045.4.3.3");
export const RSA_SHA256 = algorithm("1.2.840.113549.1.1.11", nullValue);
export const RSA_SHA1 = algorithm("1.2.840.113549.1.1.5", nullValue);

/** Keys of Node's OpenSSL, made when first asked for. */
export const SIGNERS = {
  p256: signer(() => generateKeyPairSync("ec", { namedCurve: "P-256" }), ECDSA_SHA256, "sha256"),
  p384: signer(() => generateKeyPairSync("ec", { namedCurve: "P-384" }), ECDSA_SHA384, "sha384"),
  rsa: signer(() => generateKeyPairSync("rsa", { modulusLength: 2048 }), RSA_SHA256, "sha256"),
  ed25519: signer(() => generateKeyPairSync("ed25519"), algorithm("1.3.101.112"), null),
} as const;

const ec = (namedCurve: string) => once(() => spki(generateKeyPairSync("ec", { namedCurve }).publicKey));

/** Public keys of Node's OpenSSL, as SubjectPublicKeyInfo. */
export const PUBLIC_KEYS = {
  p256: ec("P-256"),
  p384: ec("P-384"),
  p521: ec("P-521"),
  secp256k1: ec("secp256k1"),
  rsa: once(() => spki(generateKeyPairSync("rsa", { modulusLength: 2048 }).publicKey)),
  rsaPss: once(() => spki(generateKeyPairSync("rsa-pss", { modulusLength: 2048 }).publicKey)),
  ed25519: once(() => spki(generateKeyPairSync("ed25519").publicKey)),
  ed448: once(() => spki(generateKeyPairSync("ed448").publicKey)),
  x25519: once(() => spki(generateKeyPairSync("x25519").publicKey)),
  dsa: once(() => spki(generateKeyPairSync("dsa", { modulusLength: 1024, divisorLength: 160 }).publicKey)),
} as const;

/** A SubjectPublicKeyInfo of any algorithm and key bytes. */
export const publicKeyInfo = (identifier: Der, key: Der, unused = 0): Der =>
  sequence(identifier, bitString(key, unused));

export const RSA_KEY = algorithm("1.2.840.113549.1.1.1", nullValue);

/** An RSA key of these numbers. */
export const rsaKey = (
  modulus: bigint | Der,
  exponent: number | bigint | Der = 65537,
  identifier = RSA_KEY,
): Der => publicKeyInfo(identifier, sequence(integer(modulus), integer(exponent)));
