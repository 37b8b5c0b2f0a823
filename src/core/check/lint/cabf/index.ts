import type { RuleRow } from "../rule";
import { authorityRules, responderRules } from "./authorities";
import { extendedValidationRules } from "./extendedValidation";
import { otherExtensionRules } from "./extensions";
import { keyRules } from "./keys";
import { nameRules } from "./names";
import { policyRules } from "./policies";
import { purposeRules } from "./purposes";
import { revocationRules } from "./revocation";
import { subjectRules } from "./subject";
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
