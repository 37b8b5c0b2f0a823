import { equalBytes } from "../../../bytes/concat";
import { sameName, type BasicOcspResponse, type Certificate } from "../../../x509";
import { nameOf, when } from "../describe";
import { statusByLists } from "./lists";
import { SKEW, type RevocationContext, type Target } from "./types";

/** So many certificates within a response are looked at. */
const MAX_CERTIFICATES = 8;

/** Why the response's signer may not speak for the issuer, or its signature does not hold (RFC 6960 §4.2.2.2). */
export function responderProblem(
  basic: BasicOcspResponse,
  target: Target,
  context: RevocationContext,
): string | undefined {
  const { pool } = context;
  const { issuer } = target;
  const delegates = basic.certificates.slice(0, MAX_CERTIFICATES).map((each) => pool.signerOf(each));
  const named = [issuer, ...delegates].filter(({ certificate }) => isNamed(basic, certificate, context));
  if (named.length === 0)
    return "is signed by a responder that is not the issuer, and its certificate is not in it";
  const results = named.map((signer) => ({ signer, result: pool.signature(basic, signer.key) }));
  const signer = results.find(({ result }) => result === "good")?.signer;
  if (!signer) {
    return results.some(({ result }) => result === "unknown")
      ? `has a signature that was not checked: ${basic.signatureAlgorithm.text} is not known here`
      : "has a signature that does not verify";
  }
  const isIssuer =
    equalBytes(signer.certificate.publicKey.der, issuer.certificate.publicKey.der) &&
    sameName(signer.certificate.subject, issuer.certificate.subject);
  const problem = isIssuer ? undefined : delegateProblem(signer.certificate, target, context);
  return problem === undefined
    ? undefined
    : `is signed by ${nameOf(signer.certificate)}, which may not speak for ${nameOf(issuer.certificate)}: ${problem}`;
}

function isNamed(
  { responderId }: BasicOcspResponse,
  certificate: Certificate,
  { input }: RevocationContext,
): boolean {
  return responderId.kind === "byName"
    ? sameName(responderId.name, certificate.subject)
    : equalBytes(responderId.keyHash, input.provider.hash("sha1", certificate.publicKey.keyBytes));
}

/** A delegate is issued by the very CA, for OCSP, and valid. */
function delegateProblem(
  certificate: Certificate,
  target: Target,
  context: RevocationContext,
): string | undefined {
  const { pool, input } = context;
  const { issuer } = target;
  if (!sameName(certificate.issuer, issuer.certificate.subject)) return "another CA issued its certificate";
  if (pool.signature(certificate, issuer.key) !== "good") return "the CA's key did not sign its certificate";
  if (!certificate.extKeyUsage?.includes("OCSPSigning")) return "its extKeyUsage is not OCSPSigning";
  const now = Date.parse(input.at);
  const { notBefore, notAfter } = certificate;
  if (!(Date.parse(notBefore ?? "") <= now + SKEW && now <= Date.parse(notAfter ?? ""))) {
    return `its certificate is valid from ${when(notBefore)} to ${when(notAfter)}`;
  }
  const odd = certificate.extensions.find(({ critical, known }) => critical && !known);
  if (odd) return `its certificate has the critical extension ${odd.name}, which is not processed here`;
  if (certificate.extensions.some(({ name }) => name === "ocspNoCheck")) return undefined;
  const status = statusByLists({ ...target, certificate }, context);
  return status?.status === "revoked" ? status.message : undefined;
}
