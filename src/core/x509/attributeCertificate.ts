import type { Element } from "../asn1/element";
import { integerHex } from "../asn1/integer";
import { TAG } from "../asn1/tags";
import {
  bitString,
  choice,
  enumerated,
  generalizedTime,
  implicit,
  oid,
  optional,
  part,
  sequence,
} from "../asn1/types";
import { AlgorithmIdentifier } from "./algorithm";
import { attributeList, attributeType } from "./attributes";
import { Version } from "./certificate";
import { Extensions } from "./extensions";
import { SerialNumber } from "./extensions/keyIdentifiers";
import { GeneralNames } from "./generalName";

const IssuerSerial = sequence(
  {
    issuer: part("Issuer", GeneralNames),
    serial: part("Serial Number", SerialNumber),
    issuerUID: optional("Issuer Unique ID", bitString),
  },
  {
    display: (element): string => {
      const { issuer, serial } = IssuerSerial.parts(element);
      return issuer && serial
        ? `${integerHex(serial.content)} of ${GeneralNames.display?.(issuer) ?? ""}`
        : "";
    },
  },
);

const ObjectDigestInfo = sequence({
  digestedObjectType: part("Digested Object Type", enumerated),
  otherObjectTypeID: optional("Other Object Type", oid),
  digestAlgorithm: part("Digest Algorithm", AlgorithmIdentifier),
  objectDigest: part("Object Digest", bitString),
});

const Holder = sequence(
  {
    baseCertificateID: optional("Base Certificate ID", implicit(0, IssuerSerial, true)),
    entityName: optional("Entity Name", implicit(1, GeneralNames, true)),
    objectDigestInfo: optional("Object Digest Info", implicit(2, ObjectDigestInfo, true)),
  },
  {
    display: (element): string => {
      const { baseCertificateID, entityName } = Holder.parts(element);
      if (entityName) return GeneralNames.display?.(entityName) ?? "";
      return baseCertificateID
        ? (IssuerSerial.display?.(baseCertificateID) ?? "")
        : "an object, by its digest";
    },
  },
);

const V2Form = sequence({
  issuerName: optional("Issuer Name", GeneralNames),
  baseCertificateID: optional("Base Certificate ID", implicit(0, IssuerSerial, true)),
  objectDigestInfo: optional("Object Digest Info", implicit(1, ObjectDigestInfo, true)),
});

const AttCertIssuer = choice("an issuer", {
  v1Form: { label: "Issuer, Version 1", type: GeneralNames },
  v2Form: { label: "Issuer", type: implicit(0, V2Form, true) },
});

const ClearanceOrRole = attributeType({ type: "type", values: "values" });

const AttributeCertificateInfo = sequence({
  version: optional("Version", Version),
  holder: part("Holder", Holder),
  issuer: part("Issuer", AttCertIssuer),
  signature: part("Signature Algorithm", AlgorithmIdentifier),
  serialNumber: part("Serial Number", SerialNumber),
  attrCertValidityPeriod: part(
    "Validity",
    sequence({
      notBeforeTime: part("Not Before", generalizedTime),
      notAfterTime: part("Not After", generalizedTime),
    }),
  ),
  attributes: part("Attributes", attributeList(ClearanceOrRole, TAG.sequence)),
  issuerUniqueID: optional("Issuer Unique ID", bitString),
  extensions: optional("Extensions", Extensions),
});

/** AttributeCertificate (RFC 5755 §4.1): rights of a holder rather than a key. */
export const AttributeCertificateType = sequence(
  {
    acinfo: part("Attribute Certificate Info", AttributeCertificateInfo),
    signatureAlgorithm: part("Signature Algorithm", AlgorithmIdentifier),
    signatureValue: part("Signature", bitString),
  },
  { display: (element) => holderText(element) },
);

function holderText(element: Element): string {
  const { acinfo } = AttributeCertificateType.parts(element);
  const { holder } = acinfo ? AttributeCertificateInfo.parts(acinfo) : {};
  return holder ? (Holder.display?.(holder) ?? "") : "";
}
