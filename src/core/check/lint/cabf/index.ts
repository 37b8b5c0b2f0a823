import type { RuleRow } from "../rule";
import { authorityRules, responderRules } from "./authorities";
import { otherExtensionRules, policyRules, purposeRules, revocationRules } from "./extensions";
import { keyRules } from "./keys";
import { nameRules } from "./names";
import { extendedValidationRules, subjectRules } from "./subject";
import { validityRules } from "./validity";

/**
 * The CA/Browser Forum's baseline requirements for TLS ("BR", sections as in version 2), and its guidelines for extended
 * validation ("EVG"): what publicly trusted CAs may issue.
 */
export const CABF_RULES: readonly RuleRow[] = [
  ...validityRules,
  ...nameRules,
  ...subjectRules,
  ...extendedValidationRules,
  ...keyRules,
  ...purposeRules,
  ...policyRules,
  ...revocationRules,
  ...otherExtensionRules,
  ...authorityRules,
  ...responderRules,
];
