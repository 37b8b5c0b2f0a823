import type { SourceId, Span } from "../bytes/span";
import { chainsOf, purposeOf, validateChain } from "../check/trust";
import type { CryptoProvider } from "../crypto/provider";
import type { ChainVerdict, Finding } from "../inspection";
import { readCertificateList, type Certificate, type CertificateList } from "../x509";
import { short } from "../words/visible";
import type { Draft } from "./draft";
import { showCertificate, type ShownCertificate } from "./shownCertificate";
import type { TrustOptions } from "./trust";

/** How a keystore is inspected. */
export interface KeystoreOptions {
  /** The file's name or URI. */
  readonly label: string;
  /** Undefined where none is known; an empty one is tried all the same. */
  readonly passphrase?: string | undefined;
  readonly provider: CryptoProvider;
  readonly trust: TrustOptions;
}

/** Where a keystore is drawn: the source that its bytes fill, in an inspection in the making. */
export interface KeystorePlace {
  readonly draft: Draft;
  readonly source: SourceId;
  /** It stands among other things in a text, where nobody can give a passphrase: none is tried. */
  readonly inText?: boolean;
}

/** What a keystore asks for once it is drawn. */
export interface KeystoreReading {
  readonly needsPassphrase: boolean;
  readonly wrong: boolean;
}

/** More chains than this in one file (trust stores have a hundred roots) are listed and not judged. */
const MOST_CHAINS = 20;

/** The certificates of a keystore, each with its rows, what it is called, and whether its key is beside it. */
export class KeystoreDraft {
  readonly draft: Draft;
  readonly #shown: ShownCertificate[] = [];
  readonly #crls: CertificateList[] = [];
  #positions = 0;

  constructor(place: KeystorePlace) {
    this.draft = place.draft;
  }

  /** Takes down a certificate whose rows begin at `row`. One that cannot be read has its rows alone. */
  certificate(der: Uint8Array, row: number, span: Span, label: string | undefined): Certificate | undefined {
    const { provider, trust, fields, findings } = this.draft;
    const position = this.#positions++;
    const shown = showCertificate(der, { position, span, field: row, fields, provider, at: trust.at });
    if (!shown) return undefined;
    const { certificate, summary } = shown;
    this.#shown.push({
      certificate,
      summary: label === undefined ? summary : { ...summary, label: short(label) },
    });
    findings.push(...shown.findings);
    return certificate;
  }

  /** Takes down a revocation list, for the verdicts. */
  crl(der: Uint8Array): void {
    const list = readCertificateList(der);
    if (list) this.#crls.push(list);
  }

  finding(finding: Finding): void {
    this.draft.findings.push(finding);
  }

  /** Hands the certificates to the draft, with a verdict on each chain. */
  finish(): void {
    this.draft.store({ shown: this.#shown, verdicts: this.#verdicts() });
  }

  #verdicts(): ChainVerdict[] {
    const { provider, trust } = this.draft;
    const { crls = [] } = trust;
    const read = this.#shown.map(({ certificate }) => certificate);
    const chains = chainsOf(read, provider);
    if (chains.length > MOST_CHAINS) return [];
    return chains.map(({ order }) => {
      const chain = order.flatMap((position) => read[position] ?? []);
      const [leaf] = chain;
      return validateChain({
        ...trust,
        chain,
        host: undefined,
        crls: [...crls, ...this.#crls],
        purpose: leaf && purposeOf(leaf),
        provider,
        from: "text",
      });
    });
  }
}

/** What came from the file, in quotes: “my key”. */
export function quoted(name: string): string {
  return `“${short(name, 100)}”`;
}
