import type { Element } from "../../asn1/element";
import { decodeSmallInteger } from "../../asn1/integer";
import { any } from "../../asn1/generic";
import { decodeOid, displayOid, oidName } from "../../asn1/oid";
import {
  anyString,
  ia5String,
  implicit,
  integer,
  listOf,
  oid,
  optional,
  part,
  sequence,
} from "../../asn1/types";
import { listText } from "../labels";
import { extension } from "./extension";

const NoticeReference = sequence({
  organization: part("Organization", anyString),
  noticeNumbers: part("Notice Numbers", listOf({ name: "number", label: "Number", type: integer })),
});

const UserNotice = sequence(
  {
    noticeRef: optional("Notice Reference", NoticeReference),
    explicitText: optional("Explicit Text", anyString),
  },
  {
    display: (element): string => {
      const { noticeRef, explicitText } = UserNotice.parts(element);
      if (explicitText) return anyString.display?.(explicitText) ?? "";
      const { organization } = noticeRef ? NoticeReference.parts(noticeRef) : {};
      return organization ? `a notice of ${anyString.display?.(organization) ?? ""}` : "";
    },
  },
);

const PolicyQualifier = sequence(
  { policyQualifierId: part("Qualifier", oid), qualifier: part("Value", any) },
  {
    refine: (name, { policyQualifierId, qualifier }) => {
      if (name !== "qualifier" || !policyQualifierId || !qualifier) return undefined;
      const known = oidName(decodeOid(policyQualifierId.content) ?? "");
      if (known === "cps" && ia5String.accepts(qualifier)) return ia5String;
      return known === "unotice" && UserNotice.accepts(qualifier) ? UserNotice : undefined;
    },
    display: (element): string => {
      const { policyQualifierId, qualifier } = PolicyQualifier.parts(element);
      const name = oidName((policyQualifierId && decodeOid(policyQualifierId.content)) ?? "") ?? "qualifier";
      if (!qualifier) return name;
      const type = [ia5String, UserNotice].find((each) => each.accepts(qualifier));
      const text = type?.display?.(qualifier) ?? "";
      return text === "" ? name : `${name}: ${text}`;
    },
  },
);

const PolicyInformation = sequence(
  {
    policyIdentifier: part("Policy Identifier", oid),
    policyQualifiers: optional(
      "Qualifiers",
      listOf({ name: "policyQualifierInfo", label: "Qualifier", type: PolicyQualifier }),
    ),
  },
  {
    display: (element): string => {
      const { policyQualifiers } = PolicyInformation.parts(element);
      const qualifiers = (policyQualifiers?.children ?? [])
        .slice(0, 4)
        .map((child) => (PolicyQualifier.accepts(child) ? (PolicyQualifier.display?.(child) ?? "") : ""));
      return [displayOid(policyOid(element) ?? "unknown"), ...qualifiers.filter((text) => text !== "")].join(
        ", ",
      );
    },
  },
);

/** CertificatePolicies (RFC 5280 §4.2.1.4); Microsoft's application policies have the same form. */
export const CertificatePolicies = listOf(
  { name: "policyInformation", label: "Policy", type: PolicyInformation },
  {
    display: (element) =>
      listText(readPolicies(element).map((dotted) => oidName(dotted) ?? displayOid(dotted))),
  },
);

function policyOid(element: Element): string | undefined {
  const { policyIdentifier } = PolicyInformation.parts(element);
  return policyIdentifier && decodeOid(policyIdentifier.content);
}

/** Dotted numbers of certificatePolicies (RFC 5280 §4.2.1.4). */
export function readPolicies(element: Element): string[] {
  return element.children.flatMap((child) => policyOid(child) ?? []);
}

export const PolicyMapping = sequence(
  {
    issuerDomainPolicy: part("Issuer Domain Policy", oid),
    subjectDomainPolicy: part("Subject Domain Policy", oid),
  },
  {
    display: (element): string => {
      const { issuer, subject } = readPolicyMapping(element);
      return `${issuer} → ${subject}`;
    },
  },
);

function readPolicyMapping(element: Element): { issuer: string; subject: string } {
  const { issuerDomainPolicy, subjectDomainPolicy } = PolicyMapping.parts(element);
  return {
    issuer: (issuerDomainPolicy && decodeOid(issuerDomainPolicy.content)) ?? "",
    subject: (subjectDomainPolicy && decodeOid(subjectDomainPolicy.content)) ?? "",
  };
}

/** RFC 5280 §4.2.1.5. */
export function readPolicyMappings(element: Element): readonly { issuer: string; subject: string }[] {
  return element.children.map(readPolicyMapping);
}

/** RFC 5280 §4.2.1.11. */
export const PolicyConstraints = sequence(
  {
    requireExplicitPolicy: optional("Require Explicit Policy", implicit(0, integer, false)),
    inhibitPolicyMapping: optional("Inhibit Policy Mapping", implicit(1, integer, false)),
  },
  {
    display: (element): string => {
      const { requireExplicitPolicy, inhibitPolicyMapping } = readPolicyConstraints(element);
      const texts = [
        requireExplicitPolicy !== undefined && `a policy is required after ${after(requireExplicitPolicy)}`,
        inhibitPolicyMapping !== undefined && `policies are not mapped after ${after(inhibitPolicyMapping)}`,
      ];
      return texts.filter((text) => text !== false).join(", ");
    },
  },
);

/** How many certificates may follow before it holds. */
function after(count: number): string {
  return `${String(count)} more ${count === 1 ? "certificate" : "certificates"}`;
}

/** policyConstraints: how many certificates may still follow; undefined where nothing is said. */
export interface PolicyConstraintsInfo {
  readonly requireExplicitPolicy: number | undefined;
  readonly inhibitPolicyMapping: number | undefined;
}

export function readPolicyConstraints(element: Element): PolicyConstraintsInfo {
  const { requireExplicitPolicy, inhibitPolicyMapping } = PolicyConstraints.parts(element);
  return {
    requireExplicitPolicy: requireExplicitPolicy && decodeSmallInteger(requireExplicitPolicy.content),
    inhibitPolicyMapping: inhibitPolicyMapping && decodeSmallInteger(inhibitPolicyMapping.content),
  };
}

export const policyExtensions = [
  extension("2.5.29.32", "certificatePolicies", "Certificate Policies", CertificatePolicies),
  extension(
    "2.5.29.33",
    "policyMappings",
    "Policy Mappings",
    listOf({ name: "mapping", label: "Mapping", type: PolicyMapping }),
  ),
  extension("2.5.29.36", "policyConstraints", "Policy Constraints", PolicyConstraints),
  extension("2.5.29.54", "inhibitAnyPolicy", "Inhibit anyPolicy", integer),
];
