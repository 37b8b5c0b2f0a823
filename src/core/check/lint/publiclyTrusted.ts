import type { CertificateFacts } from "./facts";

/** Policies of the CA/Browser Forum for TLS: EV, and the arc of domain, organization and individual validation. */
const EXTENDED_VALIDATION = "2.23.140.1.1";
const BASELINE_REQUIREMENTS = "2.23.140.1.2.";

/** Whether a policy (dotted) is one that the CA/Browser Forum reserves for TLS certificates (BR §7.1.6.1). */
export function isReservedPolicy(policy: string): boolean {
  return policy === EXTENDED_VALIDATION || policy.startsWith(BASELINE_REQUIREMENTS);
}

/** Whether a certificate claims to be one that browsers trust: by a policy of the CA/Browser Forum, or by having been logged. */
export function isPubliclyTrusted(facts: CertificateFacts): boolean {
  return (
    facts.certificate.certificatePolicies.some(isReservedPolicy) ||
    facts.has("signedCertificateTimestampList") ||
    facts.has("precertificatePoison")
  );
}
