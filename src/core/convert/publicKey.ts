import { toHex } from "../bytes/hex";
import type { CryptoProvider, EcdsaCurve } from "../crypto/provider";
import type { Certificate, PublicKeyInfo } from "../x509";
import { colons } from "../words/visible";
import { toBase64, toBase64Url } from "./base64";
import { pemOf } from "./pem";

type Hash = Pick<CryptoProvider, "hash">;

/** A public key as PEM: SubjectPublicKeyInfo (RFC 7468 §13). */
export function publicKeyPem({ der }: PublicKeyInfo): string {
  return pemOf("PUBLIC KEY", der);
}

/** The pin of a public key: SHA-256 of its SubjectPublicKeyInfo in base64 (RFC 7469 §2.4). */
export function spkiPin({ der }: PublicKeyInfo, { hash }: Hash): string {
  return toBase64(hash("sha256", der));
}

/** A fingerprint of a certificate as most programs print it: upper-case hex with colons. */
export function fingerprint(
  certificate: Pick<Certificate, "der">,
  algorithm: "sha1" | "sha256",
  { hash }: Hash,
): string {
  return colons(toHex(hash(algorithm, certificate.der))).toUpperCase();
}

/** A public key as JWK (RFC 7517); members are strings but for `x5c`. */
export interface Jwk {
  readonly kty: "RSA" | "EC" | "OKP";
  readonly kid: string;
  readonly [member: string]: string | readonly string[];
}

/** Curves by their JWK names (RFC 7518 §6.2.1.1, RFC 8812 §3.1). */
const EC_CURVES: Partial<Readonly<Record<EcdsaCurve, string>>> = {
  secp256r1: "P-256",
  secp384r1: "P-384",
  secp521r1: "P-521",
  secp256k1: "secp256k1",
};

const OCTET_KEYS: ReadonlySet<string> = new Set(["Ed25519", "Ed448", "X25519", "X448"]);

/**
 * A certificate's public key as JWK: RSA and EC (RFC 7518 §6), OKP (RFC 8037 §2), with the certificate and those behind it
 * in `x5c`, its hash in `x5t#S256` (RFC 7517 §4.7), and the thumbprint of RFC 7638 as `kid`. Undefined for a key that JWK
 * has no form for (DSA, other curves, points that are compressed, post-quantum ones).
 */
export function certificateJwk(chain: readonly Certificate[], provider: Hash): Jwk | undefined {
  const [leaf] = chain;
  const jwk = leaf && publicKeyJwk(leaf.publicKey, provider);
  if (!leaf || !jwk) return undefined;
  return {
    ...jwk,
    x5c: chain.map(({ der }) => toBase64(der)),
    "x5t#S256": toBase64Url(provider.hash("sha256", leaf.der)),
  };
}

/** A public key alone as JWK, with its thumbprint as `kid`. Undefined as for `certificateJwk`. */
export function publicKeyJwk(key: PublicKeyInfo, { hash }: Hash): Jwk | undefined {
  const members = requiredMembers(key);
  if (!members) return undefined;
  // RFC 7638 §3.1: the required members alone, in the order of their names, without white space.
  const names = Object.keys(members).sort();
  const canonical = JSON.stringify(Object.fromEntries(names.map((name) => [name, members[name]])));
  const bytes = Uint8Array.from(canonical, (character) => character.charCodeAt(0));
  return { ...members, kid: toBase64Url(hash("sha256", bytes)) };
}

type Members = Readonly<Record<string, string>> & { readonly kty: Jwk["kty"] };

function requiredMembers({ algorithmName, keyBytes, key }: PublicKeyInfo): Members | undefined {
  if (OCTET_KEYS.has(algorithmName)) return { kty: "OKP", crv: algorithmName, x: toBase64Url(keyBytes) };
  if (key?.kind === "rsa") return { kty: "RSA", n: toBase64Url(key.modulus), e: toBase64Url(key.exponent) };
  if (key?.kind !== "ecdsa") return undefined;
  const crv = EC_CURVES[key.curve];
  const { point } = key;
  if (crv === undefined || point[0] !== 4 || point.length % 2 === 0) return undefined;
  const half = (point.length - 1) / 2;
  return {
    kty: "EC",
    crv,
    x: toBase64Url(point.subarray(1, 1 + half)),
    y: toBase64Url(point.subarray(1 + half)),
  };
}
