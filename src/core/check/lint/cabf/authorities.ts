import type { RuleRow } from "../rule";
import { listed } from "../words";
import { FORBIDDEN_PURPOSES } from "./purposes";
import { isRoot, isTlsCa, isTlsIntermediate, PROFILES_SINCE } from "./scope";

const extensions = "tbsCertificate.extensions";
const CA_USAGES = ["digitalSignature", "keyCertSign", "cRLSign"];

/** Roots and intermediate CAs. */
export const authorityRules: readonly RuleRow[] = [
  {
    id: "cabf.br.caCrlSign",
    severity: "error",
    reference: "BR §7.1.2.10.7",
    title: "keyUsage of a CA holds cRLSign",
    key: `${extensions}.keyUsage`,
    fix: "Set keyCertSign and cRLSign",
    applies: (facts) => isTlsCa(facts) && facts.has("keyUsage"),
    check: (facts) => (facts.hasUsage("cRLSign") ? undefined : "The keyUsage of a CA lacks cRLSign"),
  },
  {
    id: "cabf.br.caKeyUsage",
    severity: "error",
    reference: "BR §7.1.2.10.7",
    title: "keyUsage of a CA holds keyCertSign, cRLSign and digitalSignature alone",
    key: `${extensions}.keyUsage`,
    fix: "Remove the other bits",
    since: PROFILES_SINCE,
    applies: (facts) => isTlsCa(facts) && facts.has("keyUsage"),
    check: ({ certificate: { keyUsage = [] } }) => {
      const odd = keyUsage.filter((bit) => !CA_USAGES.includes(bit));
      return odd.length > 0 ? `The keyUsage of a CA holds ${listed(odd)}` : undefined;
    },
  },
  {
    id: "cabf.br.rootNoExtKeyUsage",
    severity: "error",
    reference: "BR §7.1.2.1.2",
    title: "A root has no extKeyUsage",
    key: `${extensions}.extKeyUsage`,
    fix: "Leave extKeyUsage to the intermediate CAs",
    applies: isRoot,
    check: (facts) => (facts.has("extKeyUsage") ? "The root has extKeyUsage" : undefined),
  },
  {
    id: "cabf.br.rootNoPathLength",
    severity: "warning",
    reference: "BR §7.1.2.1.4",
    title: "A root has no path length",
    key: `${extensions}.basicConstraints`,
    fix: "Leave pathLenConstraint to the intermediate CAs",
    applies: isRoot,
    check: ({ certificate: { basicConstraints } }) =>
      basicConstraints?.pathLength === undefined ? undefined : "The root limits the length of its chains",
  },
  {
    id: "cabf.br.rootNoPolicies",
    severity: "info",
    reference: "BR §7.1.2.1.2",
    title: "A root needs no certificatePolicies",
    key: `${extensions}.certificatePolicies`,
    fix: "Leave the policies to the intermediate CAs",
    applies: isRoot,
    check: (facts) =>
      facts.has("certificatePolicies")
        ? "The root has certificatePolicies, which is not recommended"
        : undefined,
  },
  {
    id: "cabf.br.intermediateDistributionPoints",
    severity: "error",
    reference: "BR §7.1.2.6.1",
    title: "An intermediate CA has cRLDistributionPoints",
    key: extensions,
    fix: "Add the http:// address of its issuer's list",
    applies: isTlsIntermediate,
    check: (facts) =>
      facts.has("cRLDistributionPoints")
        ? undefined
        : "The intermediate CA does not say where the list is by which it would be revoked",
  },
  {
    id: "cabf.br.intermediateAuthorityInfoAccess",
    severity: "warning",
    reference: "BR §7.1.2.10.3",
    title: "An intermediate CA has authorityInfoAccess",
    key: extensions,
    fix: "Add the http:// address of its issuer's certificate",
    applies: isTlsIntermediate,
    check: (facts) =>
      facts.has("authorityInfoAccess")
        ? undefined
        : "The intermediate CA does not say where its issuer's certificate is",
  },
  {
    id: "cabf.br.intermediatePurposes",
    severity: "error",
    reference: "BR §7.1.2.10.6",
    title: "A CA for servers is for no code, e-mail, time stamps, OCSP answers or any purpose",
    key: `${extensions}.extKeyUsage`,
    fix: "Issue a CA for each purpose",
    since: PROFILES_SINCE,
    applies: (facts) => isTlsIntermediate(facts) && facts.hasPurpose("serverAuth"),
    check: ({ certificate: { extKeyUsage = [] } }) => {
      const odd = extKeyUsage.filter((purpose) => FORBIDDEN_PURPOSES.includes(purpose));
      return odd.length > 0 ? `The CA for servers is for ${listed(odd)} too` : undefined;
    },
  },
];

/** Certificates of OCSP responders. */
export const responderRules: readonly RuleRow[] = [
  {
    id: "cabf.br.responderNoCheck",
    severity: "error",
    reference: "BR §7.1.2.8.6",
    title: "An OCSP responder's certificate has ocsp-nocheck",
    key: extensions,
    fix: "Add ocsp-nocheck: else clients would ask the responder about itself",
    applies: ({ role }) => role === "ocspSigner",
    check: (facts) =>
      facts.has("ocspNoCheck") ? undefined : "The certificate of an OCSP responder lacks ocsp-nocheck",
  },
  {
    id: "cabf.br.responderPurpose",
    severity: "error",
    reference: "BR §7.1.2.8.5",
    title: "An OCSP responder's certificate is for nothing else",
    key: `${extensions}.extKeyUsage`,
    fix: "Leave OCSPSigning as the only purpose",
    applies: ({ role }) => role === "ocspSigner",
    check: ({ certificate: { extKeyUsage = [] } }) =>
      extKeyUsage.length > 1 ? "The certificate of an OCSP responder has other purposes too" : undefined,
  },
  {
    id: "cabf.br.responderKeyUsage",
    severity: "error",
    reference: "BR §7.1.2.8.7",
    title: "keyUsage of an OCSP responder's certificate is digitalSignature alone",
    key: `${extensions}.keyUsage`,
    fix: "Set digitalSignature alone",
    since: PROFILES_SINCE,
    applies: (facts) => facts.role === "ocspSigner" && facts.has("keyUsage"),
    check: ({ certificate: { keyUsage = [] } }) =>
      keyUsage.length === 1 && keyUsage[0] === "digitalSignature"
        ? undefined
        : `The keyUsage of an OCSP responder is ${listed(keyUsage, 9) || "empty"}`,
  },
];
