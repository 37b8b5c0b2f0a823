import type { EcdsaCurve, VerifyKey } from "../crypto/provider";
import { decodeBitString } from "../asn1/bitString";
import type { Element } from "../asn1/element";
import { bitLength, unsigned } from "../asn1/integer";
import { decodeOid } from "../asn1/oid";
import { TAG } from "../asn1/tags";
import { bitString, bitStringOf, integer, oid, part, primitive, sequence, unwrap } from "../asn1/types";
import {
  AlgorithmIdentifier,
  algorithmName,
  algorithmNameOf,
  algorithmOid,
  readPssParameters,
} from "./algorithm";
import { curveByOid, NAMED_CURVES } from "./curves";
import { curveWrittenOut, EcParameters, fieldBits, Modulus, readDssParms } from "./keyParameters";
import { HASH_TITLES, SIGNATURE_ALGORITHMS } from "./signatureAlgorithms";

/** A public key as a certificate carries it (RFC 5280 §4.1.2.7). */
export interface PublicKeyInfo {
  /** Dotted. */
  readonly algorithm: string;
  /** "rsaEncryption", "ecPublicKey", "Ed25519", "ML-DSA-65", or the dotted number. */
  readonly algorithmName: string;
  /** "RSA 2048 bits", "RSA-PSS 2048 bits, SHA-256 only", "ECDSA P-256", "Ed25519", "ML-DSA-65". */
  readonly description: string;
  /** Bits of an RSA or DSA modulus; of the field of a curve. */
  readonly bits: number | undefined;
  /**
   * What a crypto provider verifies signatures with; undefined for keys that sign nothing (X25519, ML-KEM), or nothing it
   * knows (GOST, SM2). A DSA key may lack the parameters that it inherits from its certificate's issuer.
   */
  readonly key: VerifyKey | undefined;
  /** The content of the BIT STRING, without its count of unused bits. */
  readonly keyBytes: Uint8Array;
  /** The whole SubjectPublicKeyInfo. */
  readonly der: Uint8Array;
}

/** RFC 8017 §A.1.1. */
export const RsaPublicKey = sequence(
  { modulus: part("Modulus", Modulus), publicExponent: part("Public Exponent", integer) },
  { display: (element) => rsaText(element) },
);

function rsaText(element: Element): string {
  const { modulus } = RsaPublicKey.parts(element);
  return modulus ? `RSA ${String(bitLength(modulus.content))} bits` : "RSA";
}

const RsaKeyBits = bitStringOf(RsaPublicKey);
const DsaKeyBits = bitStringOf(Modulus);

const EcPoint = primitive("a BIT STRING", [TAG.bitString], {
  display: ({ content }) => {
    const point = content.subarray(1);
    const form =
      point[0] === 4 ? "uncompressed point" : point[0] === 2 || point[0] === 3 ? "compressed point" : "point";
    return `${form}, ${String(point.length)} bytes`;
  },
});

/** SubjectPublicKeyInfo (RFC 5280 §4.1.2.7). */
export const SubjectPublicKeyInfo = sequence(
  { algorithm: part("Algorithm", AlgorithmIdentifier), subjectPublicKey: part("Public Key", bitString) },
  {
    display: (element) => readPublicKey(element)?.description ?? "",
    refine: (name, { algorithm }) => {
      if (name !== "subjectPublicKey" || !algorithm) return undefined;
      const known = algorithmName(algorithm);
      if (known === "rsaEncryption" || known === "rsassaPss") return RsaKeyBits;
      if (known === "dsa" || known.startsWith("dh")) return DsaKeyBits;
      return known === "ecPublicKey" ? EcPoint : undefined;
    },
  },
);

/** A curve as EC parameters give it. */
export interface Curve {
  /** "P-256", "brainpoolP384r1", "sect283k1", or the dotted number. */
  readonly name: string;
  /** Of the field; 0 where that is not known. */
  readonly bits: number;
  /** For a provider; undefined for a curve that none knows. */
  readonly curve?: EcdsaCurve;
  /** Whether the parameters are written out instead of named, which RFC 5480 §2.1.1 forbids. */
  readonly writtenOut?: boolean;
}

/** The curve that EC parameters name or write out; undefined where they do neither. */
export function curveOf(parameters: Element | undefined): Curve | undefined {
  if (!parameters) return undefined;
  if (EcParameters.accepts(parameters)) return writtenOut(parameters);
  if (!oid.accepts(parameters)) return undefined;
  const dotted = decodeOid(parameters.content) ?? "";
  const curve = curveByOid(dotted);
  if (curve) return { name: NAMED_CURVES[curve].name, bits: NAMED_CURVES[curve].bits, curve };
  const name = algorithmNameOf(dotted);
  if (name === "SM2") return { name, bits: 256 };
  const digits = /\d{3}/.exec(name);
  return { name, bits: digits && !name.includes(".") ? Number(digits[0]) : 0 };
}

function writtenOut(parameters: Element): Curve {
  const curve = curveWrittenOut(parameters);
  if (curve) {
    const { name, bits } = NAMED_CURVES[curve];
    return { name: `${name}, its parameters written out`, bits, curve, writtenOut: true };
  }
  const bits = fieldBits(parameters) ?? 0;
  const size = bits > 0 ? `${String(bits)} bits, ` : "";
  return { name: `${size}a curve of its own`, bits, writtenOut: true };
}

/** Reads a SubjectPublicKeyInfo; undefined when algorithm or key bits are missing. */
export function readPublicKey(element: Element): PublicKeyInfo | undefined {
  const { algorithm, subjectPublicKey } = SubjectPublicKeyInfo.parts(element);
  const dotted = algorithm && algorithmOid(algorithm);
  if (!algorithm || !subjectPublicKey || dotted === undefined) return undefined;
  const keyBytes = decodeBitString(subjectPublicKey.content)?.bytes ?? new Uint8Array(0);
  const { parameters } = AlgorithmIdentifier.parts(algorithm);
  const name = algorithmNameOf(dotted);
  return {
    algorithm: dotted,
    algorithmName: name,
    keyBytes,
    der: element.whole,
    ...describeKey(dotted, name, parameters, subjectPublicKey, keyBytes),
  };
}

type Described = Pick<PublicKeyInfo, "description" | "bits" | "key">;

function describeKey(
  dotted: string,
  name: string,
  parameters: Element | undefined,
  bits: Element,
  keyBytes: Uint8Array,
): Described {
  switch (name) {
    case "rsaEncryption":
      return describeRsa("RSA", unwrap(bits, 1));
    case "rsassaPss":
      return describePss(parameters, unwrap(bits, 1));
    case "ecPublicKey":
      return describeEc(parameters, keyBytes);
    case "Ed25519":
      return { description: name, bits: 256, key: { kind: "ed25519", point: keyBytes } };
    case "Ed448":
      return { description: name, bits: 456, key: { kind: "ed448", point: keyBytes } };
    case "X25519":
      return { description: name, bits: 256, key: undefined };
    case "X448":
      return { description: name, bits: 448, key: undefined };
    case "dsa":
      return describeDsa(parameters, unwrap(bits, 1));
    case "dhpublicnumber":
    case "dhKeyAgreement": {
      const prime = parameters?.children[0];
      const size = prime && integer.accepts(prime) ? bitLength(prime.content) : undefined;
      return { description: sized("DH", size), bits: size, key: undefined };
    }
    default:
      return { description: name, bits: undefined, key: postQuantumKey(dotted, keyBytes) };
  }
}

function sized(label: string, bits: number | undefined): string {
  return bits === undefined ? label : `${label} ${String(bits)} bits`;
}

/** Keys and signatures of ML-DSA and SLH-DSA share their object identifiers (RFC 9881 §2, RFC 9909 §3). */
export function postQuantumKey(dotted: string, bytes: Uint8Array): VerifyKey | undefined {
  const algorithm = Object.hasOwn(SIGNATURE_ALGORITHMS, dotted) ? SIGNATURE_ALGORITHMS[dotted] : undefined;
  if (algorithm?.kind === "ml-dsa") return { kind: "ml-dsa", set: algorithm.set, bytes };
  if (algorithm?.kind === "slh-dsa") return { kind: "slh-dsa", set: algorithm.set, bytes };
  return undefined;
}

function describeEc(parameters: Element | undefined, point: Uint8Array): Described {
  const curve = curveOf(parameters);
  if (!curve) return { description: "ECDSA, its curve not named", bits: undefined, key: undefined };
  return {
    description: ecDescription(curve),
    bits: curve.bits || undefined,
    key: curve.curve && { kind: "ecdsa", curve: curve.curve, point },
  };
}

/** "ECDSA P-256"; "SM2" alone, which is another signature over a curve of its own. */
export function ecDescription({ name }: Curve): string {
  return name === "SM2" ? name : `ECDSA ${name}`;
}

/** Without parameters the key has its issuer's (RFC 3279 §2.3.2). */
function describeDsa(parameters: Element | undefined, element: Element | undefined): Described {
  const domain = parameters && readDssParms(parameters);
  const bits = domain && bitLength(domain.p);
  const y = element && integer.accepts(element) ? unsigned(element.content) : undefined;
  const inherits = !parameters || parameters.is(TAG.null);
  return {
    description: inherits ? "DSA, its parameters inherited" : sized("DSA", bits),
    bits,
    key: y && (domain || inherits) ? { kind: "dsa", y, ...(domain && { parameters: domain }) } : undefined,
  };
}

function describeRsa(label: string, element: Element | undefined): Described {
  const { modulus, publicExponent } = element ? RsaPublicKey.parts(element) : {};
  if (!modulus || !publicExponent) return { description: label, bits: undefined, key: undefined };
  const bits = bitLength(modulus.content);
  return {
    description: sized(label, bits),
    bits,
    key: { kind: "rsa", modulus: unsigned(modulus.content), exponent: unsigned(publicExponent.content) },
  };
}

/** A key of id-RSASSA-PSS; with parameters it is bound to them (RFC 4055 §3.3). */
function describePss(parameters: Element | undefined, element: Element | undefined): Described {
  const { key, bits, description } = describeRsa("RSA-PSS", element);
  const plain = !parameters || parameters.is(TAG.null);
  const limits = plain ? undefined : readPssParameters(parameters);
  const restriction = limits
    ? `, ${HASH_TITLES[limits.hash]} only`
    : plain
      ? ""
      : ", with limits that are not known";
  return {
    description: `${description}${restriction}`,
    bits,
    key: key?.kind === "rsa" && (plain || limits) ? { ...key, pssOnly: limits ? { limits } : {} } : undefined,
  };
}

/**
 * The key with the DSA parameters of the key that its certificate's issuer has, where it has none of its own (RFC 3279
 * §2.3.2, RFC 5280 §6.1.4 (e)); otherwise the key as it is. Path validation hands the result on, certificate by certificate.
 */
export function inheritDsaParameters(key: PublicKeyInfo, issuer: PublicKeyInfo | undefined): PublicKeyInfo {
  if (key.key?.kind !== "dsa" || key.key.parameters || issuer?.key?.kind !== "dsa") return key;
  const { parameters } = issuer.key;
  return parameters ? { ...key, bits: bitLength(parameters.p), key: { ...key.key, parameters } } : key;
}
