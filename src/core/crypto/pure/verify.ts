import { ed25519 } from "@noble/curves/ed25519.js";
import { ed448 } from "@noble/curves/ed448.js";
import { checkSuits, checkVerifyKey, rsaNumbers } from "../arguments";
import { HASH_LENGTH } from "../lengths";
import { equalBytes } from "../../bytes/concat";
import { CryptoError } from "../provider";
import type { HashName, SignatureAlgorithm, VerifyKey } from "../provider";
import { encodePkcs1, pkcs1Digest, verifyPss } from "../rsaPadding";
import { ecdsaCurve } from "./curves";
import { verifyDsa } from "./dsa";
import { hash } from "./hashes";
import { verifyPostQuantum } from "./postQuantum";
import { rsaPublicOperation } from "./rsa";

export function verify(
  algorithm: SignatureAlgorithm,
  key: VerifyKey,
  message: Uint8Array,
  signature: Uint8Array,
): boolean {
  checkVerifyKey(key);
  checkSuits(algorithm, key);
  switch (key.kind) {
    case "rsa":
      if (algorithm.kind === "rsa-pkcs1") return verifyPkcs1(algorithm.hash, key, message, signature);
      if (algorithm.kind === "rsa-pss") return verifyRsaPss(algorithm, key, message, signature);
      break;
    case "dsa":
      if (algorithm.kind === "dsa") return verifyDsa(key, hash(algorithm.hash, message), signature);
      break;
    case "ecdsa":
      if (algorithm.kind === "ecdsa") return verifyEcdsa(algorithm.hash, key, message, signature);
      break;
    case "ed25519":
    case "ed448":
      return verifyEddsa(key, message, signature);
    case "ml-dsa":
    case "slh-dsa":
      return verifyPostQuantum(key, message, signature);
  }
  return false; // not reached: `checkSuits` has thrown
}

type RsaKey = Extract<VerifyKey, { kind: "rsa" }>;
type EcdsaKey = Extract<VerifyKey, { kind: "ecdsa" }>;
type EddsaKey = Extract<VerifyKey, { kind: "ed25519" | "ed448" }>;

/** RFC 8017 §8.2.2: the expected encoding is built and compared whole, so that no parser can be led astray. */
function verifyPkcs1(
  name: HashName | "md5sha1",
  key: RsaKey,
  message: Uint8Array,
  signature: Uint8Array,
): boolean {
  const numbers = rsaNumbers(key.modulus, key.exponent);
  const encoded = rsaPublicOperation(numbers, signature);
  const expected = encodePkcs1(name, pkcs1Digest({ hash }, name, message), numbers.length);
  return encoded !== undefined && expected !== undefined && equalBytes(encoded, expected);
}

function verifyRsaPss(
  algorithm: Extract<SignatureAlgorithm, { kind: "rsa-pss" }>,
  key: RsaKey,
  message: Uint8Array,
  signature: Uint8Array,
): boolean {
  const { hash: name, saltLength = HASH_LENGTH[name], mgfHash = name } = algorithm;
  const numbers = rsaNumbers(key.modulus, key.exponent);
  const encoded = rsaPublicOperation(numbers, signature);
  if (encoded === undefined) return false;
  return verifyPss({ hash }, name, hash(name, message), encoded, numbers.bits, saltLength, mgfHash);
}

function verifyEcdsa(name: HashName, key: EcdsaKey, message: Uint8Array, signature: Uint8Array): boolean {
  const curve = ecdsaCurve(key.curve);
  if (!curve.utils.isValidPublicKey(key.point)) {
    throw new CryptoError(`the public key is not a point of ${key.curve}`);
  }
  try {
    // TLS and X.509 know no "low s" rule, and the digest is made here.
    return curve.verify(signature, hash(name, message), key.point, {
      format: "der",
      prehash: false,
      lowS: false,
    });
  } catch {
    return false; // not a DER signature
  }
}

function verifyEddsa(key: EddsaKey, message: Uint8Array, signature: Uint8Array): boolean {
  const curve = key.kind === "ed25519" ? ed25519 : ed448;
  if (!curve.utils.isValidPublicKey(key.point)) {
    throw new CryptoError(`the public key is not a point of ${key.kind}`);
  }
  try {
    return curve.verify(signature, message, key.point, { zip215: false });
  } catch {
    return false; // a signature of the wrong length
  }
}
