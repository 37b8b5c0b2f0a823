import { latin1 } from "../../../asn1/strings";
import type { CertificateFacts } from "../facts";
import { isReservedPolicy } from "../publiclyTrusted";
import { policyQualifiers } from "../rfc/policies";
import type { RuleRow, Violation } from "../rule";
import { listed } from "../words";
import { isServer, isTls, isTlsIntermediate, PROFILES_SINCE, serverWith } from "./scope";

const extensions = "tbsCertificate.extensions";
const policies = `${extensions}.certificatePolicies`;
const CPS = "1.3.6.1.5.5.7.2.1";

const reserved = ({ certificate }: CertificateFacts): string[] =>
  certificate.certificatePolicies.filter(isReservedPolicy);

export const policyRules: readonly RuleRow[] = [
  {
    id: "cabf.br.reservedPolicyPresent",
    severity: "error",
    reference: "BR §7.1.2.7.9",
    title: "A server's certificate says how its subject was validated, by a policy of the CA/Browser Forum",
    key: extensions,
    fix: "Add one of the policies 2.23.140.1.2.1 (domain), 2.23.140.1.2.2 (organization), 2.23.140.1.1 (extended)",
    since: "2020-09-30",
    applies: isServer,
    check: (facts) =>
      reserved(facts).length > 0 ? undefined : "No policy says how the subject was validated",
  },
  {
    id: "cabf.br.reservedPolicyOnce",
    severity: "error",
    reference: "BR §7.1.2.7.9",
    title: "A server's certificate has one policy of the CA/Browser Forum",
    key: policies,
    fix: "Keep the policy by which the subject was validated",
    since: PROFILES_SINCE,
    applies: (facts) => isServer(facts) && reserved(facts).length > 0,
    check: (facts) =>
      reserved(facts).length > 1 ? `The policies ${listed(reserved(facts))} exclude each other` : undefined,
  },
  {
    id: "cabf.br.subscriberNoAnyPolicy",
    severity: "error",
    reference: "BR §7.1.2.7.9",
    title: "A server's certificate does not have anyPolicy",
    key: policies,
    fix: "Name the policy by which it was issued",
    applies: serverWith("certificatePolicies"),
    check: ({ certificate }) =>
      certificate.certificatePolicies.includes("2.5.29.32.0")
        ? "The certificate of a server is issued under any policy"
        : undefined,
  },
  {
    id: "cabf.br.policiesNotCritical",
    severity: "error",
    reference: "BR §7.1.2.7.6",
    title: "certificatePolicies is not critical",
    key: policies,
    fix: "Mark certificatePolicies as not critical",
    since: PROFILES_SINCE,
    applies: (facts) => isTls(facts) && facts.has("certificatePolicies"),
    check: (facts) =>
      facts.extension("certificatePolicies")?.critical
        ? "The extension certificatePolicies is critical"
        : undefined,
  },
  {
    id: "cabf.br.policyQualifiers",
    severity: "error",
    reference: "BR §7.1.2.7.9",
    title: "A policy has no qualifier but a pointer to the CPS",
    key: policies,
    fix: "Leave user notices out",
    since: PROFILES_SINCE,
    applies: (facts) => isTls(facts) && facts.has("certificatePolicies"),
    check: (facts) =>
      policyQualifiers(facts).some(({ type }) => type !== CPS)
        ? "A policy has a user notice or another qualifier"
        : undefined,
  },
  {
    id: "cabf.br.cpsHttp",
    severity: "error",
    reference: "BR §7.1.2.7.9",
    title: "A pointer to the CPS is an http or https address",
    key: policies,
    fix: "Write the CPS's https:// address",
    applies: (facts) => isTls(facts) && policyQualifiers(facts).some(({ type }) => type === CPS),
    check: (facts): Violation | undefined => {
      const odd = policyQualifiers(facts).find(
        ({ type, value }) => type === CPS && value && !/^https?:\/\/[^/]/i.test(latin1(value.content)),
      );
      return (
        odd?.value && { message: "A pointer to the CPS is no http or https address", element: odd.value }
      );
    },
  },
  {
    id: "cabf.br.intermediatePolicies",
    severity: "error",
    reference: "BR §7.1.2.10.5",
    title: "An intermediate CA has certificatePolicies",
    key: extensions,
    fix: "Add the policies under which it issues, or anyPolicy for a CA of your own",
    applies: isTlsIntermediate,
    check: (facts) =>
      facts.has("certificatePolicies")
        ? undefined
        : "The intermediate CA does not say under which policies it issues",
  },
];
