import { equalBytes } from "../../bytes/concat";
import { shorten, visible } from "../../asn1/strings";
import type { Certificate } from "../../x509";
import { ipText, parseIp } from "../../bytes/ipAddress";
import { attributeValues } from "../../x509/name";
import { toALabels } from "../../words/punycode";

/** Whether a certificate is for a host, and why (not). */
export interface NameMatch {
  readonly matches: boolean;
  /** One sentence with the names that the certificate has. */
  readonly message: string;
  readonly fix?: string;
}

/**
 * Whether `certificate` is for `host`: a DNS name (U-labels are turned into A-labels; one trailing dot is passed over) or
 * an IP address, with or without brackets. Only subjectAltName counts (RFC 9525 §6, RFC 6125 §6.4): a wildcard stands for
 * exactly one leftmost label, and not directly below a top-level domain.
 */
export function matchName(certificate: Certificate, host: string): NameMatch {
  const bare = host.replace(/^\[(.*)\]$/, "$1").replace(/%.*$/, "");
  const address = parseIp(bare);
  const name = toALabels(bare.replace(/\.$/, ""));
  const names = certificate.subjectAltName ?? [];
  const wanted = address ? (ipText(address) ?? bare) : name;
  const found = names.find(({ kind, bytes, value }) =>
    address
      ? kind === "iPAddress" && equalBytes(bytes, address)
      : kind === "dNSName" && matchesDns(value, name),
  );
  if (found) {
    const by = found.value.toLowerCase() === wanted ? "" : ` (by ${visible(found.value)})`;
    return { matches: true, message: `The certificate is for ${visible(wanted)}${by}` };
  }
  const own = names
    .filter(({ kind }) => kind === "dNSName" || kind === "iPAddress")
    .map(({ value }) => value);
  return {
    matches: false,
    message: `The certificate is not for ${visible(wanted)}: ${reason(certificate, own, name)}`,
    fix: address
      ? `Use a certificate with the IP address ${wanted} in its subjectAltName, or connect by one of its names`
      : `Use a certificate with ${visible(name)} in its subjectAltName, or connect by one of its names`,
  };
}

/** RFC 9525 §6.3: labels are compared without regard to case, and "*" as the whole first label matches one label. */
function matchesDns(pattern: string, host: string): boolean {
  const presented = pattern.toLowerCase().replace(/\.$/, "");
  if (presented === host) return host !== "" && !presented.includes("*");
  if (!presented.startsWith("*.")) return false;
  const rest = presented.slice(1);
  if (rest.includes("*") || rest.lastIndexOf(".") === 0) return false;
  const dot = host.indexOf(".");
  return dot > 0 && host.slice(dot) === rest;
}

function reason(certificate: Certificate, own: readonly string[], name: string): string {
  const commonNames = attributeValues(certificate.subject, "commonName");
  const inCommonName = commonNames.some((common) => matchesDns(common, name));
  const commonNote = inCommonName
    ? "; its common name is that, but names are read from subjectAltName alone (RFC 9525 §2)"
    : "";
  if (own.length === 0) return `it has no DNS name and no IP address in its subjectAltName${commonNote}`;
  const shown = own.slice(0, 10).map((text) => shorten(visible(text), 100));
  const more = own.length > 10 ? ` and ${String(own.length - 10)} more` : "";
  return `its names are ${shown.join(", ")}${more}${commonNote}`;
}
