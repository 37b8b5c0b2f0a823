import type { Element } from "../asn1/element";
import { bitString, explicit, listOf, optional, part, sequence } from "../asn1/types";
import { AlgorithmIdentifier } from "./algorithm";
import { CertificateType, Version } from "./certificate";
import { Extensions } from "./extensions";
import { GeneralNameType } from "./generalName";
import { listText } from "./labels";
import { CertId } from "./ocsp";

const Request = sequence(
  {
    reqCert: part("Certificate ID", CertId),
    singleRequestExtensions: optional("Extensions", explicit(0, Extensions)),
  },
  { display: (element) => requestText(element) },
);

function requestText(element: Element): string {
  const { reqCert } = Request.parts(element);
  return reqCert ? (CertId.display?.(reqCert) ?? "") : "";
}

const TbsRequest = sequence({
  version: optional("Version", explicit(0, Version)),
  requestorName: optional("Requestor Name", explicit(1, GeneralNameType)),
  requestList: part(
    "Requests",
    listOf(
      { name: "request", label: "Request", type: Request },
      { display: (element) => listText(element.children.slice(0, 13).map(requestText)) },
    ),
  ),
  requestExtensions: optional("Extensions", explicit(2, Extensions)),
});

const OptionalSignature = sequence({
  signatureAlgorithm: part("Signature Algorithm", AlgorithmIdentifier),
  signature: part("Signature", bitString),
  certs: optional(
    "Certificates",
    explicit(0, listOf({ name: "certificate", label: "Certificate", type: CertificateType })),
  ),
});

/** OCSPRequest (RFC 6960 §4.1.1). */
export const OcspRequestType = sequence(
  {
    tbsRequest: part("To-Be-Signed Request", TbsRequest),
    optionalSignature: optional("Signature", explicit(0, OptionalSignature)),
  },
  {
    display: (element): string => {
      const { tbsRequest } = OcspRequestType.parts(element);
      const { requestList } = tbsRequest ? TbsRequest.parts(tbsRequest) : {};
      return listText((requestList?.children ?? []).slice(0, 13).map(requestText));
    },
  },
);
