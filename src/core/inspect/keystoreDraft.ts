import type { Span } from "../bytes/span";
import { certificateFindings, chainsOf, purposeOf, validateChain } from "../check/trust";
import type { CryptoProvider } from "../crypto/provider";
import type { CertificateSummary, ChainVerdict, Finding } from "../inspection";
import {
  readCertificate,
  readCertificateList,
  summarizeCertificate,
  type Certificate,
  type CertificateList,
} from "../x509";
import { short } from "../words/visible";
import { Draft } from "./draft";
import { spanIn, type TrustOptions } from "./trust";

/** How a keystore is inspected. */
export interface KeystoreOptions {
  /** The file's name or URI. */
  readonly label: string;
  /** Undefined where none is known; an empty one is tried all the same. */
  readonly passphrase?: string | undefined;
  readonly provider: CryptoProvider;
  readonly trust: TrustOptions;
}

/** A keystore's inspection in the making. */
export interface KeystoreReading {
  readonly draft: Draft;
  readonly certificates: readonly CertificateSummary[];
  readonly verdicts: readonly ChainVerdict[];
  readonly needsPassphrase: boolean;
  readonly wrong: boolean;
}

/** More chains than this in one file (trust stores have a hundred roots) are listed and not judged. */
const MOST_CHAINS = 20;

/** The certificates of a keystore, each with its rows, what it is called, and whether its key is beside it. */
export class KeystoreDraft {
  readonly draft: Draft;
  readonly #summaries: CertificateSummary[] = [];
  readonly #read: Certificate[] = [];
  readonly #crls: CertificateList[] = [];
  #positions = 0;

  constructor(readonly options: KeystoreOptions) {
    this.draft = new Draft({ kind: "file", label: options.label }, options.provider, options.trust);
  }

  /** Takes down a certificate whose rows begin at `row`. One that cannot be read has its rows alone. */
  certificate(der: Uint8Array, row: number, span: Span, label: string | undefined): Certificate | undefined {
    const certificate = readCertificate(der);
    const position = this.#positions++;
    if (!certificate) return undefined;
    const { provider, trust } = this.options;
    const summary = summarizeCertificate(certificate, {
      from: "text",
      position,
      span,
      field: row,
      hash: (name, data) => provider.hash(name, data),
    });
    this.#summaries.push(label === undefined ? summary : { ...summary, label: short(label) });
    this.#read.push(certificate);
    this.draft.findings.push(
      ...certificateFindings(certificate, {
        at: trust.at,
        isLeaf: certificate.basicConstraints?.isCa !== true,
        spanOf: (key) => spanIn(this.draft.fields, row, key),
      }),
    );
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

  /** The reading, with a verdict on each chain. */
  finish(needsPassphrase: boolean, wrong: boolean): KeystoreReading {
    return {
      draft: this.draft,
      certificates: this.#summaries,
      verdicts: this.#verdicts(),
      needsPassphrase,
      wrong,
    };
  }

  #verdicts(): ChainVerdict[] {
    const { provider, trust } = this.options;
    const { crls = [] } = trust;
    const chains = chainsOf(this.#read, provider);
    if (chains.length > MOST_CHAINS) return [];
    return chains.map(({ order }) => {
      const chain = order.flatMap((position) => this.#read[position] ?? []);
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
