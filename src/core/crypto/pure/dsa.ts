import { equalBytes } from "../../bytes/concat";
import { Element, readElement } from "../../asn1/element";
import { writeSequence, writeUnsigned } from "../../asn1/write";
import { dsaNumbers } from "../arguments";
import { bitLength, bytesToBigint } from "../octets";
import type { DsaParameters, VerifyKey } from "../provider";
import { modPow } from "./rsa";

/** DSA verification (FIPS 186-4 §4.7) of a digest; the signature is DER of Dss-Sig-Value (RFC 3279 §2.2.2). The key has been checked. */
export function verifyDsa(
  key: Extract<VerifyKey, { kind: "dsa" }>,
  digest: Uint8Array,
  signature: Uint8Array,
): boolean {
  const values = readSignature(signature);
  if (!values || !key.parameters) return false;
  const { p, q, g, orderBits } = dsaNumbers(key.parameters);
  const [r, s] = values;
  if (r <= 0n || r >= q || s <= 0n || s >= q) return false;
  const w = inverse(s, q);
  if (w === undefined) return false;
  const u1 = (leftmostBits(digest, orderBits) * w) % q;
  const u2 = (r * w) % q;
  return ((modPow(g, u1, p) * modPow(bytesToBigint(key.y), u2, p)) % p) % q === r;
}

/** y = g^x mod p, as long as p (FIPS 186-4 §4.1); undefined for an x that is no private key. Throws `CryptoError` for parameters that are none. */
export function dsaPublicValue(parameters: DsaParameters, x: Uint8Array): bigint | undefined {
  const { p, q, g } = dsaNumbers(parameters);
  const value = x.length > parameters.p.length ? 0n : bytesToBigint(x);
  return value <= 0n || value >= q ? undefined : modPow(g, value, p);
}

/** r and s; undefined for what is not DER of two non-negative integers, to the byte. */
function readSignature(signature: Uint8Array): readonly [bigint, bigint] | undefined {
  const element = readElement(signature, 0, signature.length);
  const [r, s] = element instanceof Element ? element.children.map(({ content }) => content) : [];
  if (!r || !s || !equalBytes(writeSequence(writeUnsigned(r), writeUnsigned(s)), signature)) return undefined;
  return [bytesToBigint(r), bytesToBigint(s)];
}

/** The leftmost `bits` of a digest as a number, all of it where it is shorter. */
function leftmostBits(digest: Uint8Array, bits: number): bigint {
  const excess = Math.max(0, 8 * digest.length - bits);
  return bytesToBigint(digest) >> BigInt(excess);
}

/** The inverse of `value` modulo `modulus` by Euclid's algorithm; undefined where there is none (q is not prime). */
function inverse(value: bigint, modulus: bigint): bigint | undefined {
  let [a, b, x, y] = [value % modulus, modulus, 1n, 0n];
  for (let rounds = 4 * bitLength(modulus); a > 1n && rounds > 0; rounds--) {
    const quotient = b / a;
    [a, b] = [b % a, a];
    [x, y] = [y - quotient * x, x];
  }
  return a === 1n ? ((x % modulus) + modulus) % modulus : undefined;
}
