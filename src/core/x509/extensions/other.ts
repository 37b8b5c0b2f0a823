import type { Element } from "../../asn1/element";
import { any } from "../../asn1/generic";
import { decodeOid, displayOid } from "../../asn1/oid";
import { TAG } from "../../asn1/tags";
import {
  anyString,
  ia5String,
  integer,
  listOf,
  octetString,
  oid,
  optional,
  part,
  primitive,
  sequence,
} from "../../asn1/types";
import { listText } from "../labels";
import { extension } from "./extension";

const Null = primitive("NULL", [TAG.null], { display: () => "present" });

const QcStatement = sequence(
  { statementId: part("Statement", oid), statementInfo: optional("Information", any) },
  { display: (element) => displayOid(statementOid(element)) },
);

function statementOid(element: Element): string {
  const { statementId } = QcStatement.parts(element);
  return (statementId && decodeOid(statementId.content)) ?? "unknown";
}

const CertificateTemplate = sequence({
  templateID: part("Template", oid),
  templateMajorVersion: optional("Major Version", integer),
  templateMinorVersion: optional("Minor Version", integer),
});

const netscapeUrls = [
  ["2.16.840.1.113730.1.2", "netscapeBaseUrl", "Netscape Base URL"],
  ["2.16.840.1.113730.1.3", "netscapeRevocationUrl", "Netscape Revocation URL"],
  ["2.16.840.1.113730.1.4", "netscapeCaRevocationUrl", "Netscape CA Revocation URL"],
  ["2.16.840.1.113730.1.7", "netscapeCertRenewalUrl", "Netscape Renewal URL"],
  ["2.16.840.1.113730.1.8", "netscapeCaPolicyUrl", "Netscape CA Policy URL"],
  ["2.16.840.1.113730.1.12", "netscapeSslServerName", "Netscape SSL Server Name"],
  ["2.16.840.1.113730.1.13", "netscapeComment", "Netscape Comment"],
] as const;

/** Extensions outside RFC 5280 that certificates often have: OCSP (RFC 6960), CT (RFC 6962), ETSI, Netscape, Microsoft, delegated credentials (RFC 9345). */
export const otherExtensions = [
  extension("1.3.6.1.4.1.11129.2.4.3", "precertificatePoison", "Precertificate Poison", Null),
  extension("1.3.6.1.5.5.7.48.1.5", "ocspNoCheck", "OCSP No Check", Null),
  extension("1.3.6.1.5.5.7.48.1.2", "ocspNonce", "OCSP Nonce", octetString),
  extension("1.3.6.1.4.1.44363.44", "delegationUsage", "Delegation Usage", Null),
  extension(
    "1.3.6.1.5.5.7.1.3",
    "qcStatements",
    "Qualified Certificate Statements",
    listOf(
      { name: "qcStatement", label: "Statement", type: QcStatement },
      { display: (element) => listText(element.children.slice(0, 13).map(statementOid).map(displayOid)) },
    ),
  ),
  ...netscapeUrls.map(([dotted, name, label]) => extension(dotted, name, label, ia5String)),
  extension("1.3.6.1.4.1.311.20.2", "enrollCertType", "Microsoft Certificate Type", anyString),
  extension("1.3.6.1.4.1.311.21.1", "cAVersion", "Microsoft CA Version", integer),
  extension(
    "1.3.6.1.4.1.311.21.7",
    "certificateTemplate",
    "Microsoft Certificate Template",
    CertificateTemplate,
  ),
];
