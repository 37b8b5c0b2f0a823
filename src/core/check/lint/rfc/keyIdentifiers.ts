import { equalBytes } from "../../../bytes/concat";
import type { CertificateFacts } from "../facts";
import type { RuleRow } from "../rule";

const authority = "tbsCertificate.extensions.authorityKeyIdentifier";
const subject = "tbsCertificate.extensions.subjectKeyIdentifier";
const again =
  "Have it issued again; OpenSSL writes both with subjectKeyIdentifier=hash, authorityKeyIdentifier=keyid";

const part = (facts: CertificateFacts, tag: number) =>
  facts.value("authorityKeyIdentifier")?.children.find((child) => child.isContext(tag));

/** The two key identifiers, where both are there. */
function both({ certificate }: CertificateFacts): [Uint8Array, Uint8Array] | undefined {
  const { subjectKeyIdentifier: own, authorityKeyIdentifier: issuer } = certificate;
  return own && issuer && own.length > 0 ? [own, issuer] : undefined;
}

export const keyIdentifierRules: readonly RuleRow[] = [
  {
    id: "rfc5280.authorityKeyIdentifierPresent",
    severity: "error",
    reference: "RFC 5280 §4.2.1.1",
    title: "A certificate that does not sign itself has authorityKeyIdentifier",
    key: "tbsCertificate.extensions",
    fix: again,
    // Version 1 has no extensions at all.
    applies: ({ isSelfIssued, certificate }) => !isSelfIssued && certificate.version === 3,
    check: (facts) =>
      facts.has("authorityKeyIdentifier")
        ? undefined
        : "The certificate does not say by which of its issuer's keys it is signed: authorityKeyIdentifier is missing",
  },
  {
    id: "rfc5280.authorityKeyIdentifierHasKey",
    severity: "error",
    reference: "RFC 5280 §4.2.1.1",
    title: "authorityKeyIdentifier holds keyIdentifier",
    key: authority,
    fix: again,
    applies: (facts) => !facts.isSelfIssued && facts.value("authorityKeyIdentifier") !== undefined,
    check: (facts) =>
      part(facts, 0)
        ? undefined
        : "The extension authorityKeyIdentifier has no keyIdentifier, the part that chains are built by",
  },
  {
    id: "rfc5280.authorityIssuerAndSerial",
    severity: "error",
    reference: "RFC 5280 §4.2.1.1",
    title: "authorityKeyIdentifier holds issuer and serial number both, or none",
    key: authority,
    fix: "Write both, or better the keyIdentifier alone",
    applies: (facts) => facts.value("authorityKeyIdentifier") !== undefined,
    check: (facts) =>
      (part(facts, 1) === undefined) === (part(facts, 2) === undefined)
        ? undefined
        : `The extension authorityKeyIdentifier has the issuer's ${part(facts, 1) ? "name without its serial number" : "serial number without its name"}`,
  },
  {
    id: "rfc5280.subjectKeyIdentifierInCa",
    severity: "error",
    reference: "RFC 5280 §4.2.1.2",
    title: "A CA has subjectKeyIdentifier",
    key: "tbsCertificate.extensions",
    fix: again,
    applies: ({ isCa }) => isCa,
    check: (facts) =>
      facts.has("subjectKeyIdentifier") ? undefined : "This is a CA, and it has no subjectKeyIdentifier",
  },
  {
    id: "rfc5280.subjectKeyIdentifierNotEmpty",
    severity: "error",
    reference: "RFC 5280 §4.2.1.2",
    title: "subjectKeyIdentifier is not empty",
    key: subject,
    fix: again,
    applies: (facts) => facts.value("subjectKeyIdentifier") !== undefined,
    check: (facts) =>
      facts.value("subjectKeyIdentifier")?.content.length === 0
        ? "The extension subjectKeyIdentifier has no bytes"
        : undefined,
  },
  {
    id: "rfc5280.keyIdentifiersDiffer",
    severity: "warning",
    reference: "RFC 5280 §4.2.1.2",
    title: "Issuer and subject have different key identifiers",
    key: subject,
    fix: "Compute subjectKeyIdentifier of this certificate's own key",
    applies: (facts) => !facts.isSelfIssued && both(facts) !== undefined,
    check: (facts) => {
      const found = both(facts);
      return found && equalBytes(...found)
        ? "The key identifier is the issuer's, as if both had one key"
        : undefined;
    },
  },
  {
    id: "rfc5280.selfSignedKeyIdentifiers",
    severity: "warning",
    reference: "RFC 5280 §4.2.1.1",
    title: "In a self-signed certificate both key identifiers are the same",
    key: authority,
    fix: again,
    // A root may be issued anew under its name with another key (§6.1: self-issued, not self-signed).
    applies: (facts) => facts.isSelfIssued && both(facts) !== undefined,
    check: (facts) => {
      const found = both(facts);
      return found && !equalBytes(...found)
        ? "Issuer and subject have one name and different key identifiers, so that software looks for another issuer"
        : undefined;
    },
  },
];
