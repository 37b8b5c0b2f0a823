import type { CertificateFacts } from "../facts";
import { accessDescriptions, distributionPoints } from "../rfc/access";
import type { RuleRow, Violation } from "../rule";
import { quoted } from "../words";
import { isServer, isTls, PROFILES_SINCE } from "./scope";

const extensions = "tbsCertificate.extensions";
const access = `${extensions}.authorityInfoAccess`;
const points = `${extensions}.cRLDistributionPoints`;

/** Seconds of a short-lived certificate, which needs no way to be revoked: 10 days, 7 from 2026-03-15. */
const shortLived = ({ certificate: { notBefore = "" } }: CertificateFacts): number =>
  notBefore >= "2026-03-15" ? 7 * 86_400 : notBefore >= "2024-03-15" ? 10 * 86_400 : 0;

const isHttp = (value: string): boolean => /^http:\/\/[^/]/i.test(value);

/** Where the issuer, its OCSP responder and its list of revoked certificates are. */
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
    since: PROFILES_SINCE,
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
    since: PROFILES_SINCE,
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
