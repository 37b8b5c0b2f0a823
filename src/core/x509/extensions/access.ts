import type { Element } from "../../asn1/element";
import { decodeOid, oidName } from "../../asn1/oid";
import {
  boolean,
  choice,
  explicit,
  implicit,
  listOf,
  oid,
  optional,
  part,
  sequence,
  unwrap,
} from "../../asn1/types";
import {
  GeneralNames,
  GeneralNameType,
  generalNameText,
  readGeneralName,
  readGeneralNames,
  type GeneralName,
} from "../generalName";
import { listText } from "../labels";
import { RelativeDistinguishedName } from "../name";
import { extension } from "./extension";
import { namedBits } from "./namedBits";

/** Where something about the issuer or the subject is found (RFC 5280 §4.2.2.1). */
export interface AccessDescription {
  /** "ocsp", "caIssuers", or the dotted number. */
  readonly method: string;
  readonly location: GeneralName;
}

const AccessDescriptionType = sequence(
  { accessMethod: part("Access Method", oid), accessLocation: part("Access Location", GeneralNameType) },
  { display: (element) => accessText(element) },
);

function readAccess(element: Element): AccessDescription | undefined {
  const { accessMethod, accessLocation } = AccessDescriptionType.parts(element);
  const dotted = accessMethod && decodeOid(accessMethod.content);
  const location = accessLocation && readGeneralName(accessLocation);
  return dotted !== undefined && location ? { method: oidName(dotted) ?? dotted, location } : undefined;
}

function accessText(element: Element): string {
  const access = readAccess(element);
  return access ? `${access.method}: ${generalNameText(access.location)}` : "";
}

export function readAccessDescriptions(element: Element): AccessDescription[] {
  return element.children.flatMap((child) => readAccess(child) ?? []);
}

const AccessDescriptions = listOf(
  { name: "accessDescription", label: "Access Description", type: AccessDescriptionType },
  { display: (element) => listText(element.children.slice(0, 13).map(accessText)) },
);

const ReasonFlags = namedBits([
  "unused",
  "keyCompromise",
  "cACompromise",
  "affiliationChanged",
  "superseded",
  "cessationOfOperation",
  "certificateHold",
  "privilegeWithdrawn",
  "aACompromise",
]);

const DistributionPointName = choice("a distribution point's name", {
  fullName: { label: "Full Name", type: implicit(0, GeneralNames, true) },
  nameRelativeToCRLIssuer: {
    label: "Name Relative to CRL Issuer",
    type: implicit(1, RelativeDistinguishedName, true),
  },
});

const DistributionPoint = sequence(
  {
    distributionPoint: optional("Distribution Point", explicit(0, DistributionPointName)),
    reasons: optional("Reasons", implicit(1, ReasonFlags, false)),
    cRLIssuer: optional("CRL Issuer", implicit(2, GeneralNames, true)),
  },
  { display: (element) => listText(pointNames(element).map(generalNameText)) || "no name" },
);

function pointNames(element: Element): GeneralName[] {
  const { distributionPoint } = DistributionPoint.parts(element);
  const name = distributionPoint && unwrap(distributionPoint);
  return name?.isContext(0) ? readGeneralNames(name) : [];
}

/** The full names of all distribution points (RFC 5280 §4.2.1.13). */
export function readDistributionPoints(element: Element): GeneralName[] {
  return element.children.flatMap(pointNames);
}

const DistributionPoints = listOf(
  { name: "distributionPoint", label: "Distribution Point", type: DistributionPoint },
  { display: (element) => listText(readDistributionPoints(element).map(generalNameText)) },
);

/** RFC 5280 §5.2.5. */
const IssuingDistributionPoint = sequence({
  distributionPoint: optional("Distribution Point", explicit(0, DistributionPointName)),
  onlyContainsUserCerts: optional("Only User Certificates", implicit(1, boolean, false)),
  onlyContainsCACerts: optional("Only CA Certificates", implicit(2, boolean, false)),
  onlySomeReasons: optional("Only Some Reasons", implicit(3, ReasonFlags, false)),
  indirectCRL: optional("Indirect CRL", implicit(4, boolean, false)),
  onlyContainsAttributeCerts: optional("Only Attribute Certificates", implicit(5, boolean, false)),
});

export const accessExtensions = [
  extension("1.3.6.1.5.5.7.1.1", "authorityInfoAccess", "Authority Information Access", AccessDescriptions),
  extension("1.3.6.1.5.5.7.1.11", "subjectInfoAccess", "Subject Information Access", AccessDescriptions),
  extension("2.5.29.31", "cRLDistributionPoints", "CRL Distribution Points", DistributionPoints),
  extension("2.5.29.46", "freshestCRL", "Freshest CRL", DistributionPoints),
  extension("2.5.29.28", "issuingDistributionPoint", "Issuing Distribution Point", IssuingDistributionPoint),
];
