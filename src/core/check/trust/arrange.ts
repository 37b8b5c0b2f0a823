import { equalBytes } from "../../bytes/concat";
import { latin1 } from "../../asn1/strings";
import { toHex } from "../../bytes/hex";
import type { CryptoProvider } from "../../crypto/provider";
import { nameKey, type Certificate } from "../../x509";
import { isSelfIssued } from "./describe";
import { checkSignature } from "./signature";

/** How the certificates of a text or file fit together. All numbers are positions in the list that was given. */
export interface ChainArrangement {
  /**
   * What belongs to the leaf's chain, as it should stand: the leaf, its issuer, and so on up; behind the topmost come
   * further issuers of certificates in the chain (cross-signed ones). Without duplicates.
   */
  readonly order: readonly number[];
  /** Pairs of a certificate and a later one that is the same, byte for byte. */
  readonly duplicates: readonly (readonly [number, number])[];
  /**
   * The topmost certificate, when it has no issuer here and is not self-signed. That issuer may be a root, which needs
   * not stand in the file; undefined where the chain ends in a root.
   */
  readonly missingIssuerOf: number | undefined;
  /** Certificates that are no part of the leaf's chain. */
  readonly unrelated: readonly number[];
  /** Self-signed certificates, wherever they stand. */
  readonly roots: readonly number[];
}

/** A leaf and what stands above it. */
export interface ChainGroup {
  /** Positions, the leaf first, each followed by its issuer. */
  readonly order: readonly number[];
  /** As in `ChainArrangement`. */
  readonly missingIssuerOf: number | undefined;
}

/** No chain is longer: what lies further up is not looked at. */
const MAX_LENGTH = 20;
/** Of so many certificates of one name the issuer is chosen at most. */
const MAX_CANDIDATES = 8;
/** So many signatures are verified at most, where names and key identifiers leave a choice. */
const MAX_SIGNATURES = 64;

/**
 * Finds the chain among `certificates`, in time that grows with their number: issuers are looked up by name and key
 * identifier. With a provider, signatures decide where several could be the issuer, and a certificate of the right name
 * with the wrong key is none. The leaf is the first certificate that issued none of the others and is no CA, else the
 * first that issued none. Never throws.
 */
export function arrangeChain(
  certificates: readonly Certificate[],
  provider?: CryptoProvider,
): ChainArrangement {
  const links = new Links(certificates, provider);
  const { duplicates, distinct } = links;
  const roots = distinct.filter((position) => links.isRoot(position));
  const leaves = links.leaves();
  const leaf =
    leaves.find((position) => certificates[position]?.basicConstraints?.isCa !== true) ??
    leaves[0] ??
    distinct[0];
  if (leaf === undefined) return { order: [], duplicates, missingIssuerOf: undefined, unrelated: [], roots };
  const path = links.pathFrom(leaf);
  const related = new Set(path);
  // Sets grow while they are walked: this reaches every issuer of an issuer.
  for (const position of related) {
    if (related.size > MAX_LENGTH * MAX_CANDIDATES) break;
    for (const issuer of links.issuersOf(position)) related.add(issuer);
  }
  const extra = [...related].filter((position) => !path.includes(position)).sort((a, b) => a - b);
  const ends = [...related].some((position) => links.isRoot(position));
  return {
    order: [...path, ...extra],
    duplicates,
    missingIssuerOf: ends ? undefined : path.at(-1),
    unrelated: distinct.filter((position) => !related.has(position)),
    roots,
  };
}

/**
 * Every chain among `certificates`: one for each certificate that issued no other, in the order of their leaves. An
 * issuer of several stands in each of their groups; a lone root is a group of one. Never throws.
 */
export function chainsOf(certificates: readonly Certificate[], provider?: CryptoProvider): ChainGroup[] {
  const links = new Links(certificates, provider);
  return links.leaves().map((leaf) => {
    const order = links.pathFrom(leaf);
    const top = order.at(-1);
    return { order, missingIssuerOf: top === undefined || links.isRoot(top) ? undefined : top };
  });
}

/** Who could have issued whom. */
class Links {
  readonly duplicates: (readonly [number, number])[] = [];
  /** Positions without the later ones of duplicates. */
  readonly distinct: readonly number[];
  /** By name, then by key identifier in hex ("" for none). */
  readonly #bySubject = new Map<string, Map<string, number[]>>();
  readonly #issuers = new Map<number, readonly number[]>();
  #signatures = 0;

  constructor(
    readonly certificates: readonly Certificate[],
    readonly provider: CryptoProvider | undefined,
  ) {
    const seen = new Map<string, number>();
    const distinct: number[] = [];
    for (const [position, certificate] of certificates.entries()) {
      const der = latin1(certificate.der);
      const first = seen.get(der);
      if (first !== undefined) {
        this.duplicates.push([first, position]);
        continue;
      }
      seen.set(der, position);
      distinct.push(position);
      const key = nameKey(certificate.subject);
      const ofName = this.#bySubject.get(key) ?? new Map<string, number[]>();
      this.#bySubject.set(key, ofName);
      const identifier = toHex(certificate.subjectKeyIdentifier ?? new Uint8Array(0));
      const same = ofName.get(identifier);
      if (same) same.push(position);
      else ofName.set(identifier, [position]);
    }
    this.distinct = distinct;
  }

  /** Whether it is issued by itself, as far as names and key identifiers tell. */
  isRoot(position: number): boolean {
    const certificate = this.certificates[position];
    if (!certificate || !isSelfIssued(certificate)) return false;
    const { authorityKeyIdentifier: by, subjectKeyIdentifier: own } = certificate;
    return !by || !own || equalBytes(by, own);
  }

  /** Certificates that issued no other one, but perhaps themselves. */
  leaves(): number[] {
    const issuers = new Set(this.distinct.flatMap((position) => this.issuersOf(position)));
    return this.distinct.filter((position) => !issuers.has(position));
  }

  /** Upwards from `leaf`, each time by the likeliest issuer. */
  pathFrom(leaf: number): number[] {
    const path = [leaf];
    for (let at: number | undefined = leaf; at !== undefined && path.length < MAX_LENGTH;) {
      if (this.isRoot(at)) break;
      const next: number | undefined = this.issuersOf(at).find((issuer) => !path.includes(issuer));
      if (next !== undefined) path.push(next);
      at = next;
    }
    return path;
  }

  /** The likeliest first; empty for a root. */
  issuersOf(position: number): readonly number[] {
    const known = this.#issuers.get(position);
    if (known) return known;
    const found = this.#find(position);
    this.#issuers.set(position, found);
    return found;
  }

  #find(position: number): readonly number[] {
    const certificate = this.certificates[position];
    if (!certificate || this.isRoot(position)) return [];
    const ofName = this.#bySubject.get(nameKey(certificate.issuer));
    if (!ofName) return [];
    const wanted = certificate.authorityKeyIdentifier;
    const lists = wanted ? [ofName.get(toHex(wanted)), ofName.get("")] : [...take(ofName.values())];
    // The one right behind comes first: that is where an issuer stands.
    const candidates = this.#isNamed(position + 1, certificate) ? [position + 1] : [];
    for (const list of lists) {
      for (const other of take(list ?? [])) {
        if (other !== position && !candidates.includes(other)) candidates.push(other);
      }
    }
    return candidates.slice(0, MAX_CANDIDATES).filter((issuer) => this.#mayHaveSigned(issuer, certificate));
  }

  #isNamed(position: number, certificate: Certificate): boolean {
    const issuer = this.certificates[position];
    if (!issuer || nameKey(issuer.subject) !== nameKey(certificate.issuer)) return false;
    const { authorityKeyIdentifier: wanted } = certificate;
    const { subjectKeyIdentifier: has } = issuer;
    return !wanted || !has || equalBytes(wanted, has);
  }

  #mayHaveSigned(position: number, certificate: Certificate): boolean {
    const issuer = this.certificates[position];
    if (!issuer || !this.provider || this.#signatures >= MAX_SIGNATURES) return issuer !== undefined;
    this.#signatures++;
    return checkSignature(certificate, issuer.publicKey, this.provider) !== "bad";
  }
}

function* take<T>(from: Iterable<T>): Iterable<T> {
  let count = 0;
  for (const item of from) {
    if (count++ >= MAX_CANDIDATES) return;
    yield item;
  }
}
