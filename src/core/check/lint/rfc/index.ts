import type { RuleRow } from "../rule";
import { accessRules, crlDistributionPointRules } from "./access";
import { alternativeNameRules } from "./alternativeNames";
import { derRules } from "./der";
import { criticalityRules, emptinessRules, extensionRules } from "./extensions";
import { extKeyUsageRules } from "./extKeyUsage";
import { keyIdentifierRules } from "./keyIdentifiers";
import { keyRules } from "./keys";
import { basicConstraintsRules, keyFitRules, keyUsageRules } from "./keyUsage";
import { nameConstraintRules } from "./nameConstraints";
import { nameRules } from "./names";
import { policyRules } from "./policies";
import { serialNumberRules } from "./serialNumber";
import { signatureRules } from "./signature";
import { stringRules } from "./strings";
import { transparencyRules } from "./transparency";
import { validityRules } from "./validity";
import { versionRules } from "./version";

/** RFC 5280 and the RFCs beside it, in the order of a certificate's fields. */
export const RFC_RULES: readonly RuleRow[] = [
  ...versionRules,
  ...serialNumberRules,
  ...signatureRules,
  ...nameRules,
  ...stringRules,
  ...validityRules,
  ...keyRules,
  ...extensionRules,
  ...criticalityRules,
  ...emptinessRules,
  ...keyIdentifierRules,
  ...keyUsageRules,
  ...keyFitRules,
  ...policyRules,
  ...alternativeNameRules,
  ...basicConstraintsRules,
  ...nameConstraintRules,
  ...extKeyUsageRules,
  ...crlDistributionPointRules,
  ...accessRules,
  ...transparencyRules,
  ...derRules,
];
