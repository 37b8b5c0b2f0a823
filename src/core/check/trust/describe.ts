import { displayTime } from "../../asn1/time";
import { shorten, visible } from "../../asn1/strings";
import { sameName, type Certificate, type Name } from "../../x509";
import { attributeValues } from "../../x509/name";

/** A name in few words: its common name, else its unit, organisation or all of it. */
export function shortName(name: Name): string {
  for (const type of ["commonName", "organizationalUnitName", "organizationName"]) {
    const value = attributeValues(name, type).at(-1);
    if (value !== undefined && value.trim() !== "") return `"${shorten(visible(value), 80)}"`;
  }
  return name.text === "" ? "a certificate without subject" : `"${shorten(name.text, 80)}"`;
}

/** A certificate's subject in few words; where that is empty, its first name. */
export function nameOf(certificate: Certificate): string {
  const [first] = certificate.subjectAltName ?? [];
  if (certificate.subject.text === "" && first) return `"${shorten(visible(first.value), 80)}"`;
  return shortName(certificate.subject);
}

/** Whether subject and issuer are one (RFC 5280 §6.1: "self-issued"). */
export function isSelfIssued(certificate: Certificate): boolean {
  return sameName(certificate.subject, certificate.issuer);
}

/** "2027-01-01 00:00:00 UTC". */
export function when(iso: string | undefined): string {
  // Of now nobody wants the milliseconds.
  return iso === undefined ? "a time that cannot be read" : displayTime(iso.replace(/\.\d+(?=Z$)/, ""));
}

/** Whole days between two times, as "12 days"; hours below two days. */
export function distance(from: string, to: string): string {
  const hours = Math.floor(Math.abs(Date.parse(to) - Date.parse(from)) / 3_600_000);
  if (hours < 48) return hours === 1 ? "1 hour" : `${String(hours)} hours`;
  return `${String(Math.floor(hours / 24))} days`;
}
