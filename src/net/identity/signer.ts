import { constants, createPrivateKey, randomBytes, sign, type KeyObject } from "node:crypto";
import { signWith, type SigningKey } from "../../core/crypto/pure/sign";
import { asciiBytes } from "../../core/crypto/octets";
import { CryptoError, type EcdsaCurve, type VerifyKey } from "../../core/crypto/provider";
import { pureProvider } from "../../core/crypto/pure";
import { NAMED_CURVES } from "../../core/x509/curves";
import { schemeOf } from "../../core/crypto/signatureSchemes";
import { bitLength } from "../../core/asn1/integer";
import type { Signer } from "../runHandshake";
import { signingKeyOf, type PrivateKeyDer } from "./signingKey";
import { wholeElement, oidIn, sequenceIn } from "../../core/keystore/der";
import { IdentityError } from "./error";

/** A private key that can sign, without a way to its secret numbers. */
export interface Signing {
  /** SignatureScheme code points that the key can sign with, in order of preference. */
  readonly schemes: readonly number[];
  readonly sign: Signer;
  /** "RSA", "ECDSA", … for sentences. */
  readonly kind: string;
  /** Whether a public key is this key's other half. */
  belongsTo(publicKey: VerifyKey): boolean;
}

const ECDSA_SCHEMES: Readonly<Record<string, readonly number[]>> = {
  secp256r1: [0x0403, 0x0203],
  secp384r1: [0x0503],
  secp521r1: [0x0603],
  brainpoolP256r1: [0x081a],
  brainpoolP384r1: [0x081b],
  brainpoolP512r1: [0x081c],
};
const RSA_SCHEMES = [0x0804, 0x0805, 0x0806, 0x0401, 0x0501, 0x0601, 0x0201] as const;
const RSA_PSS_SCHEMES = [0x0809, 0x080a, 0x080b] as const;
/** Bytes of salt and hash that PSS must have room for, by scheme (RFC 8017 §9.1.1). */
const PSS_ROOM: Readonly<Record<number, number>> = {
  0x0804: 66,
  0x0805: 98,
  0x0806: 130,
  0x0809: 66,
  0x080a: 98,
  0x080b: 130,
};

/** Makes a private key ready to sign. Throws IdentityError for a kind that TLS has no scheme for, MalformedDer for damage. */
export function signingFrom(der: PrivateKeyDer): Signing {
  const key = signingKeyOf(der);
  const pssOnly = isPssOnly(der);
  const host = hostKey(der);
  const schemes = schemesOf(key, pssOnly, host);
  const signature = (scheme: number, content: Uint8Array): Uint8Array =>
    (host && hostSignature(host, scheme, content)) ?? pureSignature(key, scheme, content);
  return {
    schemes,
    kind: { rsa: pssOnly ? "RSA-PSS" : "RSA", ecdsa: "ECDSA", ed25519: "Ed25519", ed448: "Ed448" }[key.kind],
    belongsTo: (publicKey) => isPair(publicKey, schemes[0], signature),
    sign: (scheme, content) => Promise.resolve(signature(scheme, content)),
  };
}

/** What the private key signs, the public key must verify. */
function isPair(
  publicKey: VerifyKey,
  scheme: number | undefined,
  signature: (scheme: number, content: Uint8Array) => Uint8Array,
): boolean {
  const parameters = scheme === undefined ? undefined : schemeOf(scheme);
  if (scheme === undefined || parameters?.keyKind !== publicKey.kind) return false;
  const content = asciiBytes("TLS Inspector: do these two keys belong together?");
  try {
    return pureProvider.verify(parameters.algorithm, publicKey, content, signature(scheme, content));
  } catch (error) {
    if (error instanceof CryptoError) return false;
    throw error;
  }
}

function schemesOf(key: SigningKey, pssOnly: boolean, host: KeyObject | undefined): readonly number[] {
  switch (key.kind) {
    case "rsa": {
      const room = Math.ceil((bitLength(key.n) - 1) / 8);
      const hash = host?.asymmetricKeyDetails?.hashAlgorithm;
      return (pssOnly ? RSA_PSS_SCHEMES : RSA_SCHEMES).filter((scheme) => {
        const algorithm = schemeOf(scheme)?.algorithm;
        // A PSS certificate may bind its key to one hash (RFC 4055 §3.3).
        const bound =
          pssOnly && hash !== undefined && algorithm?.kind === "rsa-pss" && algorithm.hash !== hash;
        return room >= (PSS_ROOM[scheme] ?? 0) && !bound;
      });
    }
    case "ecdsa":
      return ecdsaSchemes(key.curve);
    case "ed25519":
      return [0x0807];
    case "ed448":
      return [0x0808];
  }
}

function ecdsaSchemes(curve: EcdsaCurve): readonly number[] {
  const schemes = ECDSA_SCHEMES[curve];
  if (schemes) return schemes;
  throw new IdentityError(
    "unsupported",
    `A key on the curve ${NAMED_CURVES[curve].name} cannot sign in a TLS handshake here.`,
  );
}

function isPssOnly({ type, der }: PrivateKeyDer): boolean {
  return type === "pkcs8" && oidIn(sequenceIn(wholeElement(der), 1), 0) === "rsassaPss";
}

/** The host library's key; undefined for a kind that it does not know (BoringSSL: Ed448, brainpool). */
function hostKey({ type, der }: PrivateKeyDer): KeyObject | undefined {
  try {
    return createPrivateKey({ key: Buffer.from(der), format: "der", type });
  } catch {
    return undefined;
  }
}

function hostSignature(key: KeyObject, scheme: number, content: Uint8Array): Uint8Array | undefined {
  const algorithm = schemeOf(scheme)?.algorithm;
  if (!algorithm) return undefined;
  const hash = "hash" in algorithm ? algorithm.hash : null;
  const options =
    algorithm.kind === "rsa-pss"
      ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }
      : algorithm.kind === "rsa-pkcs1"
        ? { padding: constants.RSA_PKCS1_PADDING }
        : {};
  try {
    return new Uint8Array(sign(hash, content, { key, ...options }));
  } catch {
    return undefined;
  }
}

function pureSignature(key: SigningKey, scheme: number, content: Uint8Array): Uint8Array {
  const algorithm = schemeOf(scheme)?.algorithm;
  if (!algorithm)
    throw new IdentityError("unsupported", `No signature scheme 0x${scheme.toString(16)} is known.`);
  return signWith(key, algorithm, content, (length) => new Uint8Array(randomBytes(length)));
}
