import { isBelow, type Certificate, type GeneralName, type Name } from "../../x509";
import type { NameConstraintsInfo } from "../../x509";
import { attributeValues } from "../../x509/name";
import { generalNameText } from "../../x509";
import { parseIp } from "../../bytes/ipAddress";
import { shorten } from "../../asn1/strings";

/** More comparisons than this are refused: thousands of names under thousands of constraints are an attack. */
const MAX_COMPARISONS = 250_000;

/** Why a certificate's names violate the constraints, or undefined when they do not (RFC 5280 §4.2.1.10, §6.1.3 (b) and (c)). */
export function violatedConstraint(
  certificate: Certificate,
  constraints: NameConstraintsInfo,
): string | undefined {
  const names = constrainedNames(certificate);
  const { permitted, excluded } = constraints;
  if (names.length * (permitted.length + excluded.length) > MAX_COMPARISONS) {
    return "there are too many names and constraints to compare them";
  }
  for (const name of names) {
    const text = shorten(generalNameText(name), 120);
    const sameForm = (base: GeneralName): boolean =>
      base.kind === name.kind && (base.kind !== "otherName" || typeId(base) === typeId(name));
    if (!permitted.some(sameForm) && !excluded.some(sameForm)) continue;
    if (!COMPARABLE.has(name.kind)) {
      return `names of the kind ${name.kind} are constrained, and cannot be compared here`;
    }
    if (name.kind === "uniformResourceIdentifier" && uriHost(name.value) === undefined) {
      return `${text} has no host name to hold against the constraints`;
    }
    const forbidden = excluded.find((base) => sameForm(base) && (matches(name, base) || covers(name, base)));
    if (forbidden) return `${text} lies in ${generalNameText(forbidden)}, which is excluded`;
    const allowed = permitted.filter(sameForm);
    if (allowed.length > 0 && !allowed.some((base) => matches(name, base))) {
      const shown = allowed.slice(0, 5).map(generalNameText).join(", ");
      return `${text} lies outside what is permitted: ${shown}`;
    }
  }
  return undefined;
}

const COMPARABLE: ReadonlySet<GeneralName["kind"]> = new Set([
  "rfc822Name",
  "dNSName",
  "directoryName",
  "uniformResourceIdentifier",
  "iPAddress",
]);

/** Every name of subjectAltName, the subject, and the e-mail addresses in the subject of one without others. */
function constrainedNames(certificate: Certificate): GeneralName[] {
  const { subject } = certificate;
  const names = [...(certificate.subjectAltName ?? [])];
  if (!names.some(({ kind }) => kind === "rfc822Name")) {
    for (const value of attributeValues(subject, "emailAddress")) {
      names.push({ kind: "rfc822Name", value, bytes: new Uint8Array(0) });
    }
  }
  if (subject.rdns.length > 0) names.push(directory(subject));
  return names;
}

function directory(name: Name): GeneralName {
  return { kind: "directoryName", value: name.text, bytes: name.der, name };
}

/** The type of an otherName, as its text begins. */
function typeId({ value }: GeneralName): string {
  return value.slice(0, value.indexOf(":"));
}

function matches(name: GeneralName, base: GeneralName): boolean {
  switch (base.kind) {
    case "dNSName":
      return inDomain(withoutDot(name.value).replace(/^\*\./, ""), withoutDot(base.value));
    case "rfc822Name":
      return mailMatches(name.value, base.value);
    case "uniformResourceIdentifier":
      return hostMatches(uriHost(name.value), base.value.toLowerCase());
    case "iPAddress": {
      const { length } = name.bytes;
      return (
        length > 0 &&
        base.bytes.length === length * 2 &&
        name.bytes.every((byte, i) => {
          const mask = base.bytes[length + i] ?? 0;
          return (byte & mask) === ((base.bytes[i] ?? 0) & mask);
        })
      );
    }
    case "directoryName":
      return name.name !== undefined && base.name !== undefined && isBelow(name.name, base.name);
    default:
      return false;
  }
}

/** Whether a wildcard stands for a name that `base` excludes: "*.example.com" covers "www.example.com". */
function covers(name: GeneralName, base: GeneralName): boolean {
  if (name.kind !== "dNSName" || !name.value.startsWith("*.")) return false;
  const domain = withoutDot(name.value).slice(1);
  const excluded = withoutDot(base.value).replace(/^\./, "");
  return excluded.endsWith(domain) && !excluded.slice(0, -domain.length).includes(".");
}

/** A mailbox is compared as it is but for the case of its host (RFC 5280 §7.5). */
function mailMatches(value: string, constraint: string): boolean {
  const at = value.lastIndexOf("@");
  if (at < 0) return false;
  const host = value.slice(at + 1).toLowerCase();
  const base = constraint.lastIndexOf("@");
  if (base < 0) return hostMatches(host, constraint.toLowerCase());
  return (
    value.slice(0, at) === constraint.slice(0, base) && host === constraint.slice(base + 1).toLowerCase()
  );
}

/** A host itself; with a leading dot the hosts below it (RFC 5280 §4.2.1.10). */
function hostMatches(host: string | undefined, constraint: string): boolean {
  if (host === undefined) return false;
  return constraint.startsWith(".") ? host.endsWith(constraint) : host === constraint;
}

/** The host of a URI in lower case; undefined where there is none, or an IP address. */
function uriHost(uri: string): string | undefined {
  const host = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#@]*@)?([^/?#:[\]]+)(?:[:/?#]|$)/i.exec(uri)?.[1];
  return host === undefined || parseIp(host) ? undefined : withoutDot(host);
}

function withoutDot(host: string): string {
  return host.toLowerCase().replace(/\.$/, "");
}

/** Zero or more labels added to the left; with a leading dot at least one; everything is in the empty domain. */
function inDomain(host: string, domain: string): boolean {
  if (domain === "" || host === domain) return true;
  return host.endsWith(domain.startsWith(".") ? domain : `.${domain}`);
}
