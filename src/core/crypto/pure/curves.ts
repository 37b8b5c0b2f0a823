import { ecdsa, weierstrass, type ECDSA } from "@noble/curves/abstract/weierstrass.js";
import { p256, p384, p521 } from "@noble/curves/nist.js";
import { sha256, sha384, sha512 } from "@noble/hashes/sha2.js";
import { NAMED_CURVES } from "../../x509/curves";
import type { EcdsaCurve } from "../provider";

/** The curves that key exchange needs anyway come made; the others are built when the first key asks for them. */
const built = new Map<EcdsaCurve, ECDSA>([
  ["secp256r1", p256],
  ["secp384r1", p384],
  ["secp521r1", p521],
]);

/** ECDSA over a named curve. Building one takes about a millisecond, once. */
export function ecdsaCurve(curve: EcdsaCurve): ECDSA {
  let made = built.get(curve);
  if (!made) {
    made = build(curve);
    built.set(curve, made);
  }
  return made;
}

function build(curve: EcdsaCurve): ECDSA {
  const { p, a, b, gx, gy, n, h, bits } = NAMED_CURVES[curve];
  const number = (hex: string): bigint => BigInt(`0x${hex}`);
  const point = weierstrass({
    p: number(p),
    a: number(a),
    b: number(b),
    Gx: number(gx),
    Gy: number(gy),
    n: number(n),
    h: BigInt(h),
  });
  // The hash is that of RFC 6979's nonces; digests are made by the caller.
  return ecdsa(point, bits <= 256 ? sha256 : bits <= 384 ? sha384 : sha512);
}
