import type { Element } from "../../../asn1/element";
import { readElements } from "../../../asn1/element";
import { unsigned } from "../../../asn1/integer";
import { TAG } from "../../../asn1/tags";
import type { CertificateFacts } from "../facts";
import { familyOf, readAlgorithm, type Family } from "../read/algorithms";
import { isOnCurve, POINT_BYTES } from "../read/curves";
import type { RuleRow } from "../rule";

const key = "tbsCertificate.subjectPublicKeyInfo";
const again = "Make a new key with current software, and have a certificate issued for it";

const algorithm = ({ parts }: CertificateFacts) => readAlgorithm(parts.publicKey?.children[0]);
const isOf =
  (...families: readonly Family[]) =>
  (facts: CertificateFacts): boolean => {
    const family = familyOf(algorithm(facts)?.name);
    return family !== undefined && families.includes(family);
  };

/** Modulus and exponent of an RSA key, as they are written. */
export function rsaNumbers({
  parts,
  certificate,
}: CertificateFacts): [modulus: Element, exponent: Element] | undefined {
  const bits = parts.publicKey?.children[1];
  if (!bits || familyOf(certificate.publicKey.algorithmName)?.startsWith("rsa") !== true) return undefined;
  const { bytes, contentAt, contentEnd } = bits;
  const [modulus, exponent] = readElements(bytes, contentAt + 1, contentEnd).items[0]?.children ?? [];
  return modulus?.is(TAG.integer) && exponent?.is(TAG.integer) ? [modulus, exponent] : undefined;
}

const isNegative = ({ content }: Element): boolean => ((content[0] ?? 0) & 0x80) !== 0;
const isEven = ({ content }: Element): boolean => ((content.at(-1) ?? 0) & 1) === 0;

/** Compares unsigned numbers of any length. */
function isLess(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return a.length < b.length;
  const i = a.findIndex((byte, at) => byte !== b[at]);
  return i >= 0 && (a[i] ?? 0) < (b[i] ?? 0);
}

const hasRsaNumbers = (facts: CertificateFacts): boolean => rsaNumbers(facts) !== undefined;

/** Bytes of public keys that have one length each. */
const KEY_BYTES: Readonly<Record<string, number>> = {
  X25519: 32,
  X448: 56,
  Ed25519: 32,
  Ed448: 57,
  "ML-DSA-44": 1312,
  "ML-DSA-65": 1952,
  "ML-DSA-87": 2592,
  "ML-KEM-512": 800,
  "ML-KEM-768": 1184,
  "ML-KEM-1024": 1568,
};

const noParameters = (facts: CertificateFacts): string | undefined => {
  const found = algorithm(facts);
  return found?.parameters && `The key's algorithm ${found.name} has parameters, and must have none`;
};

const keyLength = ({ certificate: { publicKey } }: CertificateFacts): string | undefined => {
  const wanted = KEY_BYTES[publicKey.algorithmName];
  const { length } = publicKey.keyBytes;
  return wanted === undefined || length === wanted
    ? undefined
    : `The ${publicKey.algorithmName} key has ${String(length)} bytes instead of ${String(wanted)}`;
};

const curveName = (facts: CertificateFacts): string | undefined =>
  /^ECDSA (.+)$/.exec(facts.certificate.publicKey.description)?.[1];

export const keyRules: readonly RuleRow[] = [
  {
    id: "rfc3279.rsaKeyNull",
    severity: "error",
    reference: "RFC 3279 §2.3.1",
    title: "The parameters of an RSA key's algorithm are NULL",
    key,
    fix: again,
    applies: (facts) => algorithm(facts)?.name === "rsaEncryption",
    check: (facts) => {
      const parameters = algorithm(facts)?.parameters;
      if (parameters?.is(TAG.null)) return undefined;
      return `The key's algorithm rsaEncryption has ${parameters ? "other parameters than" : "no parameters instead of"} NULL`;
    },
  },
  {
    id: "rfc8017.rsaKeyReadable",
    severity: "error",
    reference: "RFC 8017 Appendix A.1.1",
    title: "An RSA key is a SEQUENCE of modulus and exponent",
    key,
    fix: again,
    applies: isOf("rsa", "rsaPss"),
    check: (facts) => (hasRsaNumbers(facts) ? undefined : "The RSA key holds no modulus and exponent"),
  },
  {
    id: "rfc8017.rsaNumbersPositive",
    severity: "error",
    reference: "RFC 8017 §3.1",
    title: "Modulus and exponent of an RSA key are positive",
    key,
    fix: again,
    applies: hasRsaNumbers,
    check: (facts) => {
      const [modulus, exponent] = rsaNumbers(facts) ?? [];
      const wrong =
        modulus && isNegative(modulus)
          ? "modulus"
          : exponent && isNegative(exponent)
            ? "exponent"
            : undefined;
      return wrong && `The ${wrong} of the RSA key is negative: a zero byte is missing before it`;
    },
  },
  {
    id: "rfc8017.rsaModulusOdd",
    severity: "error",
    reference: "RFC 8017 §3.1",
    title: "The modulus of an RSA key is odd",
    key,
    fix: again,
    applies: hasRsaNumbers,
    check: (facts) => {
      const [modulus] = rsaNumbers(facts) ?? [];
      return modulus && isEven(modulus)
        ? "The modulus of the RSA key is even: it is no product of two large primes"
        : undefined;
    },
  },
  {
    id: "rfc8017.rsaExponent",
    severity: "error",
    reference: "RFC 8017 §3.1",
    title: "The exponent of an RSA key is odd, at least 3 and less than the modulus",
    key,
    fix: `${again}, with the exponent 65537`,
    applies: hasRsaNumbers,
    check: (facts) => {
      const [modulus, exponent] = rsaNumbers(facts) ?? [];
      if (!modulus || !exponent) return undefined;
      const value = unsigned(exponent.content);
      if (isEven(exponent)) return "The exponent of the RSA key is even";
      if (value.length === 1 && (value[0] ?? 0) < 3)
        return "The exponent of the RSA key is 1: it encrypts nothing";
      return isLess(value, unsigned(modulus.content))
        ? undefined
        : "The exponent of the RSA key is no less than its modulus";
    },
  },
  {
    id: "rfc5480.ecNamedCurve",
    severity: "error",
    reference: "RFC 5480 §2.1.1",
    title: "An elliptic curve key names its curve",
    key,
    fix: "Make the key with a named curve (-pkeyopt ec_param_enc:named_curve in OpenSSL)",
    applies: isOf("ecdsa"),
    check: (facts) => {
      const parameters = algorithm(facts)?.parameters;
      if (parameters?.is(TAG.oid)) return undefined;
      return parameters?.is(TAG.sequence)
        ? "The curve of the key is written out instead of named, and a forged one could pass for it"
        : "The key does not say on which curve it is";
    },
  },
  {
    id: "rfc5480.ecPointForm",
    severity: "warning",
    reference: "RFC 5480 §2.2",
    title: "The point of an elliptic curve key is uncompressed",
    key,
    fix: "Write the point uncompressed (openssl ec -conv_form uncompressed): software need not read other forms",
    applies: isOf("ecdsa"),
    check: ({ certificate: { publicKey } }) => {
      const [first] = publicKey.keyBytes;
      if (first === 4) return undefined;
      return first === 2 || first === 3
        ? "The point of the key is compressed"
        : "The point of the key is of no form that there is";
    },
  },
  {
    id: "rfc5480.ecPointOnCurve",
    severity: "error",
    reference: "RFC 5480 §2.2",
    title: "The point of an elliptic curve key lies on its curve",
    key,
    fix: again,
    applies: (facts) => {
      const curve = curveName(facts);
      return curve !== undefined && curve in POINT_BYTES && facts.certificate.publicKey.keyBytes[0] === 4;
    },
    check: (facts) => {
      const curve = curveName(facts) ?? "";
      const { keyBytes } = facts.certificate.publicKey;
      const wanted = POINT_BYTES[curve] ?? 0;
      if (keyBytes.length !== wanted) {
        return `A point of ${curve} has ${String(wanted)} bytes, the key has ${String(keyBytes.length)}`;
      }
      return isOnCurve(curve, keyBytes) ? undefined : `The key is no point of ${curve}`;
    },
  },
  {
    id: "rfc8410.keyNoParameters",
    severity: "error",
    reference: "RFC 8410 §3",
    title: "X25519, X448, Ed25519 and Ed448 keys have no parameters",
    key,
    fix: again,
    applies: isOf("edDsa", "xDh"),
    check: noParameters,
  },
  {
    id: "rfc8410.keyLength",
    severity: "error",
    reference: "RFC 8410 §4",
    title: "X25519, X448, Ed25519 and Ed448 keys have their one length",
    key,
    fix: again,
    applies: isOf("edDsa", "xDh"),
    check: keyLength,
  },
  {
    id: "rfc9881.keyNoParameters",
    severity: "error",
    reference: "RFC 9881 §2",
    title: "ML-DSA keys have no parameters",
    key,
    fix: again,
    applies: isOf("mlDsa"),
    check: noParameters,
  },
  {
    id: "rfc9881.keyLength",
    severity: "error",
    reference: "RFC 9881 §4",
    title: "ML-DSA keys have the length of their parameter set",
    key,
    fix: again,
    applies: isOf("mlDsa"),
    check: keyLength,
  },
];
