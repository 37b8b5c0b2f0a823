import type { RuleRow } from "../rule";
import { listed } from "../words";

const key = "tbsCertificate.extensions.extKeyUsage";

/** Which bits of keyUsage are consistent with a purpose: at least one of them is needed. */
const CONSISTENT: readonly (readonly [purpose: string, usages: readonly string[]])[] = [
  ["serverAuth", ["digitalSignature", "keyEncipherment", "keyAgreement"]],
  ["clientAuth", ["digitalSignature", "keyAgreement"]],
  ["codeSigning", ["digitalSignature"]],
  ["emailProtection", ["digitalSignature", "nonRepudiation", "keyEncipherment", "keyAgreement"]],
  ["timeStamping", ["digitalSignature", "nonRepudiation"]],
  ["OCSPSigning", ["digitalSignature", "nonRepudiation"]],
];

const consistencyRules: readonly RuleRow[] = CONSISTENT.map(([purpose, usages]) => ({
  id: `rfc5280.${purpose.replace("OCSP", "ocsp")}KeyUsage`,
  severity: "error",
  reference: "RFC 5280 §4.2.1.12",
  title: `A certificate for ${purpose} has ${listed(usages, 9).replace(" and ", " or ")} in keyUsage`,
  key: "tbsCertificate.extensions.keyUsage",
  fix: `Add ${usages[0] ?? ""} to keyUsage: a certificate can do only what both extensions allow`,
  applies: (facts) => !facts.isCa && facts.hasPurpose(purpose) && facts.has("keyUsage"),
  check: (facts) =>
    usages.some((usage) => facts.hasUsage(usage))
      ? undefined
      : `The extension extKeyUsage says ${purpose}, and keyUsage allows none of ${listed(usages, 9)}`,
}));

export const extKeyUsageRules: readonly RuleRow[] = [
  {
    id: "rfc5280.anyExtendedKeyUsageNotCritical",
    severity: "warning",
    reference: "RFC 5280 §4.2.1.12",
    title: "extKeyUsage with anyExtendedKeyUsage is not critical",
    key,
    fix: "Mark extKeyUsage as not critical, or name the purposes that are meant",
    applies: (facts) => facts.hasPurpose("anyExtendedKeyUsage"),
    check: (facts) =>
      facts.extension("extKeyUsage")?.critical
        ? "The extension extKeyUsage allows any purpose, and is critical all the same"
        : undefined,
  },
  {
    id: "rfc5280.extKeyUsageUnique",
    severity: "warning",
    reference: "RFC 5280 §4.2.1.12",
    title: "extKeyUsage names no purpose twice",
    key,
    fix: "Name each purpose once",
    applies: (facts) => facts.value("extKeyUsage") !== undefined,
    check: ({ certificate: { extKeyUsage = [] } }) => {
      const seen = new Set<string>();
      const twice = extKeyUsage.find((purpose) => seen.size === seen.add(purpose).size);
      return twice && `The extension extKeyUsage names ${twice} twice`;
    },
  },
  ...consistencyRules,
  {
    id: "rfc3161.timeStampingAlone",
    severity: "error",
    reference: "RFC 3161 §2.3",
    title: "timeStamping is the only purpose of a certificate",
    key,
    fix: "Issue a certificate for time-stamping and nothing else",
    applies: (facts) => facts.hasPurpose("timeStamping") && !facts.isCa,
    check: ({ certificate: { extKeyUsage = [] } }) =>
      extKeyUsage.length > 1 ? "A certificate for time-stamping has other purposes too" : undefined,
  },
  {
    id: "rfc3161.timeStampingCritical",
    severity: "error",
    reference: "RFC 3161 §2.3",
    title: "extKeyUsage with timeStamping is critical",
    key,
    fix: "Mark extKeyUsage as critical",
    applies: (facts) => facts.hasPurpose("timeStamping") && !facts.isCa,
    check: (facts) =>
      facts.extension("extKeyUsage")?.critical
        ? undefined
        : "A certificate for time-stamping has an extKeyUsage that is not critical",
  },
];
