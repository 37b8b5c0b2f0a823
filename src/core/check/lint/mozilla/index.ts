import type { RuleRow } from "../rule";
export const MOZILLA_RULES: readonly RuleRow[] = [];
