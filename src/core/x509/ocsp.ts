import { decodeSmallInteger } from "../asn1/integer";
import type { Element } from "../asn1/element";
import { decodeOid, oidName } from "../asn1/oid";
import { TAG } from "../asn1/tags";
import {
  bitString,
  choice,
  enumerated,
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
} from "../asn1/types";
import { AlgorithmIdentifier } from "./algorithm";
import { CertificateType, Version } from "./certificate";
import { Extensions } from "./extensions";
import { SerialNumber } from "./extensions/keyIdentifiers";
import { NameType } from "./name";

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

const CertId = sequence({
  hashAlgorithm: part("Hash Algorithm", AlgorithmIdentifier),
  issuerNameHash: part("Issuer Name Hash", octetString),
  issuerKeyHash: part("Issuer Key Hash", octetString),
  serialNumber: part("Serial Number", SerialNumber),
});

const RevokedInfo = sequence({
  revocationTime: part("Revocation Time", generalizedTime),
  revocationReason: optional("Revocation Reason", explicit(0, enumerated)),
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
    display: (element: Element): string => {
      const { responseStatus } = OcspResponseType.parts(element);
      return responseStatus ? (ResponseStatus.display?.(responseStatus) ?? "") : "";
    },
  },
);
