import { lintCertificate } from "../core/check/lint";
import type { CollectOptions } from "./collect";

/** Whose rules certificates are held against: as fits the certificate, all, or none. */
export type LintChoice = "auto" | "all" | "off";

/** What linting by a choice of rules says; undefined for none. */
export function linter(profile: LintChoice): CollectOptions["lint"] {
  if (profile === "off") return undefined;
  return (certificate, spanOf) =>
    lintCertificate(certificate, { profile, ...(spanOf && { spanOf }) }).filter(
      ({ id }) => !SAID_OTHERWISE.has(id),
    );
}

/** Rules whose matter `certificateFindings` names, in words about what comes of it. */
const SAID_OTHERWISE: ReadonlySet<string> = new Set([
  "rfc5280.keyCertSignOnlyInCa",
  "rfc5280.signatureAlgorithmsEqual",
]);
