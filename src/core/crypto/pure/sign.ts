import { ed25519 } from "@noble/curves/ed25519.js";
import { ed448 } from "@noble/curves/ed448.js";
import { rsaNumbers } from "../arguments";
import { HASH_LENGTH } from "../lengths";
import { bigintToBytes, bytesToBigint } from "../octets";
import { CryptoError } from "../provider";
import type { EcdsaCurve, SignatureAlgorithm } from "../provider";
import { encodePkcs1, encodePss, pkcs1Digest } from "../rsaPadding";
import { ecdsaCurve } from "./curves";
import { hash } from "./hashes";
import { modPow } from "./rsa";

/** The private half of RSA by the names of RFC 8017 §3.2; all numbers unsigned, most significant byte first. */
export interface RsaPrivateKey {
  readonly kind: "rsa";
  readonly n: Uint8Array;
  readonly e: Uint8Array;
  readonly d: Uint8Array;
  /** The Chinese-remainder form, about three times as fast. */
  readonly crt?:
    | {
        readonly p: Uint8Array;
        readonly q: Uint8Array;
        readonly dP: Uint8Array;
        readonly dQ: Uint8Array;
        readonly qInv: Uint8Array;
      }
    | undefined;
}

/** A private key that signs: what a PKCS#8 file holds, taken apart. */
export type SigningKey =
  | RsaPrivateKey
  | { readonly kind: "ecdsa"; readonly curve: EcdsaCurve; readonly scalar: Uint8Array }
  | { readonly kind: "ed25519"; readonly seed: Uint8Array }
  | { readonly kind: "ed448"; readonly seed: Uint8Array };

/**
 * The signature over `message` (not its digest): RSA as long as the modulus, ECDSA in DER, EdDSA raw.
 * `random` gives the PSS salt and, for ECDSA, what is mixed into RFC 6979's nonce: the same bytes give the same
 * signature. Throws `CryptoError` for a key that does not suit the algorithm or that contradicts itself.
 *
 * Not constant-time: it is for tests and for signing in the user's own process, never for a server.
 */
export function signWith(
  key: SigningKey,
  algorithm: SignatureAlgorithm,
  message: Uint8Array,
  random: (length: number) => Uint8Array,
): Uint8Array {
  switch (key.kind) {
    case "rsa":
      if (algorithm.kind === "rsa-pkcs1" || algorithm.kind === "rsa-pss") {
        return signRsa(key, algorithm, message, random);
      }
      break;
    case "ecdsa":
      if (algorithm.kind === "ecdsa") {
        const curve = ecdsaCurve(key.curve);
        if (!curve.utils.isValidSecretKey(key.scalar)) {
          throw new CryptoError(`the private key is not a scalar of ${key.curve}`);
        }
        return curve.sign(hash(algorithm.hash, message), key.scalar, {
          format: "der",
          prehash: false,
          lowS: false,
          extraEntropy: random(32),
        });
      }
      break;
    case "ed25519":
    case "ed448":
      if (algorithm.kind === "eddsa") {
        const expected = key.kind === "ed25519" ? 32 : 57;
        if (key.seed.length !== expected) {
          throw new CryptoError(`a private key of ${key.kind} has ${expected} bytes, not ${key.seed.length}`);
        }
        return (key.kind === "ed25519" ? ed25519 : ed448).sign(message, key.seed);
      }
      break;
  }
  throw new CryptoError(`a key of kind ${key.kind} makes no signatures of kind ${algorithm.kind}`);
}

function signRsa(
  key: RsaPrivateKey,
  algorithm: Extract<SignatureAlgorithm, { kind: "rsa-pkcs1" | "rsa-pss" }>,
  message: Uint8Array,
  random: (length: number) => Uint8Array,
): Uint8Array {
  const { length, bits } = rsaNumbers(key.n, key.e);
  const encoded =
    algorithm.kind === "rsa-pkcs1"
      ? encodePkcs1(algorithm.hash, pkcs1Digest({ hash }, algorithm.hash, message), length)
      : encodePss(
          { hash },
          algorithm.hash,
          hash(algorithm.hash, message),
          random(algorithm.saltLength ?? HASH_LENGTH[algorithm.hash]),
          bits,
          algorithm.mgfHash,
        );
  if (encoded === undefined) {
    throw new CryptoError(
      `an RSA key of ${bits} bits is too small for ${algorithm.kind} with ${algorithm.hash}`,
    );
  }
  return rsaPrivateOperation(key, encoded);
}

/** RSASP1 and RSADP (RFC 8017 §5.2.1, §5.1.2) on k bytes. Throws `CryptoError` when the parts of the key do not belong together. */
export function rsaPrivateOperation(key: RsaPrivateKey, input: Uint8Array): Uint8Array {
  const { modulus, exponent, length } = rsaNumbers(key.n, key.e);
  const message = bytesToBigint(input);
  if (message >= modulus) throw new CryptoError("the input is not below the RSA modulus");
  const result =
    key.crt === undefined ? modPow(message, privateExponent(key), modulus) : crtPower(key.crt, message);
  // A wrong CRT part would not only give a false signature but give the key away, so the result is checked.
  if (result >= modulus || modPow(result, exponent, modulus) !== message) {
    throw new CryptoError("the parts of the RSA private key do not belong together");
  }
  const bytes = bigintToBytes(result, length);
  if (bytes === undefined) throw new CryptoError("the result does not fit the RSA modulus");
  return bytes;
}

function privateExponent(key: RsaPrivateKey): bigint {
  if (key.d.length > key.n.length)
    throw new CryptoError("the RSA private exponent is longer than the modulus");
  return bytesToBigint(key.d);
}

function crtPower(crt: NonNullable<RsaPrivateKey["crt"]>, message: bigint): bigint {
  const [p, q, dP, dQ, qInv] = [crt.p, crt.q, crt.dP, crt.dQ, crt.qInv].map(bytesToBigint);
  if (p === undefined || q === undefined || dP === undefined || dQ === undefined || qInv === undefined) {
    throw new CryptoError("the RSA private key lacks a part of its Chinese-remainder form");
  }
  if (p < 3n || q < 3n || dP >= p || dQ >= q) {
    throw new CryptoError("the parts of the RSA private key do not belong together");
  }
  const m1 = modPow(message, dP, p);
  const m2 = modPow(message, dQ, q);
  const h = (((m1 - m2) % p) + p) * qInv;
  return m2 + (h % p) * q;
}
