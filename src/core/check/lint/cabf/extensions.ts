import type { RuleRow } from "../rule";
import { isServer, isTls, PROFILES_SINCE } from "./scope";

const extensions = "tbsCertificate.extensions";

export const otherExtensionRules: readonly RuleRow[] = [
  {
    id: "cabf.br.version3",
    severity: "error",
    reference: "BR §7.1.1",
    title: "A certificate is version 3",
    key: "tbsCertificate",
    fix: "Issue it with extensions (openssl x509 -req needs -extfile), which makes it version 3",
    check: ({ certificate: { version } }) =>
      version === 3 ? undefined : `The certificate is version ${String(version)}`,
  },
  {
    id: "cabf.br.authorityKeyOnly",
    severity: "error",
    reference: "BR §7.1.2.11.1",
    title: "authorityKeyIdentifier names the key, not the issuer and its serial number",
    key: `${extensions}.authorityKeyIdentifier`,
    fix: "Write keyIdentifier alone (authorityKeyIdentifier=keyid in OpenSSL)",
    since: PROFILES_SINCE,
    applies: (facts) => isTls(facts) && facts.value("authorityKeyIdentifier") !== undefined,
    check: (facts) =>
      facts.value("authorityKeyIdentifier")?.children.some((part) => part.isContext(1) || part.isContext(2))
        ? "The extension authorityKeyIdentifier names the issuer or its serial number"
        : undefined,
  },
  {
    id: "cabf.br.subscriberBasicConstraintsCritical",
    severity: "error",
    reference: "BR §7.1.2.7.6",
    title: "basicConstraints of a server's certificate is critical, where it is there",
    key: `${extensions}.basicConstraints`,
    fix: "Mark basicConstraints as critical, or leave it out",
    since: PROFILES_SINCE,
    applies: (facts) => isServer(facts) && facts.has("basicConstraints"),
    check: (facts) =>
      facts.extension("basicConstraints")?.critical
        ? undefined
        : "The extension basicConstraints is not critical",
  },
  {
    id: "cabf.br.subscriberKeyIdentifier",
    severity: "info",
    reference: "BR §7.1.2.7.6",
    title: "A server's certificate needs no subjectKeyIdentifier",
    key: `${extensions}.subjectKeyIdentifier`,
    fix: "Leave it out: nobody looks for the key of a server by it",
    since: PROFILES_SINCE,
    applies: isServer,
    check: (facts) =>
      facts.has("subjectKeyIdentifier")
        ? "The certificate of a server has subjectKeyIdentifier, which is not recommended"
        : undefined,
  },
  {
    id: "cabf.br.sctListNotCritical",
    severity: "error",
    reference: "BR §7.1.2.11.3",
    title: "The list of signed certificate timestamps is not critical",
    key: `${extensions}.signedCertificateTimestampList`,
    fix: "Mark it as not critical",
    applies: (facts) => isServer(facts) && facts.has("signedCertificateTimestampList"),
    check: (facts) =>
      facts.extension("signedCertificateTimestampList")?.critical
        ? "The list of signed certificate timestamps is critical"
        : undefined,
  },
];
