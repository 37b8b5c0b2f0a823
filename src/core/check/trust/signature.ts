import { equalBytes } from "../../bytes/concat";
import { CryptoError, type CryptoProvider } from "../../crypto/provider";
import type { Certificate, PublicKeyInfo } from "../../x509";

/** What came of verifying a signature: "unknown" where no provider knows the algorithm or the key's kind. */
export type SignatureResult = "good" | "bad" | "unknown";

/** Whether the certificate's signature verifies with this key (RFC 5280 §6.1.3 (a)(1)). */
export function checkSignature(
  certificate: Certificate,
  issuerKey: PublicKeyInfo,
  provider: CryptoProvider,
): SignatureResult {
  const { algorithm } = certificate.signatureAlgorithm;
  const { key } = issuerKey;
  if (!algorithm || !key) return "unknown";
  try {
    return provider.verify(algorithm, key, certificate.tbs, certificate.signature) ? "good" : "bad";
  } catch (error) {
    // A key of another kind than the algorithm's, a point off its curve: such a signature cannot be right.
    if (error instanceof CryptoError) return "bad";
    throw error;
  }
}

/** Whether two certificates are the same, byte for byte. */
export function sameCertificate(a: Certificate, b: Certificate): boolean {
  return equalBytes(a.der, b.der);
}
