import type { CertificateSummary, Side } from "../inspection";
import type { Span } from "../bytes/span";
import { toHex } from "../bytes/hex";
import { shorten } from "../asn1/strings";
import { Element, readElement } from "../asn1/element";
import { readCertificate, type Certificate } from "./certificate";
import { readCertificateList } from "./crl";
import type { DerKind } from "./identify";
import { readPrivateKeySummary } from "./privateKey";
import { readPublicKey, RsaPublicKey } from "./publicKey";
import { readCertificationRequest } from "./request";
import { derLabel, derText } from "./traceDer";
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

/** What a hover says of DER that is no certificate (and, shorter, of one that is). Nothing secret is in it. */
export interface DerObjectSummary {
  readonly kind: DerKind;
  /** "Certification Request", "Private Key". */
  readonly label: string;
  /** Of a certificate or request; of a revocation list its issuer. */
  readonly subject?: string;
  /** "RSA 2048 bits"; of an encrypted private key how it is encrypted. */
  readonly key?: string;
  readonly signatureAlgorithm?: string;
  /** Of what has neither subject nor key, what it holds in a few words: "signedData: 3 certificates, no signer". */
  readonly content?: string;
  /** Names that a certificate has or a request asks for. */
  readonly subjectAltNames?: readonly string[];
  /** Of a revocation list: ISO 8601, and how many certificates it revokes. */
  readonly thisUpdate?: string | undefined;
  readonly nextUpdate?: string | undefined;
  readonly revoked?: number;
  /** SHA-256 of the DER in lower-case hex; of a private key absent, for what is derived from a secret may help to guess it. */
  readonly sha256?: string;
  /** SHA-256 of the public key's SubjectPublicKeyInfo: what pins and key pairs are compared by. */
  readonly publicKeySha256?: string;
}

/** Says in a few words what DER of this kind holds. Never throws; what cannot be read is left out. */
export function summarizeDer(kind: DerKind, der: Uint8Array, hash: SummaryContext["hash"]): DerObjectSummary {
  const label = derLabel(kind);
  const sha256 = (bytes: Uint8Array): string => toHex(hash("sha256", bytes));
  switch (kind) {
    case "certificate":
    case "certificationRequest": {
      const read = kind === "certificate" ? readCertificate(der) : readCertificationRequest(der);
      if (!read) return { kind, label, sha256: sha256(der) };
      const names = (read.subjectAltName ?? []).filter((name) => SHOWN.has(name.kind));
      return {
        kind,
        label,
        subject: shorten(read.subject.text, 1000),
        key: read.publicKey.description,
        signatureAlgorithm: read.signatureAlgorithm.name,
        subjectAltNames: names.map(({ value }) => value),
        sha256: sha256(read.der),
        publicKeySha256: sha256(read.publicKey.der),
      };
    }
    case "certificateList": {
      const list = readCertificateList(der);
      if (!list) return { kind, label, sha256: sha256(der) };
      return {
        kind,
        label,
        subject: shorten(list.issuer.text, 1000),
        signatureAlgorithm: list.signatureAlgorithm.name,
        thisUpdate: list.thisUpdate,
        nextUpdate: list.nextUpdate,
        revoked: list.entryCount,
        sha256: sha256(list.der),
      };
    }
    case "publicKey": {
      const element = readElement(der, 0, der.length);
      const key = element instanceof Element ? readPublicKey(element) : undefined;
      return {
        kind,
        label,
        ...(key && { key: key.description, publicKeySha256: sha256(key.der) }),
        sha256: sha256(der),
      };
    }
    case "rsaPrivateKey":
    case "ecPrivateKey":
    case "dsaPrivateKey":
    case "privateKey":
    case "encryptedPrivateKey": {
      const key = readPrivateKeySummary(kind, der);
      return { kind, label, ...(key && { key: key.description }) };
    }
    case "pkcs12":
      return { kind, label, content: derText(kind, der) };
    case "rsaPublicKey": {
      const element = readElement(der, 0, der.length);
      const key = element instanceof Element ? RsaPublicKey.display?.(element) : undefined;
      return { kind, label, ...(key !== undefined && { key }), sha256: sha256(der) };
    }
    default: {
      const content = derText(kind, der);
      return { kind, label, ...(content !== "" && { content: shorten(content, 1000) }), sha256: sha256(der) };
    }
  }
}
