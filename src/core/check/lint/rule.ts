import type { Element } from "../../asn1/element";
import type { Finding } from "../../inspection";
import type { CertificateFacts } from "./facts";

/** Who makes a rule: an RFC, the CA/Browser Forum's baseline requirements, Mozilla's root store policy. */
export type LintSource = "RFC" | "CA/Browser Forum" | "Mozilla";

/** What is wrong, and where. */
export interface Violation {
  /** Begins with a capital letter, one sentence, no full stop. */
  readonly message: string;
  /** Instead of the rule's. */
  readonly fix?: string;
  /** Instead of the rule's. */
  readonly key?: string;
  /** The very element, where several have the same key. */
  readonly element?: Element;
}

/** Something that must hold of a certificate. */
export interface LintRule {
  /** Its source's prefix, then camelCase: "rfc5280.serialNumberPositive". Never changes. */
  readonly id: string;
  readonly source: LintSource;
  readonly severity: Finding["severity"];
  /** "RFC 5280 §4.1.2.2", "BR §7.1.2.7.6". */
  readonly reference: string;
  /** What must hold, as a sentence without full stop. */
  readonly title: string;
  /** The row that is at fault unless a violation names another: "tbsCertificate.serialNumber". */
  readonly key: string;
  /** What to do about it. */
  readonly fix: string;
  /** Judges certificates that begin on or after this day (ISO 8601), and before `until`. */
  readonly since?: string;
  readonly until?: string;
  /** Asked of every certificate, also of those that its source does not bind: a broken key is broken for everyone. */
  readonly forAll?: true;
  /** Which certificates it judges: all, unless given. */
  readonly applies?: (facts: CertificateFacts) => boolean;
  /** What is wrong, or undefined when the certificate keeps the rule. */
  readonly check: (facts: CertificateFacts) => Violation | string | undefined;
}

/** A rule in the table of a subject: all rules of a folder have one source. */
export type RuleRow = Omit<LintRule, "source">;

/** Whether a rule judges this certificate: by its kind, and by the day on which it begins. */
export function judges(rule: LintRule, facts: CertificateFacts): boolean {
  const { notBefore } = facts.certificate;
  if (rule.since !== undefined && (notBefore === undefined || notBefore < rule.since)) return false;
  if (rule.until !== undefined && (notBefore === undefined || notBefore >= rule.until)) return false;
  return rule.applies?.(facts) ?? true;
}
