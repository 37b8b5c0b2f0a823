import type { Element } from "../../asn1/element";
import { boolean, choice, explicit, implicit, listOf, optional, sequence, unwrap } from "../../asn1/types";
import { GeneralNames, generalNameText, readGeneralNames, type GeneralName } from "../generalName";
import { listText } from "../labels";
import { RelativeDistinguishedName, readRdn, type Attribute } from "../name";
import { extension } from "./extension";
import { namedBits, readNamedBits } from "./namedBits";

/** Bits of ReasonFlags (RFC 5280 §4.2.1.13), by the names that CRLReason has for the same. */
export const REASON_FLAGS = [
  "unused",
  "keyCompromise",
  "cACompromise",
  "affiliationChanged",
  "superseded",
  "cessationOfOperation",
  "certificateHold",
  "privilegeWithdrawn",
  "aACompromise",
] as const;

const ReasonFlags = namedBits(REASON_FLAGS);

const DistributionPointNameType = choice("a distribution point's name", {
  fullName: { label: "Full Name", type: implicit(0, GeneralNames, true) },
  nameRelativeToCRLIssuer: {
    label: "Name Relative to CRL Issuer",
    type: implicit(1, RelativeDistinguishedName, true),
  },
});

const DistributionPointType = sequence(
  {
    distributionPoint: optional("Distribution Point", explicit(0, DistributionPointNameType)),
    reasons: optional("Reasons", implicit(1, ReasonFlags, false)),
    cRLIssuer: optional("CRL Issuer", implicit(2, GeneralNames, true)),
  },
  { display: (element) => pointText(element) },
);

/** The name of a distribution point: whole names for one place, or one relative to the CRL issuer's name. */
export interface DistributionPointName {
  /** Each names the same list. */
  readonly fullName: readonly GeneralName[];
  /** Attributes to add to the name of the CRL's issuer. */
  readonly nameRelativeToCRLIssuer: readonly Attribute[] | undefined;
}

/** One of cRLDistributionPoints or freshestCRL (RFC 5280 §4.2.1.13). */
export interface DistributionPoint {
  readonly distributionPoint: DistributionPointName | undefined;
  /** Names out of `REASON_FLAGS`; undefined when the list is for all reasons. */
  readonly reasons: readonly string[] | undefined;
  /** Who signs the list, when that is not the certificate's issuer (an indirect CRL). */
  readonly cRLIssuer: readonly GeneralName[] | undefined;
}

/** issuingDistributionPoint (RFC 5280 §5.2.5): which part of the certificates a CRL speaks of. */
export interface IssuingDistributionPoint {
  readonly distributionPoint: DistributionPointName | undefined;
  readonly onlyContainsUserCerts: boolean;
  readonly onlyContainsCACerts: boolean;
  /** Names out of `REASON_FLAGS`; undefined when the list is for all reasons. */
  readonly onlySomeReasons: readonly string[] | undefined;
  readonly indirectCRL: boolean;
  readonly onlyContainsAttributeCerts: boolean;
}

function readPointName(wrapper: Element | undefined): DistributionPointName | undefined {
  const name = wrapper && unwrap(wrapper);
  if (!name) return undefined;
  const relative = name.isContext(1);
  return {
    fullName: name.isContext(0) ? readGeneralNames(name) : [],
    nameRelativeToCRLIssuer: relative ? readRdn(name) : undefined,
  };
}

function readPoint(element: Element): DistributionPoint {
  const { distributionPoint, reasons, cRLIssuer } = DistributionPointType.parts(element);
  return {
    distributionPoint: readPointName(distributionPoint),
    reasons: reasons && readNamedBits(reasons, REASON_FLAGS),
    cRLIssuer: cRLIssuer && readGeneralNames(cRLIssuer),
  };
}

/** Reads cRLDistributionPoints or freshestCRL (RFC 5280 §4.2.1.13, §4.2.1.15). */
export function readDistributionPoints(element: Element): DistributionPoint[] {
  return element.children.map(readPoint);
}

/** The whole names of all distribution points. */
export function fullNames(points: readonly DistributionPoint[]): GeneralName[] {
  return points.flatMap(({ distributionPoint }) => distributionPoint?.fullName ?? []);
}

function pointText(element: Element): string {
  const { distributionPoint, reasons, cRLIssuer } = readPoint(element);
  const texts = [
    distributionPoint && listText(distributionPoint.fullName.slice(0, 13).map(generalNameText)),
    distributionPoint?.nameRelativeToCRLIssuer && "a name relative to the CRL issuer's",
    reasons && `for ${reasons.join(", ") || "no reason"}`,
    cRLIssuer && `issued by ${listText(cRLIssuer.slice(0, 13).map(generalNameText))}`,
  ].filter((text) => text !== undefined && text !== "");
  return texts.join(", ") || "no name";
}

/** CRLDistributionPoints (RFC 5280 §4.2.1.13). */
export const DistributionPoints = listOf(
  { name: "distributionPoint", label: "Distribution Point", type: DistributionPointType },
  { display: (element) => listText(element.children.slice(0, 13).map(pointText)) },
);

const IssuingDistributionPointType = sequence(
  {
    distributionPoint: optional("Distribution Point", explicit(0, DistributionPointNameType)),
    onlyContainsUserCerts: optional("Only User Certificates", implicit(1, boolean, false)),
    onlyContainsCACerts: optional("Only CA Certificates", implicit(2, boolean, false)),
    onlySomeReasons: optional("Only Some Reasons", implicit(3, ReasonFlags, false)),
    indirectCRL: optional("Indirect CRL", implicit(4, boolean, false)),
    onlyContainsAttributeCerts: optional("Only Attribute Certificates", implicit(5, boolean, false)),
  },
  { display: (element) => issuingPointText(element) },
);

const isTrue = (element: Element | undefined): boolean => (element?.content[0] ?? 0) !== 0;

/** Reads issuingDistributionPoint (RFC 5280 §5.2.5); what is absent or cannot be read has its default. */
export function readIssuingDistributionPoint(element: Element): IssuingDistributionPoint {
  const parts = IssuingDistributionPointType.parts(element);
  return {
    distributionPoint: readPointName(parts.distributionPoint),
    onlyContainsUserCerts: isTrue(parts.onlyContainsUserCerts),
    onlyContainsCACerts: isTrue(parts.onlyContainsCACerts),
    onlySomeReasons: parts.onlySomeReasons && readNamedBits(parts.onlySomeReasons, REASON_FLAGS),
    indirectCRL: isTrue(parts.indirectCRL),
    onlyContainsAttributeCerts: isTrue(parts.onlyContainsAttributeCerts),
  };
}

function issuingPointText(element: Element): string {
  const point = readIssuingDistributionPoint(element);
  const texts = [
    listText((point.distributionPoint?.fullName ?? []).slice(0, 13).map(generalNameText)),
    point.distributionPoint?.nameRelativeToCRLIssuer && "a name relative to the issuer's",
    point.onlyContainsUserCerts && "only certificates of users",
    point.onlyContainsCACerts && "only certificates of authorities",
    point.onlyContainsAttributeCerts && "only attribute certificates",
    point.onlySomeReasons && `only for ${point.onlySomeReasons.join(", ") || "no reason"}`,
    point.indirectCRL && "also certificates of other issuers",
  ].filter((text) => typeof text === "string" && text !== "");
  return texts.join(", ");
}

export const distributionPointExtensions = [
  extension("2.5.29.31", "cRLDistributionPoints", "CRL Distribution Points", DistributionPoints),
  extension("2.5.29.46", "freshestCRL", "Freshest CRL", DistributionPoints),
  extension(
    "2.5.29.28",
    "issuingDistributionPoint",
    "Issuing Distribution Point",
    IssuingDistributionPointType,
  ),
];
