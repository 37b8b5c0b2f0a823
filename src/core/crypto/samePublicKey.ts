import { equalBytes } from "../bytes/concat";
import type { PublicKeyInfo } from "../x509/publicKey";
import type { EcdsaCurve, VerifyKey } from "./provider";
import { ecdsaCurve } from "./pure/curves";

/**
 * Whether two public keys are one and the same, however they are written: RSA keys by their numbers, whichever OID they
 * bear; points whether compressed or not; DSA keys by their public value where one inherits its parameters. Never throws.
 */
export function samePublicKey(a: PublicKeyInfo, b: PublicKeyInfo): boolean {
  if (equalBytes(a.der, b.der)) return true;
  if (a.key && b.key) return sameKey(a.key, b.key);
  return a.algorithm === b.algorithm && a.keyBytes.length > 0 && equalBytes(a.keyBytes, b.keyBytes);
}

function sameKey(a: VerifyKey, b: VerifyKey): boolean {
  if (a.kind === "rsa" && b.kind === "rsa") {
    return equalBytes(a.modulus, b.modulus) && equalBytes(a.exponent, b.exponent);
  }
  if (a.kind === "dsa" && b.kind === "dsa") {
    const [one, other] = [a.parameters, b.parameters];
    const sameDomain =
      !one ||
      !other ||
      (equalBytes(one.p, other.p) && equalBytes(one.q, other.q) && equalBytes(one.g, other.g));
    return sameDomain && equalBytes(a.y, b.y);
  }
  if (a.kind === "ecdsa" && b.kind === "ecdsa") {
    return a.curve === b.curve && equalBytes(uncompressed(a.curve, a.point), uncompressed(b.curve, b.point));
  }
  if ("set" in a && "set" in b) return a.set === b.set && equalBytes(a.bytes, b.bytes);
  if ("point" in a && "point" in b) return a.kind === b.kind && equalBytes(a.point, b.point);
  return false;
}

/** The uncompressed form of a compressed point; any other as it is, also one that is off its curve. */
function uncompressed(curve: EcdsaCurve, point: Uint8Array): Uint8Array {
  if (point[0] !== 2 && point[0] !== 3) return point;
  try {
    return ecdsaCurve(curve).Point.fromBytes(point).toBytes(false);
  } catch {
    return point;
  }
}
