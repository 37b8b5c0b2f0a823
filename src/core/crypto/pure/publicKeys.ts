import { ed25519, x25519 } from "@noble/curves/ed25519.js";
import { ed448, x448 } from "@noble/curves/ed448.js";
import { ml_kem1024, ml_kem512, ml_kem768 } from "@noble/post-quantum/ml-kem.js";
import type { CryptoKeys } from "@noble/post-quantum/utils.js";
import type { Element } from "../../asn1/element";
import { moduleLatticeParts } from "../../x509/privateKeyContent";
import { bigintToBytes, bytesToBigint } from "../octets";
import type { EcdsaCurve, MlDsaSet, SlhDsaSet } from "../provider";
import { ecdsaCurve } from "./curves";
import { POST_QUANTUM_SIGNATURES } from "./postQuantum";

const CURVES = { Ed25519: ed25519, Ed448: ed448, X25519: x25519, X448: x448 } as const;
const ML_KEM = { "ML-KEM-512": ml_kem512, "ML-KEM-768": ml_kem768, "ML-KEM-1024": ml_kem1024 } as const;

/** The uncompressed point of a private scalar, which may lack or have leading zero bytes; undefined for one out of range. */
export function pointOf(name: EcdsaCurve, scalar: Uint8Array): Uint8Array | undefined {
  const curve = ecdsaCurve(name);
  const { secretKey } = curve.lengths;
  if (secretKey === undefined || scalar.length > 2 * secretKey) return undefined;
  const padded = bigintToBytes(bytesToBigint(scalar), secretKey);
  return padded && curve.utils.isValidSecretKey(padded) ? curve.getPublicKey(padded, false) : undefined;
}

/**
 * The public key that belongs to the private key in a PKCS#8 OCTET STRING of `content`, whose inner element is `inner`,
 * for the algorithms of RFC 8410, 9881, 9909 and 9935 by name; undefined for another name, or a key of the wrong length.
 * May throw what noble throws for one that contradicts itself.
 */
export function derivePublicKey(
  name: string,
  content: Uint8Array,
  inner: Element | undefined,
): Uint8Array | undefined {
  if (isKeyOf(CURVES, name)) {
    const curve = CURVES[name];
    const secret = inner?.content;
    return secret && secret.length === curve.lengths.secretKey ? curve.getPublicKey(secret) : undefined;
  }
  if (isKeyOf(ML_KEM, name)) return inner && fromModuleLattice(ML_KEM[name], inner);
  if (!isSignatureSet(name)) return undefined;
  const scheme = POST_QUANTUM_SIGNATURES[name];
  if (name.startsWith("ML-")) return inner && fromModuleLattice(scheme, inner);
  // FIPS 205 §9.1: the private key ends with the public one.
  const { secretKey = 0, publicKey = 0 } = scheme.lengths;
  return content.length === secretKey ? content.slice(secretKey - publicKey) : undefined;
}

function fromModuleLattice(scheme: CryptoKeys, inner: Element): Uint8Array | undefined {
  const { seed, expandedKey } = moduleLatticeParts(inner) ?? {};
  if (seed) return seed.length === scheme.lengths.seed ? scheme.keygen(seed).publicKey : undefined;
  if (!expandedKey || expandedKey.length !== scheme.lengths.secretKey) return undefined;
  return scheme.getPublicKey(expandedKey);
}

function isKeyOf<T extends object>(table: T, name: PropertyKey): name is keyof T {
  return Object.hasOwn(table, name);
}

function isSignatureSet(name: string): name is MlDsaSet | SlhDsaSet {
  return Object.hasOwn(POST_QUANTUM_SIGNATURES, name);
}
