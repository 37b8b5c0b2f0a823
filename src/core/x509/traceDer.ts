import { defineField } from "../fields/schema";
import type { Tracer } from "../fields/tracer";
import { Element, readElement } from "../asn1/element";
import { any } from "../asn1/generic";
import { Trace, type Place } from "../asn1/trace";
import type { Type } from "../asn1/type";
import { AttributeCertificateType } from "./attributeCertificate";
import { CertificateType } from "./certificate";
import { ContentInfo } from "./cms";
import { CertificateListType } from "./crl";
import { DhParametersType } from "./dhParameters";
import { EcpkParameters } from "./ecParameters";
import type { DerKind } from "./identify";
import { DssParms } from "./keyParameters";
import { NameType } from "./name";
import { OcspRequestType } from "./ocspRequest";
import { OcspResponseType } from "./ocsp";
import { PfxType } from "./pkcs12";
import { privateKeyType, type PrivateKeyKind } from "./privateKey";
import { RsaPublicKey, SubjectPublicKeyInfo } from "./publicKey";
import { CertificationRequestType } from "./request";
import { traceRoot } from "./root";
import { CERTIFICATE_AUX, CertificateAuxType } from "./trustedCertificate";

interface Shape {
  readonly type: Type;
  readonly place: Place;
  readonly secret?: boolean;
}

const privateShape = (kind: PrivateKeyKind, label: string): Shape => ({
  type: privateKeyType(kind),
  place: { key: kind === "privateKey" ? "privateKeyInfo" : kind, label },
  secret: true,
});

const SHAPES: Readonly<Record<DerKind | "name", Shape>> = {
  certificate: { type: CertificateType, place: { key: "certificate", label: "Certificate", prefix: "" } },
  certificationRequest: {
    type: CertificationRequestType,
    place: { key: "certificationRequest", label: "Certification Request", prefix: "" },
  },
  certificateList: {
    type: CertificateListType,
    place: { key: "certificateList", label: "Certificate Revocation List", prefix: "" },
  },
  publicKey: { type: SubjectPublicKeyInfo, place: { key: "subjectPublicKeyInfo", label: "Public Key" } },
  rsaPublicKey: { type: RsaPublicKey, place: { key: "rsaPublicKey", label: "RSA Public Key" } },
  rsaPrivateKey: privateShape("rsaPrivateKey", "RSA Private Key"),
  ecPrivateKey: privateShape("ecPrivateKey", "EC Private Key"),
  dsaPrivateKey: privateShape("dsaPrivateKey", "DSA Private Key"),
  privateKey: privateShape("privateKey", "Private Key"),
  encryptedPrivateKey: privateShape("encryptedPrivateKey", "Encrypted Private Key"),
  ocspRequest: { type: OcspRequestType, place: { key: "ocspRequest", label: "OCSP Request" } },
  ocspResponse: { type: OcspResponseType, place: { key: "ocspResponse", label: "OCSP Response" } },
  name: { type: NameType, place: { key: "name", label: "Distinguished Name" } },
  attributeCertificate: {
    type: AttributeCertificateType,
    place: { key: "attributeCertificate", label: "Attribute Certificate" },
  },
  dhParameters: {
    type: DhParametersType,
    place: { key: "dhParameters", label: "Diffie-Hellman Parameters" },
  },
  dsaParameters: { type: DssParms, place: { key: "dsaParameters", label: "DSA Parameters" } },
  ecParameters: { type: EcpkParameters, place: { key: "ecParameters", label: "EC Parameters" } },
  cms: { type: ContentInfo, place: { key: "contentInfo", label: "CMS Content" } },
  // A PKCS#12 file can hold keys that nothing encrypts: what is not plainly public is not shown.
  pkcs12: { type: PfxType, place: { key: "pfx", label: "PKCS#12 File" }, secret: true },
  asn1: { type: any, place: { key: "asn1.root", label: "ASN.1" } },
};

/**
 * Writes the rows of the DER of this kind that stands at `start` up to `end` of `bytes`, below one row, which is returned.
 * Rows of secret parts of private keys have neither value nor display text. Damaged input gives the fields that can be
 * read, a finding where it broke, and the rest as raw bytes. Never throws.
 */
export function traceDer(
  kind: DerKind | "name",
  tracer: Tracer,
  bytes: Uint8Array,
  start: number,
  end: number,
): number {
  const { type, place, secret } = SHAPES[kind];
  if (kind === "certificate") {
    const row = traceTrusted(tracer, bytes, start, end);
    if (row !== undefined) return row;
  }
  return traceRoot(tracer, bytes, start, end, type, place, secret);
}

const TRUSTED = defineField({ key: "trustedCertificate", label: "Trusted Certificate" });

/**
 * The rows of OpenSSL's TRUSTED CERTIFICATE, a certificate and what it is trusted for, below one row; undefined, with
 * nothing written, for what is none.
 */
function traceTrusted(tracer: Tracer, bytes: Uint8Array, start: number, end: number): number | undefined {
  const certificate = readElement(bytes, start, end);
  if (!(certificate instanceof Element) || !CertificateType.accepts(certificate)) return undefined;
  const aux = certificate.end < end ? readElement(bytes, certificate.end, end) : undefined;
  if (!(aux instanceof Element) || aux.end !== end) return undefined;
  if (!CertificateAuxType.accepts(aux) || !CertificateAuxType.fits(aux)) return undefined;
  const row = tracer.open(TRUSTED, start);
  const trace = new Trace(tracer);
  CertificateType.trace(trace, certificate, SHAPES.certificate.place);
  CertificateAuxType.trace(trace, aux, CERTIFICATE_AUX);
  tracer.close(row, end);
  return row;
}

/** What a person calls DER of this kind: "Certification Request". */
export function derLabel(kind: DerKind | "name"): string {
  const { label } = SHAPES[kind].place;
  return typeof label === "string" ? label : kind;
}

/** What DER of this kind says in a few words, as its row does; "" for what is damaged at its beginning. Never throws. */
export function derText(kind: DerKind, der: Uint8Array): string {
  const element = readElement(der, 0, der.length);
  const { type } = SHAPES[kind];
  return element instanceof Element && type.accepts(element) ? (type.display?.(element) ?? "") : "";
}

/** Writes the rows of DER that stands in a TLS message: what the grammar's `Context.der` asks for. Never throws. */
export function traceEmbeddedDer(
  kind: "certificate" | "name" | "ocsp_response",
  tracer: Tracer,
  bytes: Uint8Array,
  start: number,
  end: number,
): void {
  const { type, place } = SHAPES[kind === "ocsp_response" ? "ocspResponse" : kind];
  traceRoot(tracer, bytes, start, end, type, place);
}
