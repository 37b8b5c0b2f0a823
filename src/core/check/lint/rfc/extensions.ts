import { extensionProblem } from "../../../x509";
import type { CertificateFacts } from "../facts";
import type { RuleRow, Violation } from "../rule";
import { short } from "../../../words/visible";

const key = "tbsCertificate.extensions";

export const extensionRules: readonly RuleRow[] = [
  {
    id: "rfc5280.extensionsNotEmpty",
    severity: "error",
    reference: "RFC 5280 §4.1.2.9",
    title: "The list of extensions is not empty where it is there",
    key,
    fix: "Leave the list out where there are no extensions",
    applies: ({ parts }) => parts.extensions !== undefined,
    check: ({ parts }) =>
      parts.extensions?.content.length === 0 ? "The list of extensions is empty" : undefined,
  },
  {
    id: "rfc5280.extensionsUnique",
    severity: "error",
    reference: "RFC 5280 §4.2",
    title: "No extension stands twice",
    key,
    fix: "Have it issued again with each extension once: software picks one of the two, or refuses both",
    applies: ({ extensions }) => extensions.length > 0,
    check: ({ extensions }): Violation | undefined => {
      const seen = new Set<string>();
      for (const { oid, name, key: own, element } of extensions) {
        if (seen.has(oid)) return { message: `The extension ${name} stands twice`, key: own, element };
        seen.add(oid);
      }
      return undefined;
    },
  },
  {
    id: "rfc5280.extensionSyntax",
    severity: "error",
    reference: "RFC 5280 §4.2",
    title: "The value of a known extension is what its standard says",
    key,
    fix: "Have it issued again: software refuses a certificate with an extension that it cannot read",
    applies: ({ extensions }) => extensions.some(({ known }) => known),
    check: ({ extensions }): Violation | undefined => {
      for (const extension of extensions) {
        const problem = extensionProblem(extension);
        // Characters of names are the concern of rules of their own.
        if (problem === undefined || problem.includes("is no proper string")) continue;
        const { name, key: own, element } = extension;
        return { message: `The extension ${name} cannot be read: ${short(problem, 200)}`, key: own, element };
      }
      return undefined;
    },
  },
  {
    id: "rfc5280.criticalExtensionKnown",
    severity: "warning",
    reference: "RFC 5280 §4.2",
    title: "A critical extension is one that software knows",
    key,
    fix: "Mark it as not critical, unless all software that meets this certificate knows it",
    applies: ({ extensions }) => extensions.some(({ critical }) => critical),
    check: ({ extensions }): Violation | undefined => {
      const found = extensions.find(({ critical, known }) => critical && !known);
      return (
        found && {
          message: `The extension ${found.name} is critical, and software that does not know it refuses the certificate`,
          key: found.key,
          element: found.element,
        }
      );
    },
  },
];

interface Criticality {
  /** The extension. */
  readonly name: string;
  readonly critical: boolean;
  readonly reference: string;
  /** SHOULD rather than MUST. */
  readonly should?: true;
  readonly prefix?: string;
  readonly of?: (facts: CertificateFacts) => boolean;
}

const MUST_BE = "software that does not know it must refuse the certificate, not pass over what it limits";
const MUST_NOT_BE = "software that does not know it must not refuse the certificate for it";

const CRITICALITY: readonly Criticality[] = [
  { name: "authorityKeyIdentifier", critical: false, reference: "RFC 5280 §4.2.1.1" },
  { name: "subjectKeyIdentifier", critical: false, reference: "RFC 5280 §4.2.1.2" },
  { name: "keyUsage", critical: true, reference: "RFC 5280 §4.2.1.3", should: true },
  { name: "policyMappings", critical: true, reference: "RFC 5280 §4.2.1.5", should: true },
  { name: "issuerAltName", critical: false, reference: "RFC 5280 §4.2.1.7", should: true },
  { name: "subjectDirectoryAttributes", critical: false, reference: "RFC 5280 §4.2.1.8" },
  { name: "basicConstraints", critical: true, reference: "RFC 5280 §4.2.1.9", of: ({ isCa }) => isCa },
  { name: "nameConstraints", critical: true, reference: "RFC 5280 §4.2.1.10" },
  { name: "policyConstraints", critical: true, reference: "RFC 5280 §4.2.1.11" },
  { name: "cRLDistributionPoints", critical: false, reference: "RFC 5280 §4.2.1.13", should: true },
  { name: "inhibitAnyPolicy", critical: true, reference: "RFC 5280 §4.2.1.14" },
  { name: "freshestCRL", critical: false, reference: "RFC 5280 §4.2.1.15" },
  { name: "authorityInfoAccess", critical: false, reference: "RFC 5280 §4.2.2.1" },
  { name: "subjectInfoAccess", critical: false, reference: "RFC 5280 §4.2.2.2" },
  { name: "precertificatePoison", critical: true, reference: "RFC 6962 §3.1", prefix: "rfc6962" },
  { name: "ocspNoCheck", critical: false, reference: "RFC 6960 §4.2.2.2.1", should: true, prefix: "rfc6960" },
  { name: "tlsFeature", critical: false, reference: "RFC 7633 §4.1", should: true, prefix: "rfc7633" },
];

/** Which extensions are critical: one rule an extension. */
export const criticalityRules: readonly RuleRow[] = CRITICALITY.map(
  ({ name, critical, reference, should, prefix = "rfc5280", of }) => ({
    id: `${prefix}.${name}${critical ? "" : "Not"}Critical`,
    severity: should ? "warning" : "error",
    reference,
    title: `The extension ${name} is ${critical ? "" : "not "}critical${name === "basicConstraints" ? " in a CA" : ""}`,
    key: `tbsCertificate.extensions.${name}`,
    fix: `Mark ${name} as ${critical ? "" : "not "}critical`,
    applies: (facts) => facts.has(name) && (of?.(facts) ?? true),
    check: (facts) =>
      facts.extension(name)?.critical === critical
        ? undefined
        : `The extension ${name} is ${critical ? "not " : ""}critical, and ${critical ? MUST_BE : MUST_NOT_BE}`,
  }),
);

const NOT_EMPTY: readonly (readonly [name: string, reference: string])[] = [
  ["certificatePolicies", "RFC 5280 §4.2.1.4"],
  ["policyMappings", "RFC 5280 §4.2.1.5"],
  ["subjectAltName", "RFC 5280 §4.2.1.6"],
  ["issuerAltName", "RFC 5280 §4.2.1.7"],
  ["subjectDirectoryAttributes", "RFC 5280 §4.2.1.8"],
  ["nameConstraints", "RFC 5280 §4.2.1.10"],
  ["policyConstraints", "RFC 5280 §4.2.1.11"],
  ["extKeyUsage", "RFC 5280 §4.2.1.12"],
  ["cRLDistributionPoints", "RFC 5280 §4.2.1.13"],
  ["freshestCRL", "RFC 5280 §4.2.1.15"],
  ["authorityInfoAccess", "RFC 5280 §4.2.2.1"],
  ["subjectInfoAccess", "RFC 5280 §4.2.2.2"],
];

/** Which extensions hold at least one entry: one rule an extension. */
export const emptinessRules: readonly RuleRow[] = NOT_EMPTY.map(([name, reference]) => ({
  id: `rfc5280.${name}NotEmpty`,
  severity: "error",
  reference,
  title: `${name} holds at least one entry`,
  key: `tbsCertificate.extensions.${name}`,
  fix: `Leave ${name} out, or say something in it`,
  applies: (facts) => facts.value(name) !== undefined,
  check: (facts) => (facts.value(name)?.content.length === 0 ? `The extension ${name} is empty` : undefined),
}));
