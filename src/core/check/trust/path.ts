import { equalBytes } from "../../bytes/concat";
import { sameName, type Certificate } from "../../x509";
import { isSelfIssued } from "./describe";
import type { Pool } from "./pool";
import { sameCertificate } from "./signature";

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
 * Paths from `leaf` to a root, at most 8, best first: those that reach the store before those that do not. Issuers are
 * looked for by name, in the store first, then among the presented certificates in their order, then among others; an
 * issuer whose key does not verify the signature is taken only where there is no other.
 */
export function buildPaths(leaf: Certificate, pool: Pool): Path[] {
  const found: Path[] = [];
  const unfinished: Path[] = [];
  let steps = 0;

  const walk = (path: readonly Certificate[]): void => {
    const last = path.at(-1);
    if (!last || steps++ > MAX_STEPS || found.length >= MAX_PATHS) return;
    const itself = pool.inStore(last);
    if (itself) {
      const below = path.length > 1 ? path.slice(0, -1) : path;
      found.push({ certificates: below, anchor: itself, end: "anchor" });
      return;
    }
    const anchors = pool.anchorsOf(last);
    for (const anchor of anchors) {
      if (found.length < MAX_PATHS) found.push({ certificates: path, anchor, end: "anchor" });
    }
    const isNew = (issuer: Certificate): boolean =>
      !anchors.some((anchor) => sameCertificate(anchor, issuer)) &&
      !path.some((known) => sameCertificate(known, issuer) || sameKeyAndName(known, issuer));
    const issuers = pool.issuersOf(last).map(({ certificate }) => certificate);
    const next = issuers.filter(isNew);
    if (next.length === 0 && issuers.length === 0 && anchors.length === 0 && !isSelfIssued(last)) {
      const misnamed = pool.misnamedIssuerOf(last);
      if (misnamed && isNew(misnamed)) next.push(misnamed);
    }
    if (path.length < MAX_LENGTH) for (const issuer of next) walk([...path, issuer]);
    if (next.length === 0 && anchors.length === 0) {
      unfinished.push({ certificates: path, anchor: undefined, end: endOf(path) });
    }
  };
  walk([leaf]);
  const longestFirst = unfinished.sort((a, b) => b.certificates.length - a.certificates.length);
  return [...found, ...longestFirst].slice(0, MAX_PATHS);
}

function endOf(path: readonly Certificate[]): PathEnd {
  const last = path.at(-1);
  if (!last || !isSelfIssued(last)) return "issuer missing";
  return path.length === 1 ? "self-signed" : "root not in store";
}

function sameKeyAndName(a: Certificate, b: Certificate): boolean {
  return equalBytes(a.publicKey.der, b.publicKey.der) && sameName(a.subject, b.subject);
}
