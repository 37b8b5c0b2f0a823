import { equalBytes } from "../../bytes/concat";
import type { CryptoProvider } from "../../crypto/provider";
import { sameName, type Certificate } from "../../x509";
import { isSelfIssued } from "./describe";
import { checkSignature, sameCertificate } from "./signature";

/** How a certification path ended: at a certificate of the store, or why not. */
export type PathEnd = "anchor" | "self-signed" | "root not in store" | "issuer missing";

/** A path from the leaf upwards. */
export interface Path {
  /** The leaf first; the anchor is not among them, unless the leaf is itself in the store. */
  readonly certificates: readonly Certificate[];
  readonly anchor: Certificate | undefined;
  readonly end: PathEnd;
}

/** So many steps are tried at most: a chain full of certificates of one name must not keep anyone busy. */
const MAX_STEPS = 200;
const MAX_LENGTH = 20;
const MAX_PATHS = 8;

/**
 * Paths from `chain[0]` to a root, best first: those that reach the store before those that do not. Issuers are looked
 * for by name, in the store first, then among the presented certificates in their order; an issuer whose key does not
 * verify the signature is taken only where there is no other.
 */
export function buildPaths(
  chain: readonly Certificate[],
  roots: readonly Certificate[],
  provider: CryptoProvider,
): Path[] {
  const [leaf] = chain;
  if (!leaf) return [];
  const found: Path[] = [];
  const unfinished: Path[] = [];
  let steps = 0;

  const walk = (path: readonly Certificate[]): void => {
    const last = path.at(-1);
    if (!last || steps++ > MAX_STEPS || found.length >= MAX_PATHS) return;
    const itself = roots.find((root) => sameCertificate(root, last));
    if (itself) {
      const below = path.length > 1 ? path.slice(0, -1) : path;
      found.push({ certificates: below, anchor: itself, end: "anchor" });
      return;
    }
    for (const anchor of likelyFirst(last, issuersOf(last, roots), provider)) {
      if (found.length < MAX_PATHS) found.push({ certificates: path, anchor, end: "anchor" });
    }
    const presented = issuersOf(last, chain).filter(
      (issuer) => !path.some((known) => sameCertificate(known, issuer) || sameKeyAndName(known, issuer)),
    );
    if (path.length < MAX_LENGTH) {
      for (const issuer of likelyFirst(last, presented, provider)) walk([...path, issuer]);
    }
    if (presented.length === 0) unfinished.push({ certificates: path, anchor: undefined, end: endOf(path) });
  };
  walk([leaf]);
  const longestFirst = unfinished.sort((a, b) => b.certificates.length - a.certificates.length);
  return [...found, ...longestFirst.slice(0, MAX_PATHS)];
}

function endOf(path: readonly Certificate[]): PathEnd {
  const last = path.at(-1);
  if (!last || !isSelfIssued(last)) return "issuer missing";
  return path.length === 1 ? "self-signed" : "root not in store";
}

function issuersOf(certificate: Certificate, from: readonly Certificate[]): Certificate[] {
  return from.filter((issuer) => issuer !== certificate && sameName(issuer.subject, certificate.issuer));
}

function sameKeyAndName(a: Certificate, b: Certificate): boolean {
  return equalBytes(a.publicKey.der, b.publicKey.der) && sameName(a.subject, b.subject);
}

/** Issuers whose key fits the key identifier and the signature before those whose does not. */
function likelyFirst(
  certificate: Certificate,
  issuers: readonly Certificate[],
  provider: CryptoProvider,
): Certificate[] {
  if (issuers.length < 2) return [...issuers];
  const rank = (issuer: Certificate): number => {
    const wanted = certificate.authorityKeyIdentifier;
    const has = issuer.subjectKeyIdentifier;
    return wanted && has && !equalBytes(wanted, has) ? 1 : 0;
  };
  const byIdentifier = [...issuers].sort((a, b) => rank(a) - rank(b)).slice(0, MAX_PATHS);
  const fits = byIdentifier.filter(
    (issuer) => checkSignature(certificate, issuer.publicKey, provider) !== "bad",
  );
  return fits.length > 0 ? fits : byIdentifier.slice(0, 1);
}
