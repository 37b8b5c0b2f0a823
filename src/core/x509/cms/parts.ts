import type { Element } from "../../asn1/element";
import { any } from "../../asn1/generic";
import { integerHex } from "../../asn1/integer";
import { decodeOid, oidName } from "../../asn1/oid";
import { countedOctets, implicitOctets } from "../../asn1/octets";
import { TAG } from "../../asn1/tags";
import type { Type } from "../../asn1/type";
import {
  choice,
  explicit,
  implicit,
  listOf,
  octetString,
  octetStringOf,
  oid,
  optional,
  part,
  sequence,
} from "../../asn1/types";
import { AttributeCertificateType } from "../attributeCertificate";
import { CertificateType } from "../certificate";
import { CertificateListType } from "../crl";
import { EncryptionAlgorithm } from "../encryptionAlgorithm";
import { SerialNumber } from "../extensions/keyIdentifiers";
import { NameType, readName } from "../name";
import { OcspResponseType } from "../ocsp";
import { TstInfo } from "./timeStamp";

/** IssuerAndSerialNumber (RFC 5652 §10.2.4). */
export const IssuerAndSerialNumber = sequence(
  { issuer: part("Issuer", NameType), serialNumber: part("Serial Number", SerialNumber) },
  {
    display: (element): string => {
      const { issuer, serialNumber } = IssuerAndSerialNumber.parts(element);
      if (!issuer || !serialNumber) return "";
      return `${integerHex(serialNumber.content)} of ${readName(issuer).text}`;
    },
  },
);

/** SignerIdentifier, RecipientIdentifier (RFC 5652 §5.3, §6.2.1): whose certificate is meant. */
export const CertificateIdentifier = choice("a certificate's identifier", {
  issuerAndSerialNumber: { label: "Issuer and Serial Number", type: IssuerAndSerialNumber },
  subjectKeyIdentifier: { label: "Subject Key Identifier", type: implicitOctets(0) },
});

const OtherCertificate = sequence({
  otherCertFormat: part("Format", oid),
  otherCert: part("Certificate", any),
});

/** CertificateChoices (RFC 5652 §10.2.2). */
const CertificateChoice = choice("a certificate", {
  certificate: { label: "Certificate", type: CertificateType },
  extendedCertificate: { label: "Extended Certificate", type: implicit(0, any, true) },
  v1AttrCert: { label: "Attribute Certificate, Version 1", type: implicit(1, any, true) },
  v2AttrCert: { label: "Attribute Certificate", type: implicit(2, AttributeCertificateType, true) },
  other: { label: "Other Certificate", type: implicit(3, OtherCertificate, true) },
});

/** CertificateSet (RFC 5652 §10.2.3). */
export const CertificateSet = listOf({ label: "A certificate", type: CertificateChoice }, { tag: TAG.set });

const OtherRevocationInfo = sequence(
  { otherRevInfoFormat: part("Format", oid), otherRevInfo: part("Revocation Information", any) },
  {
    refine: (name, { otherRevInfoFormat, otherRevInfo }) => {
      if (name !== "otherRevInfo" || !otherRevInfoFormat || !otherRevInfo) return undefined;
      const format = decodeOid(otherRevInfoFormat.content);
      // id-ri-ocsp-response (RFC 5940 §2.1).
      return format === "1.3.6.1.5.5.7.16.2" && OcspResponseType.accepts(otherRevInfo)
        ? OcspResponseType
        : undefined;
    },
  },
);

const RevocationInfoChoice = choice("revocation information", {
  certificateList: { label: "Certificate Revocation List", type: CertificateListType },
  other: { label: "Other Revocation Information", type: implicit(1, OtherRevocationInfo, true) },
});

/** RevocationInfoChoices (RFC 5652 §10.2.1). */
export const RevocationInfoChoices = listOf(
  { label: "Revocation information", type: RevocationInfoChoice },
  { tag: TAG.set },
);

const CONTENTS: ReadonlyMap<string, Type> = new Map<string, Type>([
  ["tSTInfo", explicit(0, octetStringOf(TstInfo))],
]);

/** EncapsulatedContentInfo (RFC 5652 §5.2). PKCS#7 has any element where CMS has an OCTET STRING. */
export const EncapsulatedContentInfo = sequence(
  {
    eContentType: part("Content Type", oid),
    eContent: optional("Content", explicit(0, any)),
  },
  {
    display: (element): string => {
      const { eContentType, eContent } = EncapsulatedContentInfo.parts(element);
      const type = eContentType ? (oid.display?.(eContentType) ?? "") : "";
      return eContent ? type : `${type}, not here`;
    },
    refine: (name, { eContentType, eContent }) => {
      if (name !== "eContent" || !eContentType || !eContent) return undefined;
      const known = CONTENTS.get(oidName(decodeOid(eContentType.content) ?? "") ?? "");
      const [inner] = eContent.children;
      if (!inner || inner.constructed) return undefined;
      return known?.accepts(eContent) ? known : octetString.accepts(inner) ? Octets : undefined;
    },
  },
);
const Octets = explicit(0, octetString);

/** EncryptedContentInfo (RFC 5652 §6.1). */
export const EncryptedContentInfo = sequence(
  {
    contentType: part("Content Type", oid),
    contentEncryptionAlgorithm: part("Content Encryption Algorithm", EncryptionAlgorithm),
    encryptedContent: optional("Encrypted Content", implicitOctets(0, countedOctets)),
  },
  {
    display: (element): string => {
      const { contentType, contentEncryptionAlgorithm } = EncryptedContentInfo.parts(element);
      const type = contentType && decodeOid(contentType.content);
      const algorithm =
        contentEncryptionAlgorithm && EncryptionAlgorithm.display?.(contentEncryptionAlgorithm);
      return `${type === undefined ? "content" : (oidName(type) ?? type)} encrypted with ${algorithm ?? "an unknown algorithm"}`;
    },
  },
);

/** Elements of a SET as "2 certificates". */
export function countText(list: Element | undefined, one: string, many = `${one}s`): string | undefined {
  const count = list?.children.length ?? 0;
  return count === 0 ? undefined : `${String(count)} ${count === 1 ? one : many}`;
}
