import { familyOf } from "../read/algorithms";
import type { RuleRow } from "../rule";
import { listed } from "../words";
import { isServer, PROFILES_SINCE, serverWith } from "./scope";

const extensions = "tbsCertificate.extensions";
const purposes = `${extensions}.extKeyUsage`;
const usage = `${extensions}.keyUsage`;

/** Purposes that no certificate of a server has. */
export const FORBIDDEN_PURPOSES = [
  "codeSigning",
  "emailProtection",
  "timeStamping",
  "OCSPSigning",
  "anyExtendedKeyUsage",
  "1.3.6.1.4.1.11129.2.4.4",
];

/** The bits of keyUsage that a server may have, by its kind of key. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  rsa: ["digitalSignature", "keyEncipherment", "dataEncipherment"],
  ecdsa: ["digitalSignature", "keyAgreement"],
};
const NOT_RECOMMENDED = ["dataEncipherment", "keyAgreement"];

/** What a server's certificate is for: extKeyUsage and keyUsage. */
export const purposeRules: readonly RuleRow[] = [
  {
    id: "cabf.br.extKeyUsagePresent",
    severity: "error",
    reference: "BR §7.1.2.7.6",
    title: "A server's certificate has extKeyUsage",
    key: extensions,
    fix: "Add extKeyUsage serverAuth",
    applies: isServer,
    check: (facts) =>
      facts.has("extKeyUsage")
        ? undefined
        : "The certificate does not say what it is for: extKeyUsage is missing",
  },
  {
    id: "cabf.br.serverAuthPresent",
    severity: "error",
    reference: "BR §7.1.2.7.10",
    title: "extKeyUsage of a server's certificate holds serverAuth",
    key: purposes,
    fix: "Add serverAuth",
    applies: serverWith("extKeyUsage"),
    check: (facts) =>
      facts.hasPurpose("serverAuth") ? undefined : "The extension extKeyUsage does not hold serverAuth",
  },
  {
    id: "cabf.br.forbiddenPurposes",
    severity: "error",
    reference: "BR §7.1.2.7.10",
    title: "A server's certificate is for no code, e-mail, time stamps, OCSP answers or any purpose",
    key: purposes,
    fix: "Issue a certificate for each purpose",
    since: PROFILES_SINCE,
    applies: serverWith("extKeyUsage"),
    check: ({ certificate: { extKeyUsage = [] } }) => {
      const found = extKeyUsage.filter((purpose) => FORBIDDEN_PURPOSES.includes(purpose));
      return found.length > 0 ? `The certificate of a server is for ${listed(found)} too` : undefined;
    },
  },
  {
    id: "cabf.br.extKeyUsageNotCritical",
    severity: "error",
    reference: "BR §7.1.2.7.6",
    title: "extKeyUsage of a server's certificate is not critical",
    key: purposes,
    fix: "Mark extKeyUsage as not critical",
    since: PROFILES_SINCE,
    applies: serverWith("extKeyUsage"),
    check: (facts) =>
      facts.extension("extKeyUsage")?.critical ? "The extension extKeyUsage is critical" : undefined,
  },
  {
    id: "cabf.br.subscriberKeyUsage",
    severity: "error",
    reference: "BR §7.1.2.7.11",
    title: "keyUsage of a server's certificate holds only what TLS does with such a key",
    key: usage,
    fix: "Set digitalSignature, and for RSA keyEncipherment if old clients need it",
    since: PROFILES_SINCE,
    applies: (facts) =>
      serverWith("keyUsage")(facts) && familyOf(facts.certificate.publicKey.algorithmName) !== undefined,
    check: ({ certificate: { keyUsage = [], publicKey } }) => {
      const allowed = ALLOWED[familyOf(publicKey.algorithmName) ?? ""];
      const found = allowed ? keyUsage.filter((bit) => !allowed.includes(bit)) : [];
      return found.length > 0 ? `The keyUsage of a server holds ${listed(found)}` : undefined;
    },
  },
  {
    id: "cabf.br.ecDigitalSignature",
    severity: "error",
    reference: "BR §7.1.2.7.11",
    title: "keyUsage of a server's certificate with an elliptic curve key holds digitalSignature",
    key: usage,
    fix: "Set digitalSignature",
    since: PROFILES_SINCE,
    applies: (facts) =>
      serverWith("keyUsage")(facts) && familyOf(facts.certificate.publicKey.algorithmName) === "ecdsa",
    check: (facts) =>
      facts.hasUsage("digitalSignature")
        ? undefined
        : "The keyUsage of an elliptic curve key lacks digitalSignature",
  },
  {
    id: "cabf.br.keyUsageNotRecommended",
    severity: "warning",
    reference: "BR §7.1.2.7.11",
    title: "keyUsage of a server's certificate holds neither dataEncipherment nor keyAgreement",
    key: usage,
    fix: "Leave them out: TLS does not use them, and they are to be forbidden",
    since: PROFILES_SINCE,
    applies: serverWith("keyUsage"),
    check: ({ certificate: { keyUsage = [], publicKey } }) => {
      const allowed = ALLOWED[familyOf(publicKey.algorithmName) ?? ""] ?? [];
      const found = keyUsage.filter((bit) => NOT_RECOMMENDED.includes(bit) && allowed.includes(bit));
      return found.length > 0
        ? `The keyUsage of a server holds ${listed(found)}, which TLS does not use`
        : undefined;
    },
  },
];
