import { equalBytes } from "../../../bytes/concat";
import { sameName, type CertificateList, type DistributionPoint } from "../../../x509";
import { nameOf, shortName } from "../describe";
import { sameCertificate, type Signer } from "../signature";
import { titleOf, type Problem } from "./listProblem";
import type { RevocationContext, Target } from "./types";

/** §6.3.3 (f) and (g): who signed the list, whether that one may, and whether the signature holds. */
export function signerProblem(
  target: Target,
  point: DistributionPoint,
  list: CertificateList,
  context: RevocationContext,
): Problem | undefined {
  const own = titleOf(list);
  const signer = signerOf(target, list, context);
  if (!signer) {
    return {
      rank: 2,
      text: `the signature on ${own} does not verify with a key of ${shortName(list.issuer)}: the list was altered, or the certificate of the key that signed it is not at hand`,
      fix: `Give the list as ${shortName(list.issuer)} issued it, and the certificate of the key that signed it`,
    };
  }
  if (signer === "unknown") {
    return {
      rank: 2,
      text: `the signature on ${own} was not checked: ${list.signatureAlgorithm.text} is not known here`,
      fix: "Check the list with another tool",
    };
  }
  const { certificate } = signer;
  if (certificate.keyUsage && !certificate.keyUsage.includes("cRLSign")) {
    return {
      rank: 3,
      text: `${nameOf(certificate)}, which signed ${own}, may not sign revocation lists: its keyUsage is ${certificate.keyUsage.join(", ")}`,
      fix: `Have the certificate of ${nameOf(certificate)} issued again with cRLSign`,
    };
  }
  if (target.above.some((above) => sameCertificate(above.certificate, certificate))) return undefined;
  // A certificate does not vouch for itself, unless its issuer sends one to it for that.
  const isItself = sameCertificate(certificate, target.certificate);
  if (isItself && point.cRLIssuer) return undefined;
  const problem = isItself ? "it would vouch for itself" : context.signerProblem(certificate, target.anchor);
  return problem === undefined
    ? undefined
    : {
        rank: 3,
        text: `${own} is signed by ${nameOf(certificate)}, whose certificate does not hold: ${problem}`,
        fix: `Give a list that a valid certificate of ${shortName(list.issuer)} signed`,
      };
}

/** The certificate whose key verifies the list: of the path itself, or of any at hand with the issuer's name. */
function signerOf(
  { above, certificate }: Target,
  list: CertificateList,
  { pool }: RevocationContext,
): Signer | "unknown" | undefined {
  if (!equalBytes(list.signatureAlgorithm.der, list.tbsSignatureAlgorithm.der)) return undefined;
  const inPath = above.filter((signer) => sameName(signer.certificate.subject, list.issuer));
  const itself = sameName(certificate.subject, list.issuer) ? [certificate] : [];
  const others = [...pool.named(list.issuer), ...itself].map((other): Signer => pool.signerOf(other));
  let unknown = false;
  for (const signer of [...inPath, ...others]) {
    const wanted = list.authorityKeyIdentifier;
    const has = signer.certificate.subjectKeyIdentifier;
    if (wanted && has && !equalBytes(wanted, has)) continue;
    const result = pool.signature(list, signer.key);
    if (result === "good") return signer;
    unknown ||= result === "unknown";
  }
  return unknown ? "unknown" : undefined;
}
