import type { Span } from "../../bytes/span";
import { equalBytes } from "../../bytes/concat";
import type { Finding } from "../../inspection";
import type { Certificate } from "../../x509";
import { attributeValues } from "../../x509/name";
import { distance, isSelfIssued, nameOf, when } from "./describe";

/** Certificates that expire within so many days are named, unless someone says another number. */
export const EXPIRES_SOON_DAYS = 30;

export interface FindingContext {
  /** When: ISO 8601. */
  readonly at: string;
  /** Whether it is the certificate that proves who a side is, not one of those that vouch for it. */
  readonly isLeaf: boolean;
  /** Certificates that expire within so many days are named; 30 unless told. */
  readonly expiresSoonDays?: number;
  /** Where the field with a key ("tbsCertificate.validity.notAfter") of this certificate stands. */
  readonly spanOf?: (key: string) => Span | undefined;
}

const DAY_MS = 86_400_000;

type Rule = (certificate: Certificate, context: FindingContext) => RuleResult | undefined;
type RuleResult = Omit<Finding, "span"> & { readonly key: string };

/** What is remarkable about a certificate by itself: its validity, key, signature and names. Never throws. */
export function certificateFindings(certificate: Certificate, context: FindingContext): Finding[] {
  return RULES.flatMap((rule) => {
    const result = rule(certificate, context);
    if (!result) return [];
    const { key, ...finding } = result;
    const span = context.spanOf?.(key);
    return [span ? { ...finding, span } : finding];
  });
}

const validity: Rule = (certificate, { at, expiresSoonDays = EXPIRES_SOON_DAYS }) => {
  const { notBefore, notAfter } = certificate;
  const own = nameOf(certificate);
  const rfc = "RFC 5280 §4.1.2.5";
  const now = Date.parse(at);
  if (notBefore === undefined || notAfter === undefined) {
    return {
      id: "certificate.validityUnreadable",
      severity: "error",
      message: `The validity of ${own} cannot be read`,
      fix: "Have the certificate issued again: its dates are malformed",
      key: "tbsCertificate.validity",
      rfc,
    };
  }
  if (now > Date.parse(notAfter)) {
    return {
      id: "certificate.expired",
      severity: "error",
      message: `${own} expired ${distance(notAfter, at)} ago, on ${when(notAfter)}`,
      fix: "Renew it and install the new certificate",
      key: "tbsCertificate.validity.notAfter",
      rfc,
    };
  }
  if (now < Date.parse(notBefore)) {
    return {
      id: "certificate.notYetValid",
      severity: "error",
      message: `${own} becomes valid in ${distance(at, notBefore)}, on ${when(notBefore)}`,
      fix: "Check this machine's clock; else wait, or use another certificate",
      key: "tbsCertificate.validity.notBefore",
      rfc,
    };
  }
  if (Date.parse(notAfter) - now > expiresSoonDays * DAY_MS) return undefined;
  return {
    id: "certificate.expiresSoon",
    severity: "warning",
    message: `${own} expires in ${distance(at, notAfter)}, on ${when(notAfter)}`,
    fix: "Renew it before that",
    key: "tbsCertificate.validity.notAfter",
    rfc,
  };
};

const weakKey: Rule = (certificate) => {
  const { algorithmName, bits, description } = certificate.publicKey;
  const least = algorithmName === "ecPublicKey" ? 224 : 2048;
  const sized = ["rsaEncryption", "rsassaPss", "dsa", "ecPublicKey"].includes(algorithmName);
  const weak = sized && bits !== undefined && bits < least;
  if (!weak && algorithmName !== "dsa") return undefined;
  return {
    id: "certificate.weakKey",
    severity: "warning",
    message: weak
      ? `The key of ${nameOf(certificate)} is weak: ${description}, where at least ${String(least)} bits are wanted`
      : `The key of ${nameOf(certificate)} is a DSA key, which TLS 1.3 and most software no longer take`,
    fix: "Make a new key (ECDSA P-256, or RSA with at least 2048 bits) and have a certificate issued for it",
    key: "tbsCertificate.subjectPublicKeyInfo",
    rfc: "RFC 9325 §4.5",
  };
};

const weakSignature: Rule = (certificate) => {
  const { name } = certificate.signatureAlgorithm;
  // A root is trusted for being in a store, not for its own signature.
  if (isSelfIssued(certificate)) return undefined;
  const weak = /md[245]|sha-?1(?![0-9])|sha-1/i.exec(name)?.[0];
  if (weak === undefined) return undefined;
  return {
    id: "certificate.weakSignature",
    severity: "warning",
    message: `The signature on ${nameOf(certificate)} (${name}) rests on a hash that can be forged`,
    fix: "Have it issued again with SHA-256 or better",
    key: "signatureAlgorithm",
    rfc: "RFC 9155",
  };
};

const algorithms: Rule = (certificate) =>
  equalBytes(certificate.signatureAlgorithm.der, certificate.tbsSignatureAlgorithm.der)
    ? undefined
    : {
        id: "certificate.algorithmMismatch",
        severity: "error",
        message: `${nameOf(certificate)} names its signature algorithm twice, and not the same`,
        fix: "Have the certificate issued again: it is malformed",
        key: "signatureAlgorithm",
        rfc: "RFC 5280 §4.1.1.2",
      };

const names: Rule = (certificate, { isLeaf }) => {
  const forServers = certificate.extKeyUsage?.includes("serverAuth") ?? true;
  if (!isLeaf || !forServers || certificate.basicConstraints?.isCa) return undefined;
  const has = certificate.subjectAltName?.some(({ kind }) => kind === "dNSName" || kind === "iPAddress");
  if (has) return undefined;
  const common = attributeValues(certificate.subject, "commonName").length > 0;
  return {
    id: "certificate.noSubjectAltName",
    severity: "warning",
    message: `${nameOf(certificate)} has no DNS name and no IP address in its subjectAltName${common ? "; clients no longer look at the common name" : ""}`,
    fix: "Have it issued with the server's names in subjectAltName",
    key: "tbsCertificate.subject",
    rfc: "RFC 9525 §2",
  };
};

const usage: Rule = (certificate) => {
  const { keyUsage, basicConstraints } = certificate;
  if (!keyUsage?.includes("keyCertSign") || basicConstraints?.isCa) return undefined;
  return {
    id: "certificate.signsWithoutCa",
    severity: "warning",
    message: `The keyUsage of ${nameOf(certificate)} lets it sign certificates (keyCertSign), and its basicConstraints ${basicConstraints ? "say that it is no CA" : "are missing"}`,
    fix: "Have it issued again: a CA with basicConstraints CA:TRUE, anything else without keyCertSign",
    key: "tbsCertificate.extensions.keyUsage",
    rfc: "RFC 5280 §4.2.1.3",
  };
};

/** How many days a publicly trusted server certificate may be valid, by the day from which it is (CA/Browser Forum TLS BR §6.3.2). */
const PUBLIC_LIMITS: readonly { readonly from: string; readonly days: number }[] = [
  { from: "2029-03-15", days: 47 },
  { from: "2027-03-15", days: 100 },
  { from: "2026-03-15", days: 200 },
  { from: "2020-09-01", days: 398 },
  { from: "2018-03-01", days: 825 },
];
/** What Apple's systems take of any server certificate issued since July 2019, also by a private CA. */
const PRIVATE_LIMIT = { from: "2019-07-01", days: 825 };
/** Certificate policies of the CA/Browser Forum: {joint-iso-itu-t(2) international-organizations(23) ca-browser-forum(140) certificate-policies(1)}. */
const PUBLIC_POLICIES = "2.23.140.1.";

const tooLong: Rule = (certificate, { isLeaf }) => {
  const { notBefore, notAfter, extKeyUsage, basicConstraints, certificatePolicies } = certificate;
  const isServers = isLeaf && !basicConstraints?.isCa && extKeyUsage?.includes("serverAuth");
  if (!isServers || notBefore === undefined || notAfter === undefined) return undefined;
  const isPublic = certificatePolicies.some((policy) => policy.startsWith(PUBLIC_POLICIES));
  const limits = isPublic ? PUBLIC_LIMITS : [PRIVATE_LIMIT];
  const limit = limits.find(({ from }) => notBefore >= from);
  const days = Math.ceil((Date.parse(notAfter) - Date.parse(notBefore)) / DAY_MS);
  if (!limit || days <= limit.days) return undefined;
  return {
    id: "certificate.validTooLong",
    severity: isPublic ? "warning" : "info",
    message: `${nameOf(certificate)} is valid for ${String(days)} days; ${isPublic ? `a public server's certificate may be for ${String(limit.days)}` : `Apple's systems refuse a server's certificate of more than ${String(limit.days)}`}`,
    fix: "Have it issued for a shorter time, and renew it by a program",
    key: "tbsCertificate.validity",
    rfc: "RFC 5280 §4.1.2.5",
  };
};

const RULES: readonly Rule[] = [validity, tooLong, algorithms, weakKey, weakSignature, names, usage];
