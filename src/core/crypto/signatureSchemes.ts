import type { EcdsaCurve, SignatureAlgorithm, VerifyKey } from "./provider";

/** How signatures with a SignatureScheme code point are verified (RFC 8446 §4.2.3). */
export interface SchemeParameters {
  readonly algorithm: SignatureAlgorithm;
  readonly keyKind: VerifyKey["kind"];
  /** In TLS 1.3 an ECDSA scheme fixes the curve; in TLS 1.2 it does not. */
  readonly curve?: EcdsaCurve;
  /** Not to be used in TLS 1.3's Certificate Verify (RFC 8446 §4.4.3). */
  readonly legacy?: boolean;
}

const rsa = (hash: "sha1" | "sha224" | "sha256" | "sha384" | "sha512"): SchemeParameters => ({
  algorithm: { kind: "rsa-pkcs1", hash },
  keyKind: "rsa",
  legacy: true,
});
const pss = (hash: "sha256" | "sha384" | "sha512"): SchemeParameters => ({
  algorithm: { kind: "rsa-pss", hash },
  keyKind: "rsa",
});
const ecdsa = (
  hash: "sha1" | "sha224" | "sha256" | "sha384" | "sha512",
  curve?: EcdsaCurve,
): SchemeParameters => ({
  algorithm: { kind: "ecdsa", hash },
  keyKind: "ecdsa",
  ...(curve ? { curve } : { legacy: true }),
});

const SCHEMES: ReadonlyMap<number, SchemeParameters> = new Map([
  [0x0201, rsa("sha1")],
  [0x0203, ecdsa("sha1")],
  [0x0301, rsa("sha224")],
  [0x0303, ecdsa("sha224")],
  [0x0401, rsa("sha256")],
  [0x0403, ecdsa("sha256", "secp256r1")],
  [0x0501, rsa("sha384")],
  [0x0503, ecdsa("sha384", "secp384r1")],
  [0x0601, rsa("sha512")],
  [0x0603, ecdsa("sha512", "secp521r1")],
  [0x0804, pss("sha256")],
  [0x0805, pss("sha384")],
  [0x0806, pss("sha512")],
  [0x0807, { algorithm: { kind: "eddsa" }, keyKind: "ed25519" }],
  [0x0808, { algorithm: { kind: "eddsa" }, keyKind: "ed448" }],
  [0x0809, pss("sha256")],
  [0x080a, pss("sha384")],
  [0x080b, pss("sha512")],
  [0x081a, ecdsa("sha256", "brainpoolP256r1")],
  [0x081b, ecdsa("sha384", "brainpoolP384r1")],
  [0x081c, ecdsa("sha512", "brainpoolP512r1")],
]);

/** What a SignatureScheme code point stands for; undefined for one that we cannot verify. */
export function schemeOf(codePoint: number): SchemeParameters | undefined {
  return SCHEMES.get(codePoint);
}

/** What signed before TLS 1.2, where no algorithm is named: RSA over MD5 and SHA-1, or ECDSA over SHA-1 (RFC 4346 §4.7, RFC 8422 §5.4). */
export function legacyScheme(key: VerifyKey): SchemeParameters | undefined {
  if (key.kind === "rsa")
    return { algorithm: { kind: "rsa-pkcs1", hash: "md5sha1" }, keyKind: "rsa", legacy: true };
  return key.kind === "ecdsa" ? ecdsa("sha1") : undefined;
}
