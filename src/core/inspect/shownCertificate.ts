import type { Span } from "../bytes/span";
import { certificateFindings } from "../check/trust";
import { lintBesideFindings } from "../check/lint/advice";
import type { CryptoProvider } from "../crypto/provider";
import type { FieldTable } from "../fields/table";
import type { CertificateSummary, Finding } from "../inspection";
import { readCertificate, summarizeCertificate, type Certificate } from "../x509";
import { spanIn } from "./trust";

/** A certificate of a text or a file, read and as it is shown. */
export interface ShownCertificate {
  readonly summary: CertificateSummary;
  readonly certificate: Certificate;
}

/** Where a certificate stands, and in what inspection. */
export interface ShownPlace {
  readonly position: number;
  /** From its first byte on. */
  readonly span: Span;
  /** Its row. */
  readonly field: number;
  readonly fields: FieldTable;
  readonly provider: CryptoProvider;
  /** When: ISO 8601. */
  readonly at: string;
}

/** Reads a certificate, with what is remarkable about it; undefined for what cannot be read. */
export function showCertificate(
  der: Uint8Array,
  { position, span, field, fields, provider, at }: ShownPlace,
): (ShownCertificate & { readonly findings: readonly Finding[] }) | undefined {
  const certificate = readCertificate(der);
  if (!certificate) return undefined;
  const summary = summarizeCertificate(certificate, {
    from: "text",
    position,
    span,
    field,
    hash: (name, data) => provider.hash(name, data),
  });
  const findings = certificateFindings(certificate, {
    at,
    isLeaf: certificate.basicConstraints?.isCa !== true,
    spanOf: (key) => spanIn(fields, field, key),
  });
  return { summary, certificate, findings };
}

/** The certificates of larger bundles, such as stores of roots, are not linted. */
const MOST_LINTED = 12;

/** Lint is advice on how certificates are made: what is broken for their users is said by other findings. */
const ADVICE = { error: "warning", warning: "info", info: "info" } as const;

/** What lint advises on the certificates of a text or a file, with its place. */
export function lintFindings(shown: readonly ShownCertificate[], fields: FieldTable): Finding[] {
  if (shown.length > MOST_LINTED) return [];
  return shown.flatMap(({ certificate, summary: { field, span } }) =>
    lintBesideFindings(certificate, {
      spanOf: (key, range) =>
        range
          ? { source: span.source, start: span.start + range.start, end: span.start + range.end }
          : spanIn(fields, field, key),
    }).map((finding) => ({ ...finding, severity: ADVICE[finding.severity] })),
  );
}
