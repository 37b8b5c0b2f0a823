import { ml_dsa44, ml_dsa65, ml_dsa87 } from "@noble/post-quantum/ml-dsa.js";
import {
  slh_dsa_sha2_128f,
  slh_dsa_sha2_128s,
  slh_dsa_sha2_192f,
  slh_dsa_sha2_192s,
  slh_dsa_sha2_256f,
  slh_dsa_sha2_256s,
  slh_dsa_shake_128f,
  slh_dsa_shake_128s,
  slh_dsa_shake_192f,
  slh_dsa_shake_192s,
  slh_dsa_shake_256f,
  slh_dsa_shake_256s,
} from "@noble/post-quantum/slh-dsa.js";
import type { Signer } from "@noble/post-quantum/utils.js";
import type { MlDsaSet, SlhDsaSet, VerifyKey } from "../provider";

/** Noble's post-quantum signatures by the names of FIPS 204 and FIPS 205. */
export const POST_QUANTUM_SIGNATURES: Readonly<Record<MlDsaSet | SlhDsaSet, Signer>> = {
  "ML-DSA-44": ml_dsa44,
  "ML-DSA-65": ml_dsa65,
  "ML-DSA-87": ml_dsa87,
  "SLH-DSA-SHA2-128s": slh_dsa_sha2_128s,
  "SLH-DSA-SHA2-128f": slh_dsa_sha2_128f,
  "SLH-DSA-SHA2-192s": slh_dsa_sha2_192s,
  "SLH-DSA-SHA2-192f": slh_dsa_sha2_192f,
  "SLH-DSA-SHA2-256s": slh_dsa_sha2_256s,
  "SLH-DSA-SHA2-256f": slh_dsa_sha2_256f,
  "SLH-DSA-SHAKE-128s": slh_dsa_shake_128s,
  "SLH-DSA-SHAKE-128f": slh_dsa_shake_128f,
  "SLH-DSA-SHAKE-192s": slh_dsa_shake_192s,
  "SLH-DSA-SHAKE-192f": slh_dsa_shake_192f,
  "SLH-DSA-SHAKE-256s": slh_dsa_shake_256s,
  "SLH-DSA-SHAKE-256f": slh_dsa_shake_256f,
};

/** Pure ML-DSA (FIPS 204 §5.3) and pure SLH-DSA (FIPS 205 §10.3) with an empty context, as certificates use them (RFC 9881 §3, RFC 9909 §3). */
export function verifyPostQuantum(
  key: Extract<VerifyKey, { kind: "ml-dsa" | "slh-dsa" }>,
  message: Uint8Array,
  signature: Uint8Array,
): boolean {
  const scheme = POST_QUANTUM_SIGNATURES[key.set];
  if (signature.length !== scheme.lengths.signature) return false;
  try {
    return scheme.verify(signature, message, key.bytes);
  } catch {
    return false; // an encoding that cannot be
  }
}
