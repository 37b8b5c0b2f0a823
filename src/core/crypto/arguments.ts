import { coordinateLength } from "../x509/curves";
import { AEAD_LENGTHS, AEAD_NONCE_LENGTH, GROUP_LENGTHS, HASH_LENGTH, PUBLIC_KEY_LENGTH } from "./lengths";
import { bitLength, bytesToBigint } from "./octets";
import { CryptoError } from "./provider";
import type { AeadName, DsaParameters, GroupName, SignatureAlgorithm, VerifyKey } from "./provider";

/**
 * Checks that every provider makes before it works, so that all refuse the same arguments with the same words.
 */

/** Throws `CryptoError` unless key and nonce have the lengths that `name` asks for. */
export function checkAead(name: AeadName, key: Uint8Array, nonce: Uint8Array): void {
  const expected = AEAD_LENGTHS[name].key;
  if (key.length !== expected) {
    throw new CryptoError(`${name} takes a key of ${expected} bytes, not ${key.length}`);
  }
  if (nonce.length !== AEAD_NONCE_LENGTH) {
    throw new CryptoError(`${name} takes a nonce of ${AEAD_NONCE_LENGTH} bytes, not ${nonce.length}`);
  }
}

/** Throws `CryptoError` unless AES-CBC without padding can work on these. */
export function checkCbc(key: Uint8Array, iv: Uint8Array, data: Uint8Array): void {
  if (key.length !== 16 && key.length !== 32) {
    throw new CryptoError(`AES-CBC takes a key of 16 or 32 bytes, not ${key.length}`);
  }
  if (iv.length !== 16) throw new CryptoError(`AES-CBC takes an IV of 16 bytes, not ${iv.length}`);
  if (data.length % 16 !== 0) {
    throw new CryptoError(`AES-CBC works on whole blocks of 16 bytes, and ${data.length} bytes are not`);
  }
}

/** Throws `CryptoError` unless `privateKey` has its group's length. */
export function checkPrivateKey(group: GroupName, privateKey: Uint8Array): void {
  const expected = GROUP_LENGTHS[group].privateKey;
  if (privateKey.length !== expected) {
    throw new CryptoError(`a private key of ${group} has ${expected} bytes, not ${privateKey.length}`);
  }
}

/** Throws `CryptoError` unless `publicKey` has its group's length and, for NIST curves, the uncompressed form (RFC 8422 §5.4.1). */
export function checkPeerKey(group: GroupName, publicKey: Uint8Array): void {
  const expected = GROUP_LENGTHS[group].publicKey;
  if (publicKey.length !== expected) {
    throw new CryptoError(`a public key of ${group} has ${expected} bytes, not ${publicKey.length}`);
  }
  if (group.startsWith("secp") && publicKey[0] !== 4) {
    throw new CryptoError(`a public key of ${group} begins with 04 (an uncompressed point)`);
  }
}

const MAX_MODULUS_BITS = 16384;
/** Above this many bits of modulus an exponent has at most 64: larger ones only serve to keep a verifier busy. */
const MODULUS_BITS_FOR_LONG_EXPONENT = 3072;

/** An RSA public key as numbers; `length` is that of the modulus in bytes (k of RFC 8017). */
export interface RsaNumbers {
  readonly modulus: bigint;
  readonly exponent: bigint;
  readonly bits: number;
  readonly length: number;
}

/** Reads an RSA public key; throws `CryptoError` for one that cannot be an RSA key, or whose size would hang us. */
export function rsaNumbers(modulusBytes: Uint8Array, exponentBytes: Uint8Array): RsaNumbers {
  const limit = MAX_MODULUS_BITS / 8 + 1;
  if (modulusBytes.length > limit || exponentBytes.length > limit) {
    throw new CryptoError(`an RSA key of more than ${MAX_MODULUS_BITS} bits is not computed with`);
  }
  const modulus = bytesToBigint(modulusBytes);
  const exponent = bytesToBigint(exponentBytes);
  const bits = bitLength(modulus);
  if (bits > MAX_MODULUS_BITS) {
    throw new CryptoError(`an RSA key of more than ${MAX_MODULUS_BITS} bits is not computed with`);
  }
  if (bits < 128) throw new CryptoError(`an RSA modulus of ${bits} bits is too small to hold a signature`);
  if (modulus % 2n === 0n) throw new CryptoError("an RSA modulus is odd, and this one is even");
  if (exponent < 3n || exponent % 2n === 0n) {
    throw new CryptoError("an RSA public exponent is odd and at least 3");
  }
  if (exponent >= modulus) throw new CryptoError("an RSA public exponent is smaller than its modulus");
  if (bits > MODULUS_BITS_FOR_LONG_EXPONENT && bitLength(exponent) > 64) {
    throw new CryptoError(
      "an RSA public exponent of more than 64 bits with so large a modulus is not computed with",
    );
  }
  return { modulus, exponent, bits, length: Math.ceil(bits / 8) };
}

/** A DSA public key as numbers; `orderBits` are those of q. */
export interface DsaNumbers {
  readonly p: bigint;
  readonly q: bigint;
  readonly g: bigint;
  readonly orderBits: number;
}

const MAX_DSA_ORDER_BITS = 512;
/** As in OpenSSL. */
const MAX_DSA_MODULUS_BITS = 10000;

/** Reads the domain of a DSA key; throws `CryptoError` for one that is none, or whose size would hang us. */
export function dsaNumbers({ p, q, g }: DsaParameters): DsaNumbers {
  const [modulus, order, generator] = [p, q, g].map((bytes) => {
    if (bytes.length > MAX_DSA_MODULUS_BITS / 8) {
      throw new CryptoError(`a DSA key of more than ${MAX_DSA_MODULUS_BITS} bits is not computed with`);
    }
    return bytesToBigint(bytes);
  }) as [bigint, bigint, bigint];
  const orderBits = bitLength(order);
  if (orderBits < 128 || orderBits > MAX_DSA_ORDER_BITS) {
    throw new CryptoError(
      `a DSA subgroup has an order of 128 to ${MAX_DSA_ORDER_BITS} bits, not ${orderBits}`,
    );
  }
  if (modulus % 2n === 0n || modulus <= order)
    throw new CryptoError("a DSA modulus is odd and above its order");
  if (generator < 2n || generator >= modulus) throw new CryptoError("a DSA generator lies between 1 and p");
  return { p: modulus, q: order, g: generator, orderBits };
}

/** Throws `CryptoError` for a verification key that has the wrong shape (length, prefix); the point itself is not yet checked. */
export function checkVerifyKey(key: VerifyKey): void {
  switch (key.kind) {
    case "rsa":
      rsaNumbers(key.modulus, key.exponent);
      return;
    case "dsa": {
      if (!key.parameters) {
        throw new CryptoError("a DSA key without parameters is used with those of the certificate's issuer");
      }
      const { p } = dsaNumbers(key.parameters);
      const y = key.y.length > key.parameters.p.length ? p : bytesToBigint(key.y);
      if (y < 2n || y >= p) throw new CryptoError("a DSA public value lies between 1 and p");
      return;
    }
    case "ecdsa": {
      const coordinate = coordinateLength(key.curve);
      const prefix = key.point[0];
      const uncompressed = prefix === 4 && key.point.length === 1 + 2 * coordinate;
      const compressed = (prefix === 2 || prefix === 3) && key.point.length === 1 + coordinate;
      if (!uncompressed && !compressed) {
        throw new CryptoError(`these ${key.point.length} bytes are not a point of ${key.curve}`);
      }
      return;
    }
    case "ed25519":
    case "ed448":
      checkLength(key.kind, key.kind === "ed25519" ? 32 : 57, key.point);
      return;
    case "ml-dsa":
    case "slh-dsa":
      checkLength(key.set, PUBLIC_KEY_LENGTH[key.set], key.bytes);
      return;
  }
}

function checkLength(name: string, expected: number, bytes: Uint8Array): void {
  if (bytes.length !== expected) {
    throw new CryptoError(`a public key of ${name} has ${expected} bytes, not ${bytes.length}`);
  }
}

/** Key kinds by the kind of signature that they make. */
const KEY_KINDS: Readonly<Record<SignatureAlgorithm["kind"], readonly VerifyKey["kind"][]>> = {
  "rsa-pkcs1": ["rsa"],
  "rsa-pss": ["rsa"],
  dsa: ["dsa"],
  ecdsa: ["ecdsa"],
  eddsa: ["ed25519", "ed448"],
  "ml-dsa": ["ml-dsa"],
  "slh-dsa": ["slh-dsa"],
};

/** Throws `CryptoError` unless keys such as this one make signatures such as this one (RFC 4055 §3.3 for limits of PSS keys). */
export function checkSuits(algorithm: SignatureAlgorithm, key: VerifyKey): void {
  if (!KEY_KINDS[algorithm.kind].includes(key.kind)) {
    throw new CryptoError(`a key of kind ${key.kind} makes no signatures of kind ${algorithm.kind}`);
  }
  if (key.kind === "rsa" && key.pssOnly) checkPssLimits(algorithm, key.pssOnly);
  if (algorithm.kind === "eddsa" && algorithm.curve !== undefined && algorithm.curve !== key.kind) {
    throw new CryptoError(`a key of kind ${key.kind} makes no signatures of kind ${algorithm.curve}`);
  }
  if ("set" in algorithm && "set" in key && algorithm.set !== key.set) {
    throw new CryptoError(`a key of ${key.set} makes no signatures of ${algorithm.set}`);
  }
}

function checkPssLimits(
  algorithm: SignatureAlgorithm,
  { limits }: NonNullable<Extract<VerifyKey, { kind: "rsa" }>["pssOnly"]>,
): void {
  if (algorithm.kind !== "rsa-pss") throw new CryptoError("an RSA-PSS key makes no PKCS#1 v1.5 signatures");
  if (!limits) return;
  const { hash, mgfHash = hash, saltLength = HASH_LENGTH[hash] } = algorithm;
  if (hash !== limits.hash || mgfHash !== limits.mgfHash) {
    throw new CryptoError(`this RSA-PSS key signs with ${limits.hash} and MGF1 with ${limits.mgfHash} only`);
  }
  if (saltLength < limits.saltLength) {
    throw new CryptoError(`this RSA-PSS key signs with a salt of at least ${limits.saltLength} bytes`);
  }
}
