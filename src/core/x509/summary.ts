import type { CertificateSummary, Side } from "../inspection";
import type { Span } from "../bytes/span";
import { toHex } from "../bytes/hex";
import { shorten } from "../asn1/strings";
import type { Certificate } from "./certificate";
import type { GeneralName } from "./generalName";

/** What a summary cannot read out of the certificate: where it stands and who sent it; and a hash function. */
export interface SummaryContext {
  readonly from: Side | "text";
  /** Place in the presented chain, the leaf first. */
  readonly position: number;
  readonly span: Span;
  /** Its row. */
  readonly field: number;
  readonly hash: (name: "sha1" | "sha256", data: Uint8Array) => Uint8Array;
}

const SHOWN: ReadonlySet<GeneralName["kind"]> = new Set([
  "dNSName",
  "iPAddress",
  "rfc822Name",
  "uniformResourceIdentifier",
]);

/** What the list of certificates shows of one. */
export function summarizeCertificate(certificate: Certificate, context: SummaryContext): CertificateSummary {
  const { hash, ...place } = context;
  const names = certificate.subjectAltName ?? [];
  return {
    ...place,
    subject: shorten(certificate.subject.text, 1000),
    issuer: shorten(certificate.issuer.text, 1000),
    serialNumber: certificate.serialNumber,
    notBefore: certificate.notBefore,
    notAfter: certificate.notAfter,
    publicKey: certificate.publicKey.description,
    signatureAlgorithm: certificate.signatureAlgorithm.name,
    subjectAltNames: names.filter(({ kind }) => SHOWN.has(kind)).map(({ value }) => value),
    isCa: certificate.basicConstraints?.isCa ?? false,
    sha256: toHex(hash("sha256", certificate.der)),
    sha1: toHex(hash("sha1", certificate.der)),
  };
}
