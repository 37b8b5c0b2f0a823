import type { Element } from "../../../asn1/element";
import { TAG } from "../../../asn1/tags";
import { readNames, type CertificateFacts, type NameFacts } from "../facts";
import type { RuleRow, Violation } from "../rule";
import { quoted } from "../words";

const points = "tbsCertificate.extensions.cRLDistributionPoints";
const access = "tbsCertificate.extensions.authorityInfoAccess";

/** A distribution point as it is written (RFC 5280 §4.2.1.13). */
export interface PointFacts {
  readonly element: Element;
  readonly fullName: readonly NameFacts[];
  readonly isRelative: boolean;
  readonly hasName: boolean;
  readonly hasReasons: boolean;
  readonly hasIssuer: boolean;
}

/** The distribution points of cRLDistributionPoints. */
export function distributionPoints(facts: CertificateFacts): PointFacts[] {
  return (facts.value("cRLDistributionPoints")?.children ?? []).map((element) => {
    const part = (tag: number): Element | undefined => element.children.find((child) => child.isContext(tag));
    const name = part(0)?.children[0];
    return {
      element,
      fullName: name?.isContext(0) ? readNames(name) : [],
      isRelative: name?.isContext(1) ?? false,
      hasName: name !== undefined,
      hasReasons: part(1) !== undefined,
      hasIssuer: part(2) !== undefined,
    };
  });
}

const isOverHttp = ({ kind, value }: NameFacts): boolean =>
  kind === "uniformResourceIdentifier" && /^(http|ldap):\/\//i.test(value);
const isOverTls = ({ kind, value }: NameFacts): boolean =>
  kind === "uniformResourceIdentifier" && /^(https|ldaps):\/\//i.test(value);

export const crlDistributionPointRules: readonly RuleRow[] = [
  {
    id: "rfc5280.distributionPointComplete",
    severity: "error",
    reference: "RFC 5280 §4.2.1.13",
    title: "A distribution point says where: it is more than reasons",
    key: points,
    fix: "Give each distribution point a URI",
    applies: (facts) => distributionPoints(facts).length > 0,
    check: (facts): Violation | undefined => {
      const point = distributionPoints(facts).find(({ hasName, hasIssuer }) => !hasName && !hasIssuer);
      return (
        point && {
          message: "A distribution point has neither a name nor an issuer of the list",
          element: point.element,
        }
      );
    },
  },
  {
    id: "rfc5280.distributionPointAllReasons",
    severity: "error",
    reference: "RFC 5280 §4.2.1.13",
    title: "One distribution point is for all reasons of revocation",
    key: points,
    fix: "Add a distribution point without reasons",
    applies: (facts) => distributionPoints(facts).length > 0,
    check: (facts) =>
      distributionPoints(facts).every(({ hasReasons }) => hasReasons)
        ? "Each distribution point is for some reasons of revocation alone"
        : undefined,
  },
  {
    id: "rfc5280.distributionPointUri",
    severity: "warning",
    reference: "RFC 5280 §4.2.1.13",
    title: "A distribution point has an http or ldap URI",
    key: points,
    fix: "Add an http:// address of the list",
    applies: (facts) => distributionPoints(facts).some(({ hasName }) => hasName),
    check: (facts): Violation | undefined => {
      const point = distributionPoints(facts).find(
        ({ hasName, isRelative, fullName }) =>
          hasName && !isRelative && !fullName.some((n) => isOverHttp(n) || isOverTls(n)),
      );
      return point && { message: "A distribution point has no http or ldap address", element: point.element };
    },
  },
  {
    id: "rfc5280.distributionPointFullName",
    severity: "warning",
    reference: "RFC 5280 §4.2.1.13",
    title: "A distribution point is named in full",
    key: points,
    fix: "Write fullName with an http:// address instead of nameRelativeToCRLIssuer",
    applies: (facts) => distributionPoints(facts).length > 0,
    check: (facts): Violation | undefined => {
      const point = distributionPoints(facts).find(({ isRelative }) => isRelative);
      return (
        point && {
          message: "A distribution point is named relative to its issuer, which hardly any software reads",
          element: point.element,
        }
      );
    },
  },
];

/** An AccessDescription: its method as the last arcs of its OID say, and its location. */
export interface AccessFacts {
  readonly element: Element;
  readonly method: string;
  readonly location: NameFacts | undefined;
}

/** The entries of authorityInfoAccess (RFC 5280 §4.2.2.1). */
export function accessDescriptions(facts: CertificateFacts): AccessFacts[] {
  const children = facts.value("authorityInfoAccess")?.children ?? [];
  return children.map((element) => {
    const [method, location] = element.children;
    const bytes = method?.is(TAG.oid) ? Array.from(method.content).join(".") : "";
    return {
      element,
      method: METHODS[bytes] ?? "unknown",
      location: location && readNames(element).find((name) => name.element === location),
    };
  });
}

/** id-ad (1.3.6.1.5.5.7.48) with 1 or 2 behind it, as bytes. */
const METHODS: Readonly<Record<string, string>> = {
  "43.6.1.5.5.7.48.1": "ocsp",
  "43.6.1.5.5.7.48.2": "caIssuers",
};

export const accessRules: readonly RuleRow[] = [
  {
    id: "rfc5280.caIssuersUri",
    severity: "warning",
    reference: "RFC 5280 §4.2.2.1",
    title: "caIssuers has an http or ldap URI",
    key: access,
    fix: "Add the http:// address of the issuer's certificate",
    applies: (facts) => accessDescriptions(facts).some(({ method }) => method === "caIssuers"),
    check: (facts) => {
      const issuers = accessDescriptions(facts).filter(({ method }) => method === "caIssuers");
      return issuers.some(({ location }) => location && (isOverHttp(location) || isOverTls(location)))
        ? undefined
        : "The issuer's certificate is at no http or ldap address";
    },
  },
  {
    id: "rfc6960.ocspUri",
    severity: "error",
    reference: "RFC 6960 §3.1",
    title: "The OCSP responder is named by a URI",
    key: access,
    fix: "Write the http:// address of the responder",
    applies: (facts) => accessDescriptions(facts).some(({ method }) => method === "ocsp"),
    check: (facts): Violation | undefined => {
      const found = accessDescriptions(facts).find(
        ({ method, location }) =>
          method === "ocsp" &&
          !(location?.kind === "uniformResourceIdentifier" && /^https?:\/\/./i.test(location.value)),
      );
      return (
        found && {
          message: found.location
            ? `The OCSP responder is at ${quoted(found.location.value)}, which is no http address`
            : "The OCSP responder has no address",
          element: found.element,
        }
      );
    },
  },
  {
    id: "rfc5280.revocationUriNotHttps",
    severity: "warning",
    reference: "RFC 5280 §8",
    title: "Addresses of OCSP responders, lists and issuers are not https",
    key: "tbsCertificate.extensions",
    fix: "Use http://: what is fetched is signed, and https needs what it is to check",
    applies: (facts) => accessDescriptions(facts).length + distributionPoints(facts).length > 0,
    check: (facts): Violation | undefined => {
      const locations = accessDescriptions(facts).flatMap(({ location }) =>
        location ? [{ location, key: access }] : [],
      );
      const lists = distributionPoints(facts).flatMap(({ fullName }) =>
        fullName.map((location) => ({ location, key: points })),
      );
      const found = [...locations, ...lists].find(({ location }) => isOverTls(location));
      return (
        found && {
          message: `${quoted(found.location.value)} is fetched over TLS, which may wait for this very answer`,
          key: found.key,
          element: found.location.element,
        }
      );
    },
  },
];
