import { lintBesideFindings } from "../core/check/lint/advice";
import type { CollectOptions } from "./collect";

/** Whose rules certificates are held against: as fits the certificate, all, or none. */
export type LintChoice = "auto" | "all" | "off";

/** What linting by a choice of rules says; undefined for none. */
export function linter(profile: LintChoice): CollectOptions["lint"] {
  if (profile === "off") return undefined;
  return (certificate, spanOf) => lintBesideFindings(certificate, { profile, ...(spanOf && { spanOf }) });
}
