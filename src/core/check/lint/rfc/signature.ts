import { decodeSmallInteger, integerHex } from "../../../asn1/integer";
import { readElement, Element } from "../../../asn1/element";
import { TAG } from "../../../asn1/tags";
import { equalBytes } from "../../../bytes/concat";
import type { CertificateFacts } from "../facts";
import { familyOf, HASH_BYTES, readAlgorithm, readPssParameters, type Family } from "../read/algorithms";
import type { RuleRow } from "../rule";

const key = "signatureAlgorithm";
const reissue = "Have the certificate issued again by software that writes this algorithm as its RFC says";

/** Whether the certificate is signed with an algorithm of these families. */
const signedWith =
  (...families: readonly Family[]) =>
  ({ parts }: CertificateFacts): boolean => {
    const family = familyOf(readAlgorithm(parts.signatureAlgorithm)?.name);
    return family !== undefined && families.includes(family);
  };

/** Of the two places of the algorithm, the first with parameters that should not be there. */
const hasParameters = ({ parts }: CertificateFacts): string | undefined => {
  const found = [parts.signatureAlgorithm, parts.signature]
    .map(readAlgorithm)
    .find((algorithm) => algorithm?.parameters !== undefined);
  return found && `The signature algorithm ${found.name} has parameters, and must have none`;
};

const pss = ({ parts }: CertificateFacts): ReturnType<typeof readPssParameters> | undefined => {
  const parameters = readAlgorithm(parts.signatureAlgorithm)?.parameters;
  return parameters?.is(TAG.sequence) ? readPssParameters(parameters) : undefined;
};

export const signatureRules: readonly RuleRow[] = [
  {
    id: "rfc5280.signatureAlgorithmsEqual",
    severity: "error",
    reference: "RFC 5280 §4.1.1.2",
    title: "signatureAlgorithm and tbsCertificate.signature are the same",
    key,
    fix: "Have the certificate issued again: no one can tell which algorithm was meant",
    check: ({ certificate: { signatureAlgorithm: outer, tbsSignatureAlgorithm: inner } }) => {
      if (equalBytes(outer.der, inner.der)) return undefined;
      return outer.text === inner.text
        ? `The two signature algorithms are both ${outer.text}, and are encoded differently`
        : `The certificate is signed with ${outer.text}, and says inside that it is signed with ${inner.text}`;
    },
  },
  {
    id: "rfc4055.rsaSignatureNull",
    severity: "error",
    reference: "RFC 4055 §5",
    title: "The parameters of an RSA (PKCS #1 v1.5) signature algorithm are NULL",
    key,
    fix: reissue,
    applies: signedWith("rsa"),
    check: ({ parts }) => {
      const found = [parts.signatureAlgorithm, parts.signature]
        .map(readAlgorithm)
        .find((algorithm) => algorithm?.parameters?.is(TAG.null) !== true);
      return (
        found &&
        `The signature algorithm ${found.name} has ${found.parameters ? "other parameters than" : "no parameters instead of"} NULL`
      );
    },
  },
  {
    id: "rfc5758.ecdsaSignatureNoParameters",
    severity: "error",
    reference: "RFC 5758 §3.2",
    title: "An ECDSA signature algorithm has no parameters",
    key,
    fix: reissue,
    applies: signedWith("ecdsa"),
    check: hasParameters,
  },
  {
    id: "rfc8410.edDsaSignatureNoParameters",
    severity: "error",
    reference: "RFC 8410 §3",
    title: "Ed25519 and Ed448 have no parameters",
    key,
    fix: reissue,
    applies: signedWith("edDsa"),
    check: hasParameters,
  },
  {
    id: "rfc9881.mlDsaSignatureNoParameters",
    severity: "error",
    reference: "RFC 9881 §2",
    title: "ML-DSA as a signature algorithm has no parameters",
    key,
    fix: reissue,
    applies: signedWith("mlDsa"),
    check: hasParameters,
  },
  {
    id: "rfc4055.pssParametersPresent",
    severity: "error",
    reference: "RFC 4055 §3.1",
    title: "RSASSA-PSS as a signature algorithm has parameters",
    key,
    fix: reissue,
    applies: signedWith("rsaPss"),
    check: (facts) => (pss(facts) ? undefined : "RSASSA-PSS has no parameters: hash and salt are not said"),
  },
  {
    id: "rfc4055.pssMaskHash",
    severity: "warning",
    reference: "RFC 4055 §3.1",
    title: "RSASSA-PSS uses one hash for the message and for MGF1",
    key,
    fix: "Sign with the same hash in both places; most software verifies nothing else",
    applies: (facts) => pss(facts) !== undefined,
    check: (facts) => {
      const found = pss(facts);
      return found && found.hash !== found.mask
        ? `The message is hashed with ${found.hash} and MGF1 with ${found.mask}`
        : undefined;
    },
  },
  {
    id: "rfc4055.pssSaltLength",
    severity: "warning",
    reference: "RFC 4055 §3.1",
    title: "The salt of RSASSA-PSS is as long as the hash",
    key,
    fix: "Sign with a salt as long as the hash (-sigopt rsa_pss_saltlen:digest)",
    applies: (facts) => HASH_BYTES[pss(facts)?.hash ?? ""] !== undefined,
    check: (facts) => {
      const found = pss(facts);
      if (!found) return undefined;
      const bytes = found.salt ? decodeSmallInteger(found.salt.content) : 20;
      const wanted = HASH_BYTES[found.hash];
      return bytes === wanted
        ? undefined
        : `The salt has ${String(bytes ?? "too many")} bytes, the hash ${found.hash} has ${String(wanted)}`;
    },
  },
  {
    id: "rfc4055.pssTrailerField",
    severity: "error",
    reference: "RFC 4055 §3.1",
    title: "The trailer field of RSASSA-PSS is 1",
    key,
    fix: reissue,
    applies: (facts) => pss(facts) !== undefined,
    check: (facts) => {
      const trailer = pss(facts)?.trailer;
      return !trailer || decodeSmallInteger(trailer.content) === 1
        ? undefined
        : "The trailer field of RSASSA-PSS is another than 1, the only one that there is";
    },
  },
  {
    id: "rfc5280.signatureWholeBytes",
    severity: "error",
    reference: "RFC 5280 §4.1.1.3",
    title: "The signature is a whole number of bytes",
    key: "signatureValue",
    fix: reissue,
    check: ({ parts }) =>
      parts.signatureValue && (parts.signatureValue.content[0] ?? 0) !== 0
        ? "The signature's BIT STRING has unused bits"
        : undefined,
  },
  {
    id: "rfc3279.ecdsaSignatureForm",
    severity: "error",
    reference: "RFC 3279 §2.2.3",
    title: "An ECDSA signature is a SEQUENCE of two positive integers",
    key: "signatureValue",
    fix: "Sign again: r and s go into a DER SEQUENCE, not one behind the other",
    applies: signedWith("ecdsa"),
    check: ({ certificate: { signature } }) => {
      const found = readElement(signature, 0, signature.length);
      const numbers = found instanceof Element && found.is(TAG.sequence) && !found.cut ? found.children : [];
      const positive = numbers.every(
        (number) => number.is(TAG.integer) && /^(?!-|0*$)/.test(integerHex(number.content)),
      );
      return numbers.length === 2 && positive ? undefined : "The ECDSA signature is no SEQUENCE of r and s";
    },
  },
  {
    id: "rfc5280.selfSignatureFitsKey",
    severity: "error",
    reference: "RFC 5280 §4.1.1.2",
    title: "A self-signed certificate is signed with an algorithm of its own key",
    key,
    fix: "Sign it with its own key, or put its issuer's name into it",
    applies: ({ isSelfIssued, certificate }) =>
      isSelfIssued && familyOf(certificate.publicKey.algorithmName) !== undefined,
    check: ({ certificate: { signatureAlgorithm, publicKey } }) => {
      const [own, signed] = [familyOf(publicKey.algorithmName), familyOf(signatureAlgorithm.name)];
      const fits = own === signed || (own === "rsa" && signed === "rsaPss") || signed === undefined;
      return fits
        ? undefined
        : `The issuer is the subject, whose key is ${publicKey.description}, and the signature is ${signatureAlgorithm.name}`;
    },
  },
];
