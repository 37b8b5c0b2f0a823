import { bitLength, unsigned } from "../../../asn1/integer";
import { isPrecertificate, isServer, isTls } from "../cabf/scope";
import { usesBrokenHash } from "../cabf/keys";
import type { CertificateFacts } from "../facts";
import { readScts } from "../read/scts";
import { rsaNumbers } from "../rfc/keys";
import type { RuleRow } from "../rule";

const key = "tbsCertificate.subjectPublicKeyInfo";
const purposes = "tbsCertificate.extensions.extKeyUsage";

/** End entities beside servers, of which the baseline requirements say what Mozilla says. */
const isOtherEndEntity = (facts: CertificateFacts): boolean => !facts.isCa && !isServer(facts);

/** The signature that goes with a key on a curve (§5.1.2). */
const SIGNATURES: Readonly<Record<string, string>> = {
  "ECDSA P-256": "ecdsa-with-SHA256",
  "ECDSA P-384": "ecdsa-with-SHA384",
  "ECDSA P-521": "ecdsa-with-SHA512",
};

/** Mozilla's root store policy, and its policy of Certificate Transparency. */
export const MOZILLA_RULES: readonly RuleRow[] = [
  {
    id: "mozilla.keyAlgorithm",
    severity: "error",
    reference: "Mozilla Root Store Policy §5.1",
    title: "The key is RSA, or on one of the curves P-256, P-384 and P-521",
    key,
    fix: "Make an ECDSA P-256 or P-384 key, or an RSA key of 2048 bits or more",
    check: ({ certificate: { publicKey } }) =>
      publicKey.algorithmName === "rsaEncryption" || SIGNATURES[publicKey.description] !== undefined
        ? undefined
        : `The key is ${publicKey.description}, which Mozilla's root programme does not allow`,
  },
  {
    id: "mozilla.rsaModulusSize",
    severity: "error",
    reference: "Mozilla Root Store Policy §5.1",
    title: "An RSA key has 2048 bits at least, and a multiple of 8",
    key,
    fix: "Make an RSA key of 2048 or 3072 bits",
    applies: (facts) => !isTls(facts) && rsaNumbers(facts) !== undefined,
    check: (facts) => {
      const bits = bitLength(rsaNumbers(facts)?.[0].content ?? new Uint8Array(0));
      return bits >= 2048 && bits % 8 === 0 ? undefined : `The RSA key has ${String(bits)} bits`;
    },
  },
  {
    id: "mozilla.ecdsaSignature",
    severity: "error",
    reference: "Mozilla Root Store Policy §5.1.2",
    title: "An ECDSA signature is over SHA-256, SHA-384 or SHA-512",
    key: "signatureAlgorithm",
    fix: "Sign with a P-256 key and SHA-256, a P-384 key and SHA-384, or a P-521 key and SHA-512",
    since: "2020-01-01",
    applies: ({ certificate }) => certificate.signatureAlgorithm.name.startsWith("ecdsa-with-"),
    check: ({ certificate: { signatureAlgorithm } }) =>
      Object.values(SIGNATURES).includes(signatureAlgorithm.name)
        ? undefined
        : `The signature is ${signatureAlgorithm.name}, which Mozilla's root programme does not allow`,
  },
  {
    id: "mozilla.selfSignatureHash",
    severity: "error",
    reference: "Mozilla Root Store Policy §5.1.2",
    title: "A root is signed over the hash of its curve's size: SHA-256, SHA-384 or SHA-512",
    key: "signatureAlgorithm",
    fix: "Sign it with the hash of the curve's size",
    since: "2020-01-01",
    applies: ({ role, certificate }) =>
      role === "rootCa" && SIGNATURES[certificate.publicKey.description] !== undefined,
    check: ({ certificate: { publicKey, signatureAlgorithm } }) =>
      SIGNATURES[publicKey.description] === signatureAlgorithm.name
        ? undefined
        : `A key that is ${publicKey.description} goes with ${SIGNATURES[publicKey.description] ?? ""}, and the signature is ${signatureAlgorithm.name}`,
  },
  {
    id: "mozilla.serialNumberEntropy",
    severity: "error",
    reference: "Mozilla Root Store Policy §5.2",
    title: "The serial number has room for 64 random bits",
    key: "tbsCertificate.serialNumber",
    fix: "Draw a random serial number of 9 to 20 bytes",
    applies: isOtherEndEntity,
    check: ({ parts }) => {
      const bytes = unsigned(parts.serialNumber?.content ?? new Uint8Array(0)).length;
      return bytes >= 8
        ? undefined
        : `The serial number has ${String(bytes * 8)} bits at most, 64 random ones are wanted`;
    },
  },
  {
    id: "mozilla.endEntityExtKeyUsage",
    severity: "error",
    reference: "Mozilla Root Store Policy §5.2",
    title: "A certificate says what it is for, and is not for any purpose",
    key: "tbsCertificate.extensions",
    fix: "Add extKeyUsage with the purposes that are meant",
    since: "2020-07-01",
    applies: isOtherEndEntity,
    check: (facts) => {
      if (!facts.has("extKeyUsage"))
        return "The certificate does not say what it is for: extKeyUsage is missing";
      return facts.hasPurpose("anyExtendedKeyUsage") ? "The certificate is for any purpose" : undefined;
    },
  },
  {
    id: "mozilla.intermediateExtKeyUsage",
    // A cross-certificate that shares its key with a root is excepted, which no certificate says.
    severity: "warning",
    reference: "Mozilla Root Store Policy §5.3",
    title: "An intermediate CA says for what it issues certificates",
    key: "tbsCertificate.extensions",
    fix: "Add extKeyUsage serverAuth, or emailProtection",
    since: "2019-01-01",
    applies: ({ role }) => role === "intermediateCa",
    check: (facts) => (facts.has("extKeyUsage") ? undefined : "The intermediate CA has no extKeyUsage"),
  },
  {
    id: "mozilla.intermediateNoAnyPurpose",
    severity: "error",
    reference: "Mozilla Root Store Policy §5.3",
    title: "An intermediate CA is not for any purpose",
    key: purposes,
    fix: "Name the purpose for which it issues certificates",
    since: "2019-01-01",
    applies: (facts) => facts.role === "intermediateCa" && facts.has("extKeyUsage"),
    check: (facts) =>
      facts.hasPurpose("anyExtendedKeyUsage") ? "The intermediate CA is for any purpose" : undefined,
  },
  {
    id: "mozilla.emailSignatureHash",
    severity: "error",
    reference: "Mozilla Root Store Policy §5.1.3",
    title: "A certificate for e-mail is not signed over SHA-1",
    key: "signatureAlgorithm",
    fix: "Have it issued again with SHA-256 or better",
    since: "2022-07-01",
    applies: ({ role }) => role === "email",
    check: (facts) =>
      usesBrokenHash(facts)
        ? `The signature is ${facts.certificate.signatureAlgorithm.name}, whose hash can be forged`
        : undefined,
  },
  {
    id: "mozilla.responderSignatureHash",
    severity: "error",
    reference: "Mozilla Root Store Policy §5.1.3",
    title: "An OCSP responder's certificate is not signed over SHA-1",
    key: "signatureAlgorithm",
    fix: "Have it issued again with SHA-256 or better",
    since: "2023-07-01",
    applies: ({ role }) => role === "ocspSigner",
    check: (facts) =>
      usesBrokenHash(facts)
        ? `The signature is ${facts.certificate.signatureAlgorithm.name}, whose hash can be forged`
        : undefined,
  },
  {
    id: "mozilla.timestampsEnough",
    severity: "warning",
    reference: "Mozilla Certificate Transparency Policy",
    title:
      "A server's certificate with embedded timestamps has them from 2 logs, valid for more than 180 days from 3",
    key: "tbsCertificate.extensions.signedCertificateTimestampList",
    fix: "Embed timestamps of more logs: Firefox and Chrome refuse the certificate otherwise",
    applies: (facts) => isServer(facts) && !isPrecertificate(facts) && (readScts(facts)?.length ?? 0) > 0,
    check: (facts) => {
      const logs = new Set((readScts(facts) ?? []).map(({ log }) => log)).size;
      const wanted = (facts.validSeconds ?? 0) > 180 * 86_400 ? 3 : 2;
      return logs >= wanted
        ? undefined
        : `The certificate has timestamps of ${String(logs)} ${logs === 1 ? "log" : "logs"}, and ${String(wanted)} are wanted`;
    },
  },
];
