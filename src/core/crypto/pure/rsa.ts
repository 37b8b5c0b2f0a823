import { rsaNumbers } from "../arguments";
import type { RsaNumbers } from "../arguments";
import { bigintToBytes, bytesToBigint } from "../octets";
import { encodeForEncryption } from "../rsaPadding";

/** `base ^ exponent mod modulus`, left to right; time grows with the cube of the size, so sizes are bounded by `rsaNumbers`. */
export function modPow(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  const reduced = base % modulus;
  for (const bit of exponent.toString(2)) {
    result = (result * result) % modulus;
    if (bit === "1") result = (result * reduced) % modulus;
  }
  return result;
}

/** RSAVP1 (RFC 8017 §5.2.2) with its lengths: the encoded message of k bytes, or `undefined` for a signature that is no number below the modulus in exactly k bytes. */
export function rsaPublicOperation(key: RsaNumbers, signature: Uint8Array): Uint8Array | undefined {
  if (signature.length !== key.length) return undefined;
  const representative = bytesToBigint(signature);
  if (representative >= key.modulus) return undefined;
  return bigintToBytes(modPow(representative, key.exponent, key.modulus), key.length);
}

export function rsaEncryptPkcs1(
  modulus: Uint8Array,
  exponent: Uint8Array,
  message: Uint8Array,
  random: (length: number) => Uint8Array,
): Uint8Array {
  const key = rsaNumbers(modulus, exponent);
  const encoded = bytesToBigint(encodeForEncryption(message, key.length, random));
  // The first byte of the encoded message is zero, so it is below the modulus, and so is the power.
  return bigintToBytes(modPow(encoded, key.exponent, key.modulus), key.length) ?? new Uint8Array(0);
}
