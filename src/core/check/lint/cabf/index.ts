import type { RuleRow } from "../rule";
export const CABF_RULES: readonly RuleRow[] = [];
