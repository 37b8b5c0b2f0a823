import type { CertificateFacts } from "../facts";
import { isReservedPolicy } from "../publiclyTrusted";
import { familyOf } from "../read/algorithms";
import { accessDescriptions, distributionPoints } from "../rfc/access";
import { policyQualifiers } from "../rfc/policies";
import { latin1 } from "../../../asn1/strings";
import type { RuleRow, Violation } from "../rule";
import { listed, quoted } from "../words";
import { isServer, isTls, isTlsIntermediate, PROFILES_SINCE } from "./scope";

const extensions = "tbsCertificate.extensions";
const purposes = `${extensions}.extKeyUsage`;
const usage = `${extensions}.keyUsage`;
const policies = `${extensions}.certificatePolicies`;
const access = `${extensions}.authorityInfoAccess`;
const points = `${extensions}.cRLDistributionPoints`;

/** Purposes that no certificate of a server has. */
export const FORBIDDEN_PURPOSES = [
  "codeSigning",
  "emailProtection",
  "timeStamping",
  "OCSPSigning",
  "anyExtendedKeyUsage",
  "1.3.6.1.4.1.11129.2.4.4",
];

const serverWith =
  (extension: string) =>
  (facts: CertificateFacts): boolean =>
    isServer(facts) && facts.value(extension) !== undefined;

/** Seconds of a short-lived certificate, which needs no way to be revoked: 10 days, 7 from 2026-03-15. */
const shortLived = ({ certificate: { notBefore = "" } }: CertificateFacts): number =>
  notBefore >= "2026-03-15" ? 7 * 86_400 : notBefore >= "2024-03-15" ? 10 * 86_400 : 0;

const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  rsa: ["digitalSignature", "keyEncipherment", "dataEncipherment"],
  ecdsa: ["digitalSignature", "keyAgreement"],
};
const NOT_RECOMMENDED = ["dataEncipherment", "keyAgreement"];

const isHttp = (value: string): boolean => /^http:\/\/[^/]/i.test(value);

export const purposeRules: readonly RuleRow[] = [
  {
    id: "cabf.br.extKeyUsagePresent",
    severity: "error",
    reference: "BR §7.1.2.7.6",
    title: "A server's certificate has extKeyUsage",
    key: extensions,
    fix: "Add extKeyUsage serverAuth",
    applies: isServer,
    check: (facts) =>
      facts.has("extKeyUsage")
        ? undefined
        : "The certificate does not say what it is for: extKeyUsage is missing",
  },
  {
    id: "cabf.br.serverAuthPresent",
    severity: "error",
    reference: "BR §7.1.2.7.10",
    title: "extKeyUsage of a server's certificate holds serverAuth",
    key: purposes,
    fix: "Add serverAuth",
    applies: serverWith("extKeyUsage"),
    check: (facts) =>
      facts.hasPurpose("serverAuth") ? undefined : "The extension extKeyUsage does not hold serverAuth",
  },
  {
    id: "cabf.br.forbiddenPurposes",
    severity: "error",
    reference: "BR §7.1.2.7.10",
    title: "A server's certificate is for no code, e-mail, time stamps, OCSP answers or any purpose",
    key: purposes,
    fix: "Issue a certificate for each purpose",
    applies: serverWith("extKeyUsage"),
    check: ({ certificate: { extKeyUsage = [] } }) => {
      const found = extKeyUsage.filter((purpose) => FORBIDDEN_PURPOSES.includes(purpose));
      return found.length > 0 ? `The certificate of a server is for ${listed(found)} too` : undefined;
    },
  },
  {
    id: "cabf.br.extKeyUsageNotCritical",
    severity: "error",
    reference: "BR §7.1.2.7.6",
    title: "extKeyUsage of a server's certificate is not critical",
    key: purposes,
    fix: "Mark extKeyUsage as not critical",
    since: PROFILES_SINCE,
    applies: serverWith("extKeyUsage"),
    check: (facts) =>
      facts.extension("extKeyUsage")?.critical ? "The extension extKeyUsage is critical" : undefined,
  },
  {
    id: "cabf.br.subscriberKeyUsage",
    severity: "error",
    reference: "BR §7.1.2.7.11",
    title: "keyUsage of a server's certificate holds only what TLS does with such a key",
    key: usage,
    fix: "Set digitalSignature, and for RSA keyEncipherment if old clients need it",
    applies: (facts) =>
      serverWith("keyUsage")(facts) && familyOf(facts.certificate.publicKey.algorithmName) !== undefined,
    check: ({ certificate: { keyUsage = [], publicKey } }) => {
      const allowed = ALLOWED[familyOf(publicKey.algorithmName) ?? ""];
      const found = allowed ? keyUsage.filter((bit) => !allowed.includes(bit)) : [];
      return found.length > 0 ? `The keyUsage of a server holds ${listed(found)}` : undefined;
    },
  },
  {
    id: "cabf.br.ecDigitalSignature",
    severity: "error",
    reference: "BR §7.1.2.7.11",
    title: "keyUsage of a server's certificate with an elliptic curve key holds digitalSignature",
    key: usage,
    fix: "Set digitalSignature",
    since: PROFILES_SINCE,
    applies: (facts) =>
      serverWith("keyUsage")(facts) && familyOf(facts.certificate.publicKey.algorithmName) === "ecdsa",
    check: (facts) =>
      facts.hasUsage("digitalSignature")
        ? undefined
        : "The keyUsage of an elliptic curve key lacks digitalSignature",
  },
  {
    id: "cabf.br.keyUsageNotRecommended",
    severity: "warning",
    reference: "BR §7.1.2.7.11",
    title: "keyUsage of a server's certificate holds neither dataEncipherment nor keyAgreement",
    key: usage,
    fix: "Leave them out: TLS does not use them, and they are to be forbidden",
    since: PROFILES_SINCE,
    applies: serverWith("keyUsage"),
    check: ({ certificate: { keyUsage = [], publicKey } }) => {
      const allowed = ALLOWED[familyOf(publicKey.algorithmName) ?? ""] ?? [];
      const found = keyUsage.filter((bit) => NOT_RECOMMENDED.includes(bit) && allowed.includes(bit));
      return found.length > 0
        ? `The keyUsage of a server holds ${listed(found)}, which TLS does not use`
        : undefined;
    },
  },
];

const reserved = ({ certificate }: CertificateFacts): string[] =>
  certificate.certificatePolicies.filter(isReservedPolicy);

export const policyRules: readonly RuleRow[] = [
  {
    id: "cabf.br.reservedPolicyPresent",
    severity: "error",
    reference: "BR §7.1.2.7.9",
    title: "A server's certificate says how its subject was validated, by a policy of the CA/Browser Forum",
    key: extensions,
    fix: "Add one of the policies 2.23.140.1.2.1 (domain), 2.23.140.1.2.2 (organization), 2.23.140.1.1 (extended)",
    since: "2020-09-30",
    applies: isServer,
    check: (facts) =>
      reserved(facts).length > 0 ? undefined : "No policy says how the subject was validated",
  },
  {
    id: "cabf.br.reservedPolicyOnce",
    severity: "error",
    reference: "BR §7.1.2.7.9",
    title: "A server's certificate has one policy of the CA/Browser Forum",
    key: policies,
    fix: "Keep the policy by which the subject was validated",
    since: PROFILES_SINCE,
    applies: (facts) => isServer(facts) && reserved(facts).length > 0,
    check: (facts) =>
      reserved(facts).length > 1 ? `The policies ${listed(reserved(facts))} exclude each other` : undefined,
  },
  {
    id: "cabf.br.subscriberNoAnyPolicy",
    severity: "error",
    reference: "BR §7.1.2.7.9",
    title: "A server's certificate does not have anyPolicy",
    key: policies,
    fix: "Name the policy by which it was issued",
    applies: serverWith("certificatePolicies"),
    check: ({ certificate }) =>
      certificate.certificatePolicies.includes("2.5.29.32.0")
        ? "The certificate of a server is issued under any policy"
        : undefined,
  },
  {
    id: "cabf.br.policiesNotCritical",
    severity: "error",
    reference: "BR §7.1.2.7.6",
    title: "certificatePolicies is not critical",
    key: policies,
    fix: "Mark certificatePolicies as not critical",
    since: PROFILES_SINCE,
    applies: (facts) => isTls(facts) && facts.has("certificatePolicies"),
    check: (facts) =>
      facts.extension("certificatePolicies")?.critical
        ? "The extension certificatePolicies is critical"
        : undefined,
  },
  {
    id: "cabf.br.policyQualifiers",
    severity: "error",
    reference: "BR §7.1.2.7.9",
    title: "A policy has no qualifier but a pointer to the CPS",
    key: policies,
    fix: "Leave user notices out",
    since: PROFILES_SINCE,
    applies: (facts) => isTls(facts) && facts.has("certificatePolicies"),
    check: (facts) =>
      policyQualifiers(facts).some(({ type }) => type !== "1.3.6.1.5.5.7.2.1")
        ? "A policy has a user notice or another qualifier"
        : undefined,
  },
  {
    id: "cabf.br.cpsHttp",
    severity: "error",
    reference: "BR §7.1.2.7.9",
    title: "A pointer to the CPS is an http or https address",
    key: policies,
    fix: "Write the CPS's https:// address",
    applies: (facts) =>
      isTls(facts) && policyQualifiers(facts).some(({ type }) => type === "1.3.6.1.5.5.7.2.1"),
    check: (facts): Violation | undefined => {
      const odd = policyQualifiers(facts).find(
        ({ type, value }) =>
          type === "1.3.6.1.5.5.7.2.1" && value && !/^https?:\/\/[^/]/i.test(latin1(value.content)),
      );
      return (
        odd?.value && { message: "A pointer to the CPS is no http or https address", element: odd.value }
      );
    },
  },
];

export const revocationRules: readonly RuleRow[] = [
  {
    id: "cabf.br.authorityInfoAccessPresent",
    severity: "error",
    reference: "BR §7.1.2.7.6",
    title: "A server's certificate has authorityInfoAccess",
    key: extensions,
    fix: "Add the http:// address of the issuer's certificate",
    applies: isServer,
    check: (facts) =>
      facts.has("authorityInfoAccess")
        ? undefined
        : "The certificate does not say where its issuer's certificate is",
  },
  {
    id: "cabf.br.authorityInfoAccessMethods",
    severity: "error",
    reference: "BR §7.1.2.7.7",
    title: "authorityInfoAccess names the issuer and OCSP responders alone",
    key: access,
    fix: "Leave other access methods out",
    since: PROFILES_SINCE,
    applies: (facts) => isTls(facts) && accessDescriptions(facts).length > 0,
    check: (facts): Violation | undefined => {
      const odd = accessDescriptions(facts).find(({ method }) => method === "unknown");
      return (
        odd && {
          message: "The extension authorityInfoAccess has another method than OCSP and caIssuers",
          element: odd.element,
        }
      );
    },
  },
  {
    id: "cabf.br.authorityInfoAccessHttp",
    severity: "error",
    reference: "BR §7.1.2.7.7",
    title: "Addresses in authorityInfoAccess are http",
    key: access,
    fix: "Write an http:// address",
    applies: (facts) => isTls(facts) && accessDescriptions(facts).length > 0,
    check: (facts): Violation | undefined => {
      const odd = accessDescriptions(facts).find(
        ({ method, location }) =>
          method !== "unknown" && !(location?.kind === "uniformResourceIdentifier" && isHttp(location.value)),
      );
      return (
        odd && {
          message: `${odd.method === "ocsp" ? "The OCSP responder" : "The issuer's certificate"} is at ${odd.location ? quoted(odd.location.value) : "no address"}, which is not http`,
          element: odd.element,
        }
      );
    },
  },
  {
    id: "cabf.br.authorityInfoAccessUnique",
    severity: "error",
    reference: "BR §7.1.2.7.7",
    title: "authorityInfoAccess names no address twice for one method",
    key: access,
    fix: "Keep one of them",
    since: PROFILES_SINCE,
    applies: (facts) => isTls(facts) && accessDescriptions(facts).length > 0,
    check: (facts): Violation | undefined => {
      const seen = new Set<string>();
      const twice = accessDescriptions(facts).find(
        ({ method, location }) => seen.size === seen.add(`${method} ${location?.value ?? ""}`).size,
      );
      return (
        twice && {
          message: `The address ${quoted(twice.location?.value ?? "")} stands twice`,
          element: twice.element,
        }
      );
    },
  },
  {
    id: "cabf.br.revocationInformation",
    severity: "error",
    reference: "BR §7.1.2.7.6",
    title: "A server's certificate says where its revocation is told, short-lived ones apart",
    key: extensions,
    fix: "Add a CRL distribution point or an OCSP responder",
    applies: isServer,
    check: (facts) => {
      const told =
        facts.has("cRLDistributionPoints") ||
        accessDescriptions(facts).some(({ method }) => method === "ocsp");
      const isShort = (facts.validSeconds ?? Infinity) <= shortLived(facts);
      return told || isShort
        ? undefined
        : "Neither a CRL nor an OCSP responder tells whether the certificate is revoked";
    },
  },
  {
    id: "cabf.br.distributionPointHttp",
    severity: "error",
    reference: "BR §7.1.2.11.2",
    title: "Addresses of CRLs are http",
    key: points,
    fix: "Write the http:// address of the list",
    applies: (facts) => isTls(facts) && distributionPoints(facts).length > 0,
    check: (facts): Violation | undefined => {
      const odd = distributionPoints(facts)
        .flatMap(({ fullName }) => fullName)
        .find(({ kind, value }) => kind !== "uniformResourceIdentifier" || !isHttp(value));
      return (
        odd && {
          message: `The list is at ${quoted(odd.value)}, which is no http address`,
          element: odd.element,
        }
      );
    },
  },
  {
    id: "cabf.br.distributionPointForm",
    severity: "error",
    reference: "BR §7.1.2.11.2",
    title: "A distribution point has a full name, and neither reasons nor cRLIssuer",
    key: points,
    fix: "Write the list's http:// address and nothing else",
    since: PROFILES_SINCE,
    applies: (facts) => isTls(facts) && distributionPoints(facts).length > 0,
    check: (facts): Violation | undefined => {
      const odd = distributionPoints(facts).find(
        ({ fullName, hasReasons, hasIssuer }) => fullName.length === 0 || hasReasons || hasIssuer,
      );
      return (
        odd && {
          message: "A distribution point is more or less than a full name",
          element: odd.element,
        }
      );
    },
  },
];

export const otherExtensionRules: readonly RuleRow[] = [
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
  {
    id: "cabf.br.intermediatePolicies",
    severity: "error",
    reference: "BR §7.1.2.10.5",
    title: "An intermediate CA has certificatePolicies",
    key: extensions,
    fix: "Add the policies under which it issues, or anyPolicy for a CA of your own",
    applies: isTlsIntermediate,
    check: (facts) =>
      facts.has("certificatePolicies")
        ? undefined
        : "The intermediate CA does not say under which policies it issues",
  },
];
