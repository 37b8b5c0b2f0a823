import { arrangeChain } from "../check/trust";
import type { CryptoProvider } from "../crypto/provider";
import { attributeValues } from "../x509/name";
import type { Certificate } from "../x509";
import { pemOf } from "./pem";

/** A file to write: what it may be called, and its text. */
export interface NamedFile {
  readonly name: string;
  readonly text: string;
}

/**
 * Certificates ordered from the leaf to the root, each once; those that are no part of the leaf's chain stand behind it in
 * the order in which they came.
 */
export function leafToRoot(certificates: readonly Certificate[], provider?: CryptoProvider): Certificate[] {
  const { order, unrelated, duplicates } = arrangeChain(certificates, provider);
  const firstOf = new Map(duplicates.map(([first, later]) => [later, first]));
  const positions = [...order, ...unrelated].map((position) => firstOf.get(position) ?? position);
  return [...new Set(positions)].flatMap((position) => certificates[position] ?? []);
}

/** A file of PEM for each certificate, numbered in their order and named after their subjects. No two have one name. */
export function splitChain(certificates: readonly Certificate[]): NamedFile[] {
  const width = String(certificates.length).length;
  return certificates.map((certificate, i) => ({
    name: `${String(i + 1).padStart(width, "0")}-${fileNameOf(certificate)}.pem`,
    text: pemOf("CERTIFICATE", certificate.der),
  }));
}

const MOST_CHARACTERS = 60;

/**
 * A name for a certificate's file, without an extension: its common name or first DNS name in letters, digits, dots,
 * dashes and underscores, "wildcard" for an asterisk. Safe on every system: no path, no leading dot, no reserved name.
 */
export function fileNameOf(certificate: Certificate): string {
  const dns = certificate.subjectAltName?.find(({ kind }) => kind === "dNSName")?.value;
  const organisation = attributeValues(certificate.subject, "organizationName").at(-1);
  const title = attributeValues(certificate.subject, "commonName").at(-1) ?? dns ?? organisation ?? "";
  const safe = title
    .replace(/^\*\./, "wildcard.")
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[^A-Za-z0-9._-]+/g, "-")
    .replace(/\.{2,}/g, ".")
    .slice(0, MOST_CHARACTERS)
    .replace(/^[-.]+|[-.]+$/g, "");
  return /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(safe) ? `certificate-${safe}` : safe || "certificate";
}
