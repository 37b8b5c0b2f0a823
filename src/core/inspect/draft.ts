import { SourceGraph } from "../bytes/source";
import type { SourceId } from "../bytes/span";
import { arrangeChain, purposeOf, validateChain } from "../check/trust";
import type { CryptoProvider } from "../crypto/provider";
import { FieldTable } from "../fields/table";
import { Tracer } from "../fields/tracer";
import type { CertificateSummary, ChainVerdict, Finding, Inspection, Origin } from "../inspection";
import {
  identifyDer,
  readCertificateList,
  readOcspResponse,
  traceDer,
  type CertificateList,
  type DerKind,
  type OcspResponse,
} from "../x509";
import { lintFindings, showCertificate, type ShownCertificate } from "./shownCertificate";
import type { TrustOptions } from "./trust";
import { traceCertificateTrust } from "./trustedCertificate";

const SECRET_KINDS: ReadonlySet<DerKind> = new Set([
  "rsaPrivateKey",
  "ecPrivateKey",
  "dsaPrivateKey",
  "privateKey",
  "pkcs12",
]);

/** Whether DER of this kind holds what no view may show. */
export function isSecret(kind: DerKind | undefined): boolean {
  return kind !== undefined && SECRET_KINDS.has(kind);
}

/** Certificates that a keystore holds, and the verdicts on their chains. */
export interface StoredCertificates {
  readonly shown: readonly ShownCertificate[];
  readonly verdicts: readonly ChainVerdict[];
}

/** An inspection in the making, out of texts and files rather than connections. */
export class Draft {
  readonly sources = new SourceGraph();
  readonly fields = new FieldTable(this.sources);
  readonly findings: Finding[] = [];
  readonly #certificates: ShownCertificate[] = [];
  readonly #crls: CertificateList[] = [];
  readonly #ocsp: OcspResponse[] = [];
  readonly #stored: StoredCertificates[] = [];

  constructor(
    readonly origin: Origin,
    readonly provider: CryptoProvider,
    readonly trust: TrustOptions,
  ) {}

  /**
   * Writes the rows of DER that fills a source, and takes note of a certificate. Returns its kind; undefined for no DER.
   * With `length`, what stands behind so many bytes is OpenSSL's word on the certificate's trust.
   */
  der(
    source: SourceId,
    kind: DerKind | undefined = identifyDer(this.sources.byteSource(source).bytes),
    length = this.sources.byteSource(source).bytes.length,
  ): DerKind | undefined {
    const { bytes } = this.sources.byteSource(source);
    if (!kind) return undefined;
    // A private key need not come in PEM that says so: a dump of one is as secret.
    if (isSecret(kind)) this.sources.conceal(source);
    const tracer = new Tracer(this.fields, source, 0, this.findings);
    const field = traceDer(kind, tracer, bytes, 0, length);
    if (length < bytes.length) traceCertificateTrust(tracer, bytes, length);
    const list = kind === "certificateList" ? readCertificateList(bytes) : undefined;
    if (list) this.#crls.push(list);
    const response = kind === "ocspResponse" ? readOcspResponse(bytes) : undefined;
    if (response) this.#ocsp.push(response);
    if (kind !== "certificate") return kind;
    const { fields, provider } = this;
    const shown = showCertificate(bytes.subarray(0, length), {
      position: this.#certificates.length,
      span: { source, start: 0, end: length },
      field,
      fields,
      provider,
      at: this.trust.at,
    });
    if (!shown) return kind;
    this.#certificates.push(shown);
    this.findings.push(...shown.findings);
    return kind;
  }

  /** Takes over the certificates of a keystore, which make chains of their own. */
  store(stored: StoredCertificates): void {
    this.#stored.push(stored);
  }

  /** Adds what lint advises on the certificates so far: asked of a whole text or file, not of each object in it. */
  lint(): void {
    const stored = this.#stored.flatMap(({ shown }) => shown);
    this.findings.push(...lintFindings([...this.#certificates, ...stored], this.fields));
  }

  /** The inspection, with what a reading of a session added to it. */
  finish(session?: Inspection): Inspection {
    return {
      origin: this.origin,
      sources: this.sources,
      fields: this.fields,
      messages: session?.messages ?? [],
      negotiated: session?.negotiated,
      parameters: session?.parameters ?? [],
      certificates: [...this.#summaries(), ...(session?.certificates ?? [])],
      verdicts: [
        ...this.#verdict(),
        ...this.#stored.flatMap(({ verdicts }) => verdicts),
        ...(session?.verdicts ?? []),
      ],
      fingerprints: session?.fingerprints ?? {},
      checks: session?.checks ?? [],
      keySteps: session?.keySteps ?? [],
      keyLog: session?.keyLog ?? [],
      findings: [...this.findings, ...(session?.findings ?? [])],
    };
  }

  #summaries(): CertificateSummary[] {
    const stored = this.#stored.flatMap(({ shown }) => shown);
    return [...this.#certificates, ...stored].map(({ summary }) => summary);
  }

  /**
   * On the certificates as a chain, its leaf's wherever that stands, with the revocation lists and OCSP responses beside
   * them; a lone root or intermediate is judged too.
   */
  #verdict(): ChainVerdict[] {
    const chain = this.#certificates.map(({ certificate }) => certificate);
    if (chain.length === 0 || chain.length > MOST_CHAINED) return [];
    const { crls = [], ocsp = [] } = this.trust;
    const [position = 0] = arrangeChain(chain, this.provider).order;
    const leaf = chain[position];
    return [
      validateChain({
        ...this.trust,
        chain,
        leaf: position,
        host: undefined,
        crls: [...crls, ...this.#crls],
        ocsp: [...ocsp, ...this.#ocsp.map((response) => ({ response, where: "among the objects here" }))],
        purpose: leaf && purposeOf(leaf),
        provider: this.provider,
        from: "text",
      }),
    ];
  }
}

/** A bundle of more certificates than this is no chain. */
const MOST_CHAINED = 12;
