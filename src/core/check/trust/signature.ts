import { equalBytes } from "../../bytes/concat";
import { CryptoError, type CryptoProvider } from "../../crypto/provider";
import type { Certificate, PublicKeyInfo, SignatureAlgorithmInfo } from "../../x509";
import { inheritDsaParameters } from "../../x509/publicKey";

/** What came of verifying a signature: "unknown" where no provider knows the algorithm or the key's kind. */
export type SignatureResult = "good" | "bad" | "unknown";

/** What a CA or a responder signs: a certificate, a revocation list, an OCSP response. */
export interface Signed {
  readonly signatureAlgorithm: SignatureAlgorithmInfo;
  readonly signature: Uint8Array;
  /** What the signature is made over. */
  readonly tbs: Uint8Array;
}

/** Whether the signature on `signed` verifies with this key (RFC 5280 §6.1.3 (a)(1)). */
export function checkSignature(
  signed: Signed,
  signerKey: PublicKeyInfo,
  provider: CryptoProvider,
): SignatureResult {
  const { algorithm } = signed.signatureAlgorithm;
  const { key } = signerKey;
  if (!algorithm || !key) return "unknown";
  // Its parameters are those of a certificate above, which is not at hand.
  if (key.kind === "dsa" && !key.parameters) return "unknown";
  try {
    return provider.verify(algorithm, key, signed.tbs, signed.signature) ? "good" : "bad";
  } catch (error) {
    // A key of another kind than the algorithm's, a point off its curve: such a signature cannot be right.
    if (error instanceof CryptoError) return "bad";
    throw error;
  }
}

/** A certificate and the key it signs with: of a DSA key the parameters may be its issuer's. */
export interface Signer {
  readonly certificate: Certificate;
  readonly key: PublicKeyInfo;
}

/** §6.1.4 (d) to (f): the key that verifies what a certificate signs, given the one above it. */
export function workingKey(own: PublicKeyInfo, above: PublicKeyInfo | undefined): PublicKeyInfo {
  return inheritDsaParameters(own, above);
}

/** Whether two certificates are the same, byte for byte. */
export function sameCertificate(a: Certificate, b: Certificate): boolean {
  return a === b || equalBytes(a.der, b.der);
}
