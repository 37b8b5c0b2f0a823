import type { CertificateSpec } from "../../../../support/certificates/build";

/** A certificate that keeps a rule, and one that breaks it. */
export interface LintCase {
  readonly passes: CertificateSpec;
  readonly fails: CertificateSpec;
  /** Other rules of the same source that the failing certificate cannot but break. */
  readonly also?: readonly string[];
}

export type LintCases = Readonly<Record<string, LintCase>>;
