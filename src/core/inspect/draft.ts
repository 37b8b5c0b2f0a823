import { SourceGraph } from "../bytes/source";
import type { SourceId } from "../bytes/span";
import { arrangeChain, certificateFindings, purposeOf, validateChain } from "../check/trust";
import type { CryptoProvider } from "../crypto/provider";
import { FieldTable } from "../fields/table";
import { Tracer } from "../fields/tracer";
import type { CertificateSummary, ChainVerdict, Finding, Inspection, Origin } from "../inspection";
import {
  identifyDer,
  readCertificate,
  readCertificateList,
  readOcspResponse,
  summarizeCertificate,
  traceDer,
  type Certificate,
  type CertificateList,
  type DerKind,
  type OcspResponse,
} from "../x509";
import { spanIn, type TrustOptions } from "./trust";
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

/** An inspection in the making, out of texts and files rather than connections. */
export class Draft {
  readonly sources = new SourceGraph();
  readonly fields = new FieldTable(this.sources);
  readonly findings: Finding[] = [];
  readonly #certificates: { summary: CertificateSummary; certificate: Certificate }[] = [];
  readonly #crls: CertificateList[] = [];
  readonly #ocsp: OcspResponse[] = [];

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
    const certificate = kind === "certificate" ? readCertificate(bytes) : undefined;
    if (!certificate) return kind;
    const position = this.#certificates.length;
    const span = { source, start: 0, end: certificate.der.length };
    const summary = summarizeCertificate(certificate, {
      from: "text",
      position,
      span,
      field,
      hash: (name, data) => this.provider.hash(name, data),
    });
    this.#certificates.push({ summary, certificate });
    const isLeaf = certificate.basicConstraints?.isCa !== true;
    this.findings.push(
      ...certificateFindings(certificate, {
        at: this.trust.at,
        isLeaf,
        spanOf: (key) => spanIn(this.fields, field, key),
      }),
    );
    return kind;
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
      certificates: [...this.#certificates.map(({ summary }) => summary), ...(session?.certificates ?? [])],
      verdicts: [...this.#verdict(), ...(session?.verdicts ?? [])],
      fingerprints: session?.fingerprints ?? {},
      checks: session?.checks ?? [],
      keySteps: session?.keySteps ?? [],
      keyLog: session?.keyLog ?? [],
      findings: [...this.findings, ...(session?.findings ?? [])],
    };
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
