import { readScts } from "../read/scts";
import type { RuleRow } from "../rule";

const key = "tbsCertificate.extensions.signedCertificateTimestampList";

export const transparencyRules: readonly RuleRow[] = [
  {
    id: "rfc6962.sctListNotEmpty",
    severity: "error",
    reference: "RFC 6962 §3.3",
    title: "The list of signed certificate timestamps holds one at least",
    key,
    fix: "Leave the extension out, or fetch timestamps from logs before issuing",
    applies: (facts) => readScts(facts) !== undefined,
    check: (facts) =>
      readScts(facts)?.length === 0 ? "The list of signed certificate timestamps is empty" : undefined,
  },
  {
    id: "rfc6962.sctLogsDiffer",
    severity: "warning",
    reference: "RFC 6962 §3.3",
    title: "No two signed certificate timestamps are of one log",
    key,
    fix: "Take timestamps from different logs: clients count each log once",
    applies: (facts) => (readScts(facts)?.length ?? 0) > 1,
    check: (facts) => {
      const logs = (readScts(facts) ?? []).map(({ log }) => log);
      return new Set(logs).size === logs.length
        ? undefined
        : "Two signed certificate timestamps are of the same log";
    },
  },
  {
    id: "rfc6962.poisonWithoutScts",
    severity: "error",
    reference: "RFC 6962 §3.1",
    title: "A precertificate has no signed certificate timestamps",
    key,
    fix: "Remove the poison from the final certificate, or the timestamps from the precertificate",
    applies: (facts) => facts.has("precertificatePoison"),
    check: (facts) =>
      facts.has("signedCertificateTimestampList")
        ? "This is a precertificate, and it has timestamps, which come only after it"
        : undefined,
  },
];
