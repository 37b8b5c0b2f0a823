import { isBelow, type Certificate, type GeneralName, type Name } from "../../x509";
import type { NameConstraintsInfo } from "../../x509";
import { attributeValues } from "../../x509/name";
import { generalNameText } from "../../x509";
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
    const within = (base: GeneralName): boolean => base.kind === name.kind && matches(name, base);
    const text = shorten(generalNameText(name), 120);
    const forbidden = excluded.find(within);
    if (forbidden) return `${text} lies in ${generalNameText(forbidden)}, which is excluded`;
    const allowed = permitted.filter((base) => base.kind === name.kind);
    if (allowed.length > 0 && !allowed.some(within)) {
      const shown = allowed.slice(0, 5).map(generalNameText).join(", ");
      return `${text} lies outside what is permitted: ${shown}`;
    }
    const unread = [...permitted, ...excluded].some(
      (base) => base.kind === name.kind && !COMPARABLE.has(base.kind),
    );
    if (unread) return `names of the kind ${name.kind} are constrained, and cannot be compared here`;
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

function matches(name: GeneralName, base: GeneralName): boolean {
  const value = name.value.toLowerCase();
  const constraint = base.value.toLowerCase();
  switch (base.kind) {
    case "dNSName":
      return inDomain(value.replace(/^\*\./, ""), constraint);
    case "rfc822Name": {
      if (constraint.includes("@")) return value === constraint;
      const host = value.slice(value.lastIndexOf("@") + 1);
      return constraint.startsWith(".") ? host.endsWith(constraint) : host === constraint;
    }
    case "uniformResourceIdentifier": {
      const host = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#@]*@)?([^/?#:]*)/.exec(value)?.[1];
      if (host === undefined || host === "") return false;
      return constraint.startsWith(".") ? host.endsWith(constraint) : host === constraint;
    }
    case "iPAddress": {
      const { length } = name.bytes;
      return (
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

/** Zero or more labels added to the left; with a leading dot at least one; everything is in the empty domain. */
function inDomain(host: string, domain: string): boolean {
  if (domain === "" || host === domain) return true;
  return host.endsWith(domain.startsWith(".") ? domain : `.${domain}`);
}
