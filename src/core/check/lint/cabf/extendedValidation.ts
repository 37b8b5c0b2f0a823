import type { CertificateFacts } from "../facts";
import type { RuleRow } from "../rule";
import { quoted } from "../words";
import { isServer } from "./scope";

const key = "tbsCertificate.subject";

/** What extended validation wants in the subject beside organizationName. */
const EXTENDED: readonly (readonly [name: string, type: string, called: string])[] = [
  ["Organization", "organizationName", "organizationName"],
  ["BusinessCategory", "businessCategory", "businessCategory"],
  ["RegistrationNumber", "serialNumber", "serialNumber, the number of registration"],
  ["JurisdictionCountry", "jurisdictionCountryName", "jurisdictionCountryName"],
];

/** A server's certificate with the policy of extended validation. */
const isExtended = (facts: CertificateFacts): boolean =>
  isServer(facts) && facts.certificate.certificatePolicies.includes("2.23.140.1.1");

/** Guidelines for extended validation (EVG), which build on the requirements. */
export const extendedValidationRules: readonly RuleRow[] = [
  ...EXTENDED.map(([name, type, called]): RuleRow => ({
    id: `cabf.ev.subject${name}`,
    severity: "error",
    reference: "EVG §7.1.4.2",
    title: `The subject of an extended validation certificate has ${called}`,
    key,
    fix: `Add ${called}`,
    applies: isExtended,
    check: ({ subject }) =>
      subject.some((attribute) => attribute.type === type)
        ? undefined
        : `The policy says extended validation, and the subject lacks ${called}`,
  })),
  {
    id: "cabf.ev.noWildcard",
    severity: "error",
    reference: "EVG §7.1.4.2",
    title: "An extended validation certificate has no wildcard, .onion names apart",
    key: "tbsCertificate.extensions.subjectAltName.dNSName",
    fix: "Name each host",
    applies: isExtended,
    check: (facts) => {
      const odd = facts
        .names("subjectAltName")
        .find(({ kind, value }) => kind === "dNSName" && value.startsWith("*.") && !value.endsWith(".onion"));
      return (
        odd && {
          message: `Extended validation goes with no wildcard: ${quoted(odd.value)}`,
          element: odd.element,
        }
      );
    },
  },
];
