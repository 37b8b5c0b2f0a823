import { equalBytes } from "../../bytes/concat";
import { latin1 } from "../../asn1/strings";
import type { ChainNode } from "../../inspection";
import { nameKey, type Certificate, type Name, type PublicKeyInfo } from "../../x509";
import type { ChainInput } from "./input";
import {
  checkSignature,
  sameCertificate,
  workingKey,
  type Signed,
  type Signer,
  type SignatureResult,
} from "./signature";

/** A certificate at hand, and where it was found. */
export interface Found {
  readonly certificate: Certificate;
  readonly place: ChainNode["place"];
  readonly where: string;
  /** Position in the presented chain. */
  readonly position?: number;
}

/** Of so many certificates of one name the issuer is chosen at most, the likeliest ones. */
const MAX_CANDIDATES = 16;
/** So many signatures are verified at most where names and key identifiers leave a choice. */
const MAX_TRIALS = 64;
/** So many signatures are verified at most for one verdict; those beyond stay unknown, and nothing is trusted by them. */
const MAX_SIGNATURES = 200;

type Index = ReadonlyMap<string, readonly Certificate[]>;
const indices = new WeakMap<readonly Certificate[], Index>();

/** Certificates by subject. A store is asked again and again, so its index is kept. */
function indexOf(certificates: readonly Certificate[]): Index {
  const known = indices.get(certificates);
  if (known) return known;
  const index = new Map<string, Certificate[]>();
  for (const certificate of certificates) {
    const key = nameKey(certificate.subject);
    const same = index.get(key);
    if (same) same.push(certificate);
    else index.set(key, [certificate]);
  }
  indices.set(certificates, index);
  return index;
}

/** Everything at hand to build paths with, looked up by name; and signatures, each verified once. */
export class Pool {
  readonly #bySubject = new Map<string, Found[]>();
  readonly #found = new Map<string, Found>();
  readonly #store: Index;
  readonly #results = new WeakMap<Signed, Map<string, SignatureResult>>();
  readonly #issuers = new WeakMap<Certificate, readonly Found[]>();
  #trials = 0;
  #signatures = 0;

  constructor(readonly input: ChainInput) {
    this.#store = indexOf(input.roots ?? []);
    const from = input.from ?? "server";
    const place = from === "text" ? "file" : "presented";
    const where = from === "text" ? "among the certificates here" : `presented by the ${from}`;
    for (const [position, certificate] of input.chain.entries()) {
      this.#add({ certificate, place, where, position });
    }
    for (const other of input.others ?? []) this.#add(other);
  }

  #add(found: Found): void {
    const id = latin1(found.certificate.der);
    if (this.#found.has(id)) return;
    this.#found.set(id, found);
    const key = nameKey(found.certificate.subject);
    const same = this.#bySubject.get(key);
    if (same) same.push(found);
    else this.#bySubject.set(key, [found]);
  }

  /** Where this certificate was found; undefined for one of the store alone. */
  find(certificate: Certificate): Found | undefined {
    return this.#found.get(latin1(certificate.der));
  }

  /** The root of the store that is this very certificate. */
  inStore(certificate: Certificate): Certificate | undefined {
    const same = this.#store.get(nameKey(certificate.subject)) ?? [];
    return same.find((root) => sameCertificate(root, certificate));
  }

  /** Certificates that are not trusted by themselves and bear the issuer's name, the likeliest first. */
  issuersOf(certificate: Certificate): readonly Found[] {
    const known = this.#issuers.get(certificate);
    if (known) return known;
    const named = this.#bySubject.get(nameKey(certificate.issuer)) ?? [];
    const others = named.filter((found) => found.certificate !== certificate);
    const found = this.#likelyFirst(certificate, others, (other) => other.certificate);
    this.#issuers.set(certificate, found);
    return found;
  }

  /** Roots of the store that bear the issuer's name, the likeliest first. */
  anchorsOf(certificate: Certificate): readonly Certificate[] {
    const named = this.#store.get(nameKey(certificate.issuer)) ?? [];
    return this.#likelyFirst(certificate, named, (root) => root);
  }

  /**
   * A certificate whose key signed this one although its name is another: the next one presented, or the one with the
   * key identifier that is named.
   */
  misnamedIssuerOf(certificate: Certificate): Certificate | undefined {
    const position = this.find(certificate)?.position;
    const { authorityKeyIdentifier: wanted } = certificate;
    const near = this.input.chain
      .slice(0, MAX_CANDIDATES)
      .filter(
        ({ subjectKeyIdentifier: has }, i) =>
          (position !== undefined && i === position + 1) || (wanted && has && equalBytes(wanted, has)),
      );
    return near.find(
      (other) =>
        !sameCertificate(other, certificate) &&
        this.#trials++ < MAX_TRIALS &&
        this.signature(certificate, this.signerOf(other).key) === "good",
    );
  }

  /** Every certificate with this subject, of the store too. */
  named(name: Name): readonly Certificate[] {
    const key = nameKey(name);
    const others = (this.#bySubject.get(key) ?? []).map(({ certificate }) => certificate);
    return [...(this.#store.get(key) ?? []), ...others].slice(0, MAX_CANDIDATES);
  }

  /** A certificate with its key as it is in the likeliest path. */
  signerOf(certificate: Certificate, depth = 0): Signer {
    const above = this.anchorsOf(certificate)[0] ?? this.issuersOf(certificate)[0]?.certificate;
    const { key } = certificate.publicKey;
    if (key?.kind !== "dsa" || key.parameters || !above || depth > MAX_CANDIDATES)
      return { certificate, key: certificate.publicKey };
    return { certificate, key: workingKey(certificate.publicKey, this.signerOf(above, depth + 1).key) };
  }

  /** Whether the signature on `signed` verifies with this key. */
  signature(signed: Signed, key: PublicKeyInfo): SignatureResult {
    const results = this.#results.get(signed) ?? new Map<string, SignatureResult>();
    this.#results.set(signed, results);
    // A DSA key is another one with other parameters, which its DER need not hold.
    const parameters = key.key?.kind === "dsa" ? key.key.parameters : undefined;
    const id = latin1(key.der) + (parameters ? latin1(parameters.p) + latin1(parameters.g) : "");
    const known = results.get(id);
    if (known) return known;
    const isSpent = this.#signatures++ >= MAX_SIGNATURES;
    const result = isSpent ? "unknown" : checkSignature(signed, key, this.input.provider);
    results.set(id, result);
    return result;
  }

  /**
   * By key identifier and validity; and where there is a choice, those whose key verifies the signature alone, unless
   * there is none: that one is shown to fail.
   */
  #likelyFirst<T>(
    certificate: Certificate,
    issuers: readonly T[],
    of: (issuer: T) => Certificate,
  ): readonly T[] {
    if (issuers.length < 2) return issuers;
    const wanted = certificate.authorityKeyIdentifier;
    const now = Date.parse(this.input.at);
    const rank = (issuer: T): number => {
      const { subjectKeyIdentifier: has, notBefore, notAfter } = of(issuer);
      const fits = !wanted || (has && equalBytes(wanted, has)) ? 0 : has ? 4 : 2;
      return fits + (Date.parse(notBefore ?? "") <= now && now <= Date.parse(notAfter ?? "") ? 0 : 1);
    };
    const ranked = issuers
      .map((issuer) => ({ issuer, rank: rank(issuer) }))
      .sort((a, b) => a.rank - b.rank)
      .slice(0, MAX_CANDIDATES)
      .map(({ issuer }) => issuer);
    const fitting = ranked.filter(
      (issuer) => this.#trials++ < MAX_TRIALS && this.signature(certificate, of(issuer).publicKey) !== "bad",
    );
    return fitting.length > 0 ? fitting : ranked.slice(0, 1);
  }
}
