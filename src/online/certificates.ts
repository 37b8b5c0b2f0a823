import type { Inspection } from "../core/inspection";
import { toHex } from "../core/bytes/hex";
import type { CryptoProvider } from "../core/crypto/provider";
import type { TrustOptions } from "../core/inspect/trust";
import type { Evidence } from "../core/inspect/evidence";
import { readCertificate, sameName, type Certificate } from "../core/x509";

/** Every certificate at hand for an inspection: its own, the roots, and what else was found. */
export class KnownCertificates {
  readonly #all: Certificate[];
  /** Those that were asked for by hash so far; a store has more than a hundred others. */
  readonly #hashed = new Map<string, Certificate>();
  #unhashed = 0;

  constructor(
    inspection: Inspection,
    { roots = [], others = [] }: TrustOptions,
    evidence: Evidence,
    private readonly provider: CryptoProvider,
  ) {
    const own = inspection.certificates.flatMap(
      ({ span }) => readCertificate(inspection.sources.bytes(span)) ?? [],
    );
    const found = [...others, ...(evidence.others ?? [])].map(({ certificate }) => certificate);
    this.#all = [...own, ...found, ...roots];
  }

  /** The certificate with this SHA-256, in lower-case hex. */
  bySha256(sha256: string): Certificate | undefined {
    while (!this.#hashed.has(sha256)) {
      const next = this.#all[this.#unhashed];
      if (!next) return undefined;
      this.#unhashed++;
      this.#hashed.set(toHex(this.provider.hash("sha256", next.der)), next);
    }
    return this.#hashed.get(sha256);
  }

  /** Certificates that bear the name of a certificate's issuer. */
  issuersOf(certificate: Certificate): Certificate[] {
    return this.#all.filter(({ subject }) => sameName(subject, certificate.issuer));
  }

  add(certificate: Certificate): void {
    this.#all.push(certificate);
  }
}

/** The certificates of the verdict's path, the leaf first; those that are missing are left out. */
export function pathOf(inspection: Inspection, from: string, known: KnownCertificates): Certificate[] {
  const graph = inspection.verdicts.find((verdict) => verdict.from === from)?.graph;
  const nodes = graph?.paths[0]?.nodes ?? [];
  return nodes.flatMap((index) => {
    const certificate = known.bySha256(graph?.nodes[index]?.sha256 ?? "");
    return certificate ?? [];
  });
}
