import type { Span } from "../../bytes/span";
import type { Finding } from "../../inspection";
import type { Certificate } from "../../x509";
import { CABF_RULES } from "./cabf";
import { CertificateFacts } from "./facts";
import { MOZILLA_RULES } from "./mozilla";
import { isPubliclyTrusted } from "./publiclyTrusted";
import { RFC_RULES } from "./rfc";
import { judges, type LintRule, type LintSource, type RuleRow, type Violation } from "./rule";

export { CertificateFacts } from "./facts";
export { judges, type LintRule, type LintSource } from "./rule";
export { type Role } from "./role";

/** The rows of a source as rules; `since` is for those that say no day of their own. */
const from = (source: LintSource, rows: readonly RuleRow[], since?: string): LintRule[] =>
  rows.map((row) => ({ ...(since !== undefined && !row.forAll && { since }), ...row, source }));

/** The day on which the baseline requirements took effect. */
const REQUIREMENTS_SINCE = "2012-07-01";

/** Every rule, grouped by source. */
export const LINT_RULES: readonly LintRule[] = [
  ...from("RFC", RFC_RULES),
  ...from("CA/Browser Forum", CABF_RULES, REQUIREMENTS_SINCE),
  ...from("Mozilla", MOZILLA_RULES),
];

export interface LintOptions {
  /**
   * Whose rules are asked. "auto" (the default) asks the CA/Browser Forum's and Mozilla's of publicly trusted certificates
   * alone, but for those that concern everyone (a broken key); "all" of every one; a list asks those sources, whatever the certificate.
   */
  readonly profile?: "auto" | "all" | readonly LintSource[];
  /** For "auto": whether the chain leads to a root in a public store, where that is known. Otherwise the certificate says. */
  readonly publiclyTrusted?: boolean;
  /**
   * Where the field with a key ("tbsCertificate.serialNumber") stands. Where a rule knows the very element, `range` is its
   * place in the certificate's DER, for several fields with one key.
   */
  readonly spanOf?: (
    key: string,
    range?: { readonly start: number; readonly end: number },
  ) => Span | undefined;
}

/**
 * What is wrong with a certificate by the rules of those who make them. A finding's id is its rule's, `rfc` the rule's
 * reference. Whether it is valid now is not asked here (`certificateFindings` does). Linear in the certificate's size;
 * never throws.
 */
export function lintCertificate(certificate: Certificate, options: LintOptions = {}): Finding[] {
  const facts = new CertificateFacts(certificate);
  const sources = sourcesFor(facts, options);
  const isAuto = (options.profile ?? "auto") === "auto";
  return LINT_RULES.flatMap((rule) => {
    const isAsked = sources.includes(rule.source) || (rule.forAll === true && isAuto);
    if (!isAsked || !judges(rule, facts)) return [];
    const found = rule.check(facts);
    if (found === undefined) return [];
    return [findingOf(rule, typeof found === "string" ? { message: found } : found, options)];
  });
}

const SOURCES: readonly LintSource[] = ["RFC", "CA/Browser Forum", "Mozilla"];

function sourcesFor(facts: CertificateFacts, options: LintOptions): readonly LintSource[] {
  const { profile = "auto", publiclyTrusted = isPubliclyTrusted(facts) } = options;
  if (profile === "all") return SOURCES;
  if (profile !== "auto") return profile;
  return publiclyTrusted ? SOURCES : ["RFC"];
}

function findingOf(rule: LintRule, violation: Violation, options: LintOptions): Finding {
  const { id, severity, reference: rfc } = rule;
  const { message, fix = rule.fix, key = rule.key, element } = violation;
  const span = place(key, element && { start: element.start, end: element.end }, options);
  return { id, severity, message, fix, rfc, ...(span && { span }) };
}

/** The row's place; where the certificate lacks the row, that of the row it would stand in. */
function place(
  key: string,
  range: { readonly start: number; readonly end: number } | undefined,
  { spanOf }: LintOptions,
): Span | undefined {
  if (!spanOf) return undefined;
  const own = spanOf(key, range);
  if (own) return own;
  const dot = key.lastIndexOf(".");
  return dot < 0 ? spanOf("certificate") : place(key.slice(0, dot), undefined, { spanOf });
}
