import type { Tracer } from "../fields/tracer";
import { any } from "../asn1/generic";
import type { Place } from "../asn1/trace";
import type { Type } from "../asn1/type";
import { CertificateType } from "./certificate";
import { CertificateListType } from "./crl";
import type { DerKind } from "./identify";
import { NameType } from "./name";
import { OcspResponseType } from "./ocsp";
import { privateKeyType, type PrivateKeyKind } from "./privateKey";
import { RsaPublicKey, SubjectPublicKeyInfo } from "./publicKey";
import { CertificationRequestType } from "./request";
import { traceRoot } from "./root";

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
  ocspResponse: { type: OcspResponseType, place: { key: "ocspResponse", label: "OCSP Response" } },
  name: { type: NameType, place: { key: "name", label: "Distinguished Name" } },
  cms: { type: any, place: { key: "contentInfo", label: "CMS Content" } },
  // A PKCS#12 file can hold keys that nothing encrypts: none of its content is shown.
  pkcs12: { type: any, place: { key: "pfx", label: "PKCS#12 File" }, secret: true },
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
  return traceRoot(tracer, bytes, start, end, type, place, secret);
}

/** What a person calls DER of this kind: "Certification Request". */
export function derLabel(kind: DerKind | "name"): string {
  const { label } = SHAPES[kind].place;
  return typeof label === "string" ? label : kind;
}

/** Writes the rows of DER that stands in a TLS message: what the grammar's `Context.der` asks for. Never throws. */
export function traceEmbeddedDer(
  kind: "certificate" | "name" | "ocsp_response",
  tracer: Tracer,
  bytes: Uint8Array,
  start: number,
  end: number,
): void {
  traceDer(kind === "ocsp_response" ? "ocspResponse" : kind, tracer, bytes, start, end);
}
