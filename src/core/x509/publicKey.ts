import type { EcdsaCurve, VerifyKey } from "../crypto/provider";
import { decodeBitString } from "../asn1/bitString";
import type { Element } from "../asn1/element";
import { bitLength, integerHex, unsigned } from "../asn1/integer";
import { decodeOid, oidName } from "../asn1/oid";
import { TAG } from "../asn1/tags";
import { shortHex } from "../asn1/trace";
import { bitString, bitStringOf, integer, oid, part, primitive, sequence, unwrap } from "../asn1/types";
import { AlgorithmIdentifier, algorithmName, algorithmOid } from "./algorithm";

/** A public key as a certificate carries it (RFC 5280 §4.1.2.7). */
export interface PublicKeyInfo {
  /** Dotted. */
  readonly algorithm: string;
  /** "rsaEncryption", "ecPublicKey", "Ed25519", or the dotted number. */
  readonly algorithmName: string;
  /** "RSA 2048 bits", "ECDSA P-256", "Ed25519". */
  readonly description: string;
  /** Bits of an RSA or DSA modulus; of the field of a curve. */
  readonly bits: number | undefined;
  /** What a crypto provider verifies signatures with; undefined for keys that sign nothing, or nothing it knows. */
  readonly key: VerifyKey | undefined;
  /** The content of the BIT STRING, without its count of unused bits. */
  readonly keyBytes: Uint8Array;
  /** The whole SubjectPublicKeyInfo. */
  readonly der: Uint8Array;
}

/** A long unsigned number, shown with its size. */
export const Modulus = primitive("an INTEGER", [TAG.integer], {
  display: ({ content }) => `${String(bitLength(content))} bits: ${shortHex(unsigned(content))}`,
  value: ({ content }) => integerHex(content),
});

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
      return known === "ecPublicKey" ? EcPoint : undefined;
    },
  },
);

export interface Curve {
  readonly name: string;
  readonly bits: number;
  readonly curve?: EcdsaCurve;
}

const CURVES: Readonly<Record<string, Curve>> = {
  secp192r1: { name: "P-192", bits: 192 },
  secp224r1: { name: "P-224", bits: 224 },
  secp256r1: { name: "P-256", bits: 256, curve: "secp256r1" },
  secp384r1: { name: "P-384", bits: 384, curve: "secp384r1" },
  secp521r1: { name: "P-521", bits: 521, curve: "secp521r1" },
  brainpoolP256r1: { name: "brainpoolP256r1", bits: 256, curve: "brainpoolP256r1" },
  brainpoolP384r1: { name: "brainpoolP384r1", bits: 384, curve: "brainpoolP384r1" },
  brainpoolP512r1: { name: "brainpoolP512r1", bits: 512, curve: "brainpoolP512r1" },
};

/** "ECDSA P-256" for the curve that EC parameters name. */
export function curveOf(parameters: Element | undefined): Curve | undefined {
  if (!parameters || !oid.accepts(parameters)) return undefined;
  const dotted = decodeOid(parameters.content) ?? "";
  const name = oidName(dotted) ?? dotted;
  const digits = /\d{3}/.exec(name);
  return CURVES[name] ?? { name, bits: digits ? Number(digits[0]) : 0 };
}

/** Reads a SubjectPublicKeyInfo; undefined when algorithm or key bits are missing. */
export function readPublicKey(element: Element): PublicKeyInfo | undefined {
  const { algorithm, subjectPublicKey } = SubjectPublicKeyInfo.parts(element);
  const dotted = algorithm && algorithmOid(algorithm);
  if (!algorithm || !subjectPublicKey || dotted === undefined) return undefined;
  const keyBytes = decodeBitString(subjectPublicKey.content)?.bytes ?? new Uint8Array(0);
  const { parameters } = AlgorithmIdentifier.parts(algorithm);
  const name = oidName(dotted) ?? dotted;
  return {
    algorithm: dotted,
    algorithmName: name,
    keyBytes,
    der: element.whole,
    ...describeKey(name, parameters, subjectPublicKey, keyBytes),
  };
}

type Described = Pick<PublicKeyInfo, "description" | "bits" | "key">;

function describeKey(
  name: string,
  parameters: Element | undefined,
  bits: Element,
  keyBytes: Uint8Array,
): Described {
  switch (name) {
    case "rsaEncryption":
    case "rsassaPss":
      return describeRsa(name, unwrap(bits, 1));
    case "ecPublicKey": {
      const curve = curveOf(parameters);
      if (!curve) return { description: "ECDSA, its curve written out", bits: undefined, key: undefined };
      const key = curve.curve && ({ kind: "ecdsa", curve: curve.curve, point: keyBytes } as const);
      return { description: `ECDSA ${curve.name}`, bits: curve.bits || undefined, key };
    }
    case "Ed25519":
      return { description: name, bits: 256, key: { kind: "ed25519", point: keyBytes } };
    case "Ed448":
      return { description: name, bits: 456, key: { kind: "ed448", point: keyBytes } };
    case "dsa": {
      const prime = parameters?.children[0];
      const size = prime && integer.accepts(prime) ? bitLength(prime.content) : undefined;
      return {
        description: size === undefined ? "DSA" : `DSA ${String(size)} bits`,
        bits: size,
        key: undefined,
      };
    }
    default:
      return { description: name, bits: undefined, key: undefined };
  }
}

function describeRsa(name: string, element: Element | undefined): Described {
  const label = name === "rsassaPss" ? "RSA-PSS" : "RSA";
  const { modulus, publicExponent } = element ? RsaPublicKey.parts(element) : {};
  if (!modulus || !publicExponent) return { description: label, bits: undefined, key: undefined };
  const bits = bitLength(modulus.content);
  return {
    description: `${label} ${String(bits)} bits`,
    bits,
    key: { kind: "rsa", modulus: unsigned(modulus.content), exponent: unsigned(publicExponent.content) },
  };
}
