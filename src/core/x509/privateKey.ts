import { decodeBitString } from "../asn1/bitString";
import { Element, readElement } from "../asn1/element";
import { any, fillGeneric } from "../asn1/generic";
import { bitLength, unsigned } from "../asn1/integer";
import { TAG } from "../asn1/tags";
import { makeType, type Type } from "../asn1/type";
import {
  bitString,
  explicit,
  implicit,
  integer,
  octetStringOf,
  optional,
  part,
  secret,
  sequence,
  unwrap,
  type SequenceType,
} from "../asn1/types";
import { writeBitString, writeSequence } from "../asn1/write";
import { AlgorithmIdentifier, algorithmName } from "./algorithm";
import { EncryptionAlgorithm, encryptionText } from "./encryptionAlgorithm";
import { Modulus } from "./keyParameters";
import { contentKind, contentType, moduleLatticeParts } from "./privateKeyContent";
import { curveOf, ecDescription, readPublicKey } from "./publicKey";
import type { VerifyKey } from "../crypto/provider";

const number = secret("an INTEGER", TAG.integer);
const octets = secret("an OCTET STRING", TAG.octetString);
const list = secret("a SEQUENCE", TAG.sequence);
const parameters = explicit(0, any);

/** RSAPrivateKey (RFC 8017 §A.1.2). */
export const RsaPrivateKey = sequence({
  version: part("Version", integer),
  modulus: part("Modulus", Modulus),
  publicExponent: part("Public Exponent", integer),
  privateExponent: part("Private Exponent", number),
  prime1: part("Prime 1", number),
  prime2: part("Prime 2", number),
  exponent1: part("Exponent 1", number),
  exponent2: part("Exponent 2", number),
  coefficient: part("Coefficient", number),
  otherPrimeInfos: optional("Other Primes", list),
});

/** ECPrivateKey (RFC 5915 §3). */
export const EcPrivateKey = sequence({
  version: part("Version", integer),
  privateKey: part("Private Key", octets),
  parameters: optional("Parameters", parameters),
  publicKey: optional("Public Key", explicit(1, bitString)),
});

/** DSA private keys as OpenSSL writes them; no RFC has them. */
export const DsaPrivateKey = sequence({
  version: part("Version", integer),
  p: part("p", Modulus),
  q: part("q", integer),
  g: part("g", integer),
  y: part("Public Value", integer),
  x: part("Private Value", number),
});

const InRsa = octetStringOf(RsaPrivateKey);
const InEc = octetStringOf(EcPrivateKey);

/** PrivateKeyInfo, OneAsymmetricKey (RFC 5958 §2). */
export const PrivateKeyInfo = sequence(
  {
    version: part("Version", integer),
    privateKeyAlgorithm: part("Algorithm", AlgorithmIdentifier),
    privateKey: part("Private Key", octets),
    attributes: optional("Attributes", implicit(0, any, true)),
    publicKey: optional("Public Key", implicit(1, bitString, false)),
  },
  {
    refine: (name, { privateKeyAlgorithm, privateKey }) => {
      if (name !== "privateKey" || !privateKeyAlgorithm || !privateKey) return undefined;
      const inner = unwrap(privateKey);
      const known = innerType(privateKeyAlgorithm);
      if (!known) return contentType(algorithmName(privateKeyAlgorithm), inner);
      if (!inner || !isSound(known, inner)) return undefined;
      return known === RsaPrivateKey ? InRsa : InEc;
    },
  },
);

function innerType(algorithm: Element): typeof RsaPrivateKey | typeof EcPrivateKey | undefined {
  const name = algorithmName(algorithm);
  if (name === "rsaEncryption" || name === "rsassaPss") return RsaPrivateKey;
  return name === "ecPublicKey" ? EcPrivateKey : undefined;
}

/** EncryptedPrivateKeyInfo (RFC 5958 §3). */
export const EncryptedPrivateKeyInfo = sequence({
  encryptionAlgorithm: part("Encryption Algorithm", EncryptionAlgorithm),
  encryptedData: part("Encrypted Data", octets),
});

export type PrivateKeyKind =
  "rsaPrivateKey" | "ecPrivateKey" | "dsaPrivateKey" | "privateKey" | "encryptedPrivateKey";

const TYPES: Readonly<Record<PrivateKeyKind, SequenceType<string>>> = {
  rsaPrivateKey: RsaPrivateKey,
  ecPrivateKey: EcPrivateKey,
  dsaPrivateKey: DsaPrivateKey,
  privateKey: PrivateKeyInfo,
  encryptedPrivateKey: EncryptedPrivateKeyInfo,
};

/**
 * Whether a private key is plainly what it should be. In a damaged one, secret numbers might have slid to where public
 * ones belong, and would be shown.
 */
function isSound(type: SequenceType<string>, element: Element): boolean {
  if (!type.accepts(element) || !type.fits(element)) return false;
  const { publicExponent } = type.parts(element);
  return !publicExponent || bitLength(publicExponent.content) <= 64;
}

/** The type to lay over a private key: its own, or for a damaged one a tree without any content. */
export function privateKeyType(kind: PrivateKeyKind): Type {
  const type = TYPES[kind];
  return makeType({
    name: "a SEQUENCE",
    accepts: (element) => type.accepts(element),
    display: (element) => (isSound(type, element) ? describe(kind, element).description : "damaged"),
    fill(trace, element, place) {
      if (isSound(type, element)) type.fill(trace, element, place);
      else {
        if (!element.cut) {
          trace.problem(
            "the private key is damaged: it does not have the parts that it should",
            element.start,
            element.end,
          );
        }
        fillGeneric(trace, element, place);
      }
    },
  });
}

/** What may be said of a private key: its kind, its size, and its public part. */
export interface PrivateKeySummary {
  readonly kind: PrivateKeyKind;
  /** "RSA 2048 bits", "ECDSA P-256", "ML-DSA-65, its seed"; for an encrypted key how it is encrypted. */
  readonly description: string;
  readonly encrypted: boolean;
  /** The public half, where the file holds it. */
  readonly publicKey: VerifyKey | undefined;
}

/** Reads the public side of a private key; undefined for what is none or is damaged. Never throws. */
export function readPrivateKeySummary(kind: PrivateKeyKind, der: Uint8Array): PrivateKeySummary | undefined {
  const element = readElement(der, 0, der.length);
  if (!(element instanceof Element) || !isSound(TYPES[kind], element)) return undefined;
  return { kind, encrypted: kind === "encryptedPrivateKey", ...describe(kind, element) };
}

type Described = Pick<PrivateKeySummary, "description" | "publicKey">;

function describe(kind: PrivateKeyKind, element: Element): Described {
  switch (kind) {
    case "rsaPrivateKey":
      return describeRsa(element);
    case "ecPrivateKey":
      return describeEc(element, undefined);
    case "dsaPrivateKey":
      return describeDsa(element);
    case "privateKey":
      return describePkcs8(element);
    case "encryptedPrivateKey": {
      const { encryptionAlgorithm } = EncryptedPrivateKeyInfo.parts(element);
      const scheme = encryptionAlgorithm ? encryptionText(encryptionAlgorithm) : "an unknown scheme";
      return { description: `encrypted with ${scheme}`, publicKey: undefined };
    }
  }
}

function describeDsa(element: Element): Described {
  const { p, q, g, y } = DsaPrivateKey.parts(element);
  if (!p || !q || !g || !y) return { description: "DSA", publicKey: undefined };
  const parts = { p: unsigned(p.content), q: unsigned(q.content), g: unsigned(g.content) };
  return {
    description: `DSA ${String(bitLength(p.content))} bits`,
    publicKey: { kind: "dsa", y: unsigned(y.content), parameters: parts },
  };
}

function describeRsa(element: Element, label = "RSA"): Described {
  const { modulus, publicExponent } = RsaPrivateKey.parts(element);
  if (!modulus || !publicExponent) return { description: label, publicKey: undefined };
  return {
    description: `${label} ${String(bitLength(modulus.content))} bits`,
    publicKey: {
      kind: "rsa",
      modulus: unsigned(modulus.content),
      exponent: unsigned(publicExponent.content),
    },
  };
}

function describeEc(element: Element, outer: Element | undefined): Described {
  const { parameters: own, publicKey } = EcPrivateKey.parts(element);
  const curve = curveOf(outer ?? (own && unwrap(own)));
  const bits = publicKey && unwrap(publicKey);
  const point = bits && decodeBitString(bits.content)?.bytes;
  return {
    description: curve ? ecDescription(curve) : "ECDSA",
    publicKey: curve?.curve && point ? { kind: "ecdsa", curve: curve.curve, point } : undefined,
  };
}

function describePkcs8(element: Element): Described {
  const { privateKeyAlgorithm, privateKey, publicKey } = PrivateKeyInfo.parts(element);
  if (!privateKeyAlgorithm || !privateKey) return { description: "private key", publicKey: undefined };
  const inner = unwrap(privateKey);
  const type = innerType(privateKeyAlgorithm);
  const name = algorithmName(privateKeyAlgorithm);
  if (inner && type && isSound(type, inner)) {
    return type === RsaPrivateKey
      ? describeRsa(inner, name === "rsassaPss" ? "RSA-PSS" : "RSA")
      : describeEc(inner, AlgorithmIdentifier.parts(privateKeyAlgorithm).parameters);
  }
  const claimed = publicKey && decodeBitString(publicKey.content)?.bytes;
  return {
    description: describeContent(privateKeyAlgorithm, inner),
    publicKey: claimed && publicKeyFrom(privateKeyAlgorithm, claimed),
  };
}

/** "Ed25519", "DSA 2048 bits", "ML-DSA-65 as a seed", "SLH-DSA-SHA2-128s". */
function describeContent(algorithm: Element, inner: Element | undefined): string {
  const name = algorithmName(algorithm);
  switch (contentKind(name)) {
    case "private value": {
      const prime = AlgorithmIdentifier.parts(algorithm).parameters?.children[0];
      const size = prime?.is(TAG.integer) ? ` ${String(bitLength(prime.content))} bits` : "";
      return `${name === "dsa" ? "DSA" : "DH"}${size}`;
    }
    case "module lattice": {
      const { seed, expandedKey } = (inner && moduleLatticeParts(inner)) ?? {};
      if (!seed) return expandedKey ? `${name}, its expanded key` : name;
      return `${name}, its seed${expandedKey ? " and expanded key" : ""}`;
    }
    default:
      return name;
  }
}

/** The key beside the secret (RFC 5958 §2): read as the certificate's would be. */
function publicKeyFrom(algorithm: Element, key: Uint8Array): VerifyKey | undefined {
  const der = writeSequence(algorithm.whole, writeBitString(key));
  const element = readElement(der, 0, der.length);
  return element instanceof Element ? readPublicKey(element)?.key : undefined;
}
