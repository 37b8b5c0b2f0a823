import { decodeSmallInteger, integerHex } from "../asn1/integer";
import { decodeBitString } from "../asn1/bitString";
import { Element, readElement } from "../asn1/element";
import { decodeOid, oidName } from "../asn1/oid";
import { TAG } from "../asn1/tags";
import { decodeTime } from "../asn1/time";
import {
  bitString,
  choice,
  explicit,
  generalizedTime,
  implicit,
  listOf,
  octetString,
  octetStringOf,
  oid,
  optional,
  part,
  primitive,
  sequence,
  unwrap,
} from "../asn1/types";
import {
  AlgorithmIdentifier,
  algorithmName,
  algorithmOid,
  readSignatureAlgorithm,
  type SignatureAlgorithmInfo,
} from "./algorithm";
import { CertificateType, readCertificate, Version, type Certificate } from "./certificate";
import { Extensions, readExtensions, type Extension } from "./extensions";
import { CrlReason, readReason } from "./extensions/crl";
import { SerialNumber } from "./extensions/keyIdentifiers";
import { NameType, readName, type Name } from "./name";

const STATUS: Readonly<Record<number, string>> = {
  0: "successful",
  1: "malformedRequest",
  2: "internalError",
  3: "tryLater",
  5: "sigRequired",
  6: "unauthorized",
};

const ResponseStatus = primitive("an ENUMERATED", [TAG.enumerated], {
  display: ({ content }) => {
    const status = decodeSmallInteger(content) ?? -1;
    return `${STATUS[status] ?? "unknown status"} (${String(status)})`;
  },
});

export const CertId = sequence(
  {
    hashAlgorithm: part("Hash Algorithm", AlgorithmIdentifier),
    issuerNameHash: part("Issuer Name Hash", octetString),
    issuerKeyHash: part("Issuer Key Hash", octetString),
    serialNumber: part("Serial Number", SerialNumber),
  },
  {
    display: (element): string => {
      const { serialNumber } = CertId.parts(element);
      return serialNumber ? `serial number ${integerHex(serialNumber.content)}` : "";
    },
  },
);

const RevokedInfo = sequence({
  revocationTime: part("Revocation Time", generalizedTime),
  revocationReason: optional("Revocation Reason", explicit(0, CrlReason)),
});

const Empty = primitive("NULL", [TAG.null], { display: () => "" });

const CertStatus = choice("a certificate's status", {
  good: { label: "Good", type: implicit(0, Empty, false) },
  revoked: { label: "Revoked", type: implicit(1, RevokedInfo, true) },
  unknown: { label: "Unknown", type: implicit(2, Empty, false) },
});

const SingleResponse = sequence(
  {
    certID: part("Certificate ID", CertId),
    certStatus: part("Status", CertStatus),
    thisUpdate: part("This Update", generalizedTime),
    nextUpdate: optional("Next Update", explicit(0, generalizedTime)),
    singleExtensions: optional("Extensions", explicit(1, Extensions)),
  },
  {
    display: (element): string => {
      const { certStatus } = SingleResponse.parts(element);
      return (certStatus && CertStatus.pick(certStatus)) ?? "";
    },
  },
);

const ResponderId = choice("a responder's ID", {
  byName: { label: "Responder's Name", type: explicit(1, NameType) },
  byKey: { label: "Responder's Key Hash", type: explicit(2, octetString) },
});

const ResponseData = sequence({
  version: optional("Version", explicit(0, Version)),
  responderID: part("Responder ID", ResponderId),
  producedAt: part("Produced At", generalizedTime),
  responses: part("Responses", listOf({ name: "singleResponse", label: "Response", type: SingleResponse })),
  responseExtensions: optional("Extensions", explicit(1, Extensions)),
});

const BasicResponse = sequence({
  tbsResponseData: part("To-Be-Signed Response Data", ResponseData),
  signatureAlgorithm: part("Signature Algorithm", AlgorithmIdentifier),
  signature: part("Signature", bitString),
  certs: optional(
    "Certificates",
    explicit(0, listOf({ name: "certificate", label: "Certificate", type: CertificateType })),
  ),
});

const BasicResponseValue = octetStringOf(BasicResponse);

const ResponseBytes = sequence(
  { responseType: part("Response Type", oid), response: part("Response", octetString) },
  {
    refine: (name, { responseType }) =>
      name === "response" && responseType && oidName(decodeOid(responseType.content) ?? "") === "ocspBasic"
        ? BasicResponseValue
        : undefined,
  },
);

/** OCSPResponse (RFC 6960 §4.2.1). */
export const OcspResponseType = sequence(
  {
    responseStatus: part("Response Status", ResponseStatus),
    responseBytes: optional("Response Bytes", explicit(0, ResponseBytes)),
  },
  {
    display: (element): string => {
      const { responseStatus } = OcspResponseType.parts(element);
      return responseStatus ? (ResponseStatus.display?.(responseStatus) ?? "") : "";
    },
  },
);

/** Which certificate a request or a response means (RFC 6960 §4.1.1). */
export interface OcspCertId {
  /** Dotted; what the two hashes are made with. */
  readonly hashAlgorithm: string;
  /** "sha1", "sha256", or the dotted number. */
  readonly hashName: string;
  /** Of the issuer's distinguished name in DER. */
  readonly issuerNameHash: Uint8Array;
  /** Of the content of the BIT STRING in the issuer's SubjectPublicKeyInfo. */
  readonly issuerKeyHash: Uint8Array;
  /** Lower-case hex. */
  readonly serialNumber: string;
}

/** What a responder says of one certificate (RFC 6960 §4.2.1). */
export interface OcspSingleResponse {
  readonly certId: OcspCertId;
  readonly status: "good" | "revoked" | "unknown";
  /** ISO 8601, of a revoked one. */
  readonly revocationTime: string | undefined;
  /** "keyCompromise", of a revoked one whose reason is said. */
  readonly revocationReason: string | undefined;
  /** ISO 8601; undefined where it could not be read. */
  readonly thisUpdate: string | undefined;
  /** ISO 8601; undefined when newer information is there at any time. */
  readonly nextUpdate: string | undefined;
  readonly extensions: readonly Extension[];
}

/** Who signed: a name, or the SHA-1 of the key's bits (RFC 6960 §4.2.2.3). */
export type OcspResponderId =
  { readonly kind: "byName"; readonly name: Name } | { readonly kind: "byKey"; readonly keyHash: Uint8Array };

/** BasicOCSPResponse (RFC 6960 §4.2.1), read. */
export interface BasicOcspResponse {
  readonly responderId: OcspResponderId;
  /** ISO 8601. */
  readonly producedAt: string | undefined;
  readonly responses: readonly OcspSingleResponse[];
  readonly extensions: readonly Extension[];
  readonly signatureAlgorithm: SignatureAlgorithmInfo;
  readonly signature: Uint8Array;
  /** Certificates that help to check the signature: a responder's own. Those that cannot be read are left out. */
  readonly certificates: readonly Certificate[];
  /** What the signature is made over. */
  readonly tbs: Uint8Array;
}

/** OCSPResponse (RFC 6960 §4.2.1), read. */
export interface OcspResponse {
  readonly der: Uint8Array;
  readonly statusCode: number;
  /** "successful", "tryLater"; "unknown status" for a number without a name. */
  readonly status: string;
  /** Dotted; undefined when the response has no content. */
  readonly responseType: string | undefined;
  /** Undefined when there is none, when it is of another type, or when it is damaged. */
  readonly basic: BasicOcspResponse | undefined;
}

/** Reads a CertID; undefined when a part is missing. */
export function readCertId(element: Element): OcspCertId | undefined {
  const { hashAlgorithm, issuerNameHash, issuerKeyHash, serialNumber } = CertId.parts(element);
  if (!hashAlgorithm || !issuerNameHash || !issuerKeyHash || !serialNumber) return undefined;
  return {
    hashAlgorithm: algorithmOid(hashAlgorithm) ?? "",
    hashName: algorithmName(hashAlgorithm),
    issuerNameHash: issuerNameHash.content,
    issuerKeyHash: issuerKeyHash.content,
    serialNumber: integerHex(serialNumber.content),
  };
}

const timeOf = (element: Element | undefined): string | undefined =>
  element && decodeTime(element.tag, element.content);

function readSingle(element: Element): OcspSingleResponse | undefined {
  const { certID, certStatus, thisUpdate, nextUpdate, singleExtensions } = SingleResponse.parts(element);
  const certId = certID && readCertId(certID);
  const status = certStatus && CertStatus.pick(certStatus);
  if (!certId || !status) return undefined;
  const { revocationTime, revocationReason } = status === "revoked" ? RevokedInfo.parts(certStatus) : {};
  const reason = revocationReason && unwrap(revocationReason);
  const extensions = singleExtensions && unwrap(singleExtensions);
  return {
    certId,
    status,
    revocationTime: timeOf(revocationTime),
    revocationReason: reason && readReason(reason),
    thisUpdate: timeOf(thisUpdate),
    nextUpdate: timeOf(nextUpdate && unwrap(nextUpdate)),
    extensions: extensions ? readExtensions(extensions) : [],
  };
}

function readResponderId(element: Element): OcspResponderId | undefined {
  const inner = unwrap(element);
  if (!inner) return undefined;
  if (ResponderId.pick(element) === "byKey") return { kind: "byKey", keyHash: inner.content };
  return NameType.accepts(inner) ? { kind: "byName", name: readName(inner) } : undefined;
}

/** Reads a BasicOCSPResponse; undefined when a part is missing. Never throws. */
export function readBasicOcspResponse(der: Uint8Array): BasicOcspResponse | undefined {
  const element = readElement(der, 0, der.length);
  if (!(element instanceof Element) || !BasicResponse.accepts(element)) return undefined;
  const { tbsResponseData: tbs, signatureAlgorithm, signature, certs } = BasicResponse.parts(element);
  if (!tbs || !signatureAlgorithm || !signature) return undefined;
  const { responderID, producedAt, responses, responseExtensions } = ResponseData.parts(tbs);
  const responderId = responderID && readResponderId(responderID);
  if (!responderId || !responses) return undefined;
  const extensions = responseExtensions && unwrap(responseExtensions);
  const certificates = (certs && unwrap(certs))?.children ?? [];
  return {
    responderId,
    producedAt: timeOf(producedAt),
    responses: responses.children.flatMap((child) => readSingle(child) ?? []),
    extensions: extensions ? readExtensions(extensions) : [],
    signatureAlgorithm: readSignatureAlgorithm(signatureAlgorithm),
    signature: decodeBitString(signature.content)?.bytes ?? new Uint8Array(0),
    certificates: certificates.flatMap((child) => readCertificate(child.whole) ?? []),
    tbs: tbs.whole,
  };
}

/** Reads an OCSP response; undefined when it has no status. Never throws. */
export function readOcspResponse(der: Uint8Array): OcspResponse | undefined {
  const element = readElement(der, 0, der.length);
  if (!(element instanceof Element) || !OcspResponseType.accepts(element)) return undefined;
  const { responseStatus, responseBytes } = OcspResponseType.parts(element);
  const statusCode = responseStatus && decodeSmallInteger(responseStatus.content);
  if (statusCode === undefined) return undefined;
  const inner = responseBytes && unwrap(responseBytes);
  const { responseType, response } = inner ? ResponseBytes.parts(inner) : {};
  const dotted = responseType && decodeOid(responseType.content);
  const isBasic = dotted !== undefined && oidName(dotted) === "ocspBasic";
  return {
    der: element.whole,
    statusCode,
    status: STATUS[statusCode] ?? "unknown status",
    responseType: dotted,
    basic: isBasic && response ? readBasicOcspResponse(response.content) : undefined,
  };
}
