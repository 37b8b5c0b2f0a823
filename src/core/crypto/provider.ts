/** Hash functions: the first six by their TLS names, the others (FIPS 180-4, FIPS 202) sign certificates only. */
export type HashName =
  | "md5"
  | "sha1"
  | "sha224"
  | "sha256"
  | "sha384"
  | "sha512"
  | "sha512-224"
  | "sha512-256"
  | "sha3-224"
  | "sha3-256"
  | "sha3-384"
  | "sha3-512";

/** Named groups that a provider can do a key exchange over (RFC 8446 §4.2.7, RFC 8422 §5.1.1). */
export type GroupName = "x25519" | "x448" | "secp256r1" | "secp384r1" | "secp521r1";

/** Bulk ciphers of TLS records. AEAD tags follow the ciphertext; `…-ccm-8` has an 8-byte tag. */
export type AeadName =
  | "aes-128-gcm"
  | "aes-256-gcm"
  | "chacha20-poly1305"
  | "aes-128-ccm"
  | "aes-256-ccm"
  | "aes-128-ccm-8"
  | "aes-256-ccm-8";

/** Elliptic curves whose ECDSA signatures a provider can verify; their numbers stand in core/x509/curves.ts. */
export type EcdsaCurve =
  | `secp112r${1 | 2}`
  | `secp128r${1 | 2}`
  | `secp160${"k1" | "r1" | "r2"}`
  | `secp${192 | 224 | 256}${"k1" | "r1"}`
  | "secp384r1"
  | "secp521r1"
  | `prime192v${2 | 3}`
  | `prime239v${1 | 2 | 3}`
  | `brainpoolP${160 | 192 | 224 | 256 | 320 | 384 | 512}${"r1" | "t1"}`;

/** The parameter sets of ML-DSA (FIPS 204). */
export type MlDsaSet = "ML-DSA-44" | "ML-DSA-65" | "ML-DSA-87";

/** The parameter sets of SLH-DSA (FIPS 205). */
export type SlhDsaSet = `SLH-DSA-${"SHA2" | "SHAKE"}-${128 | 192 | 256}${"s" | "f"}`;

/** What an RSASSA-PSS key of its own parameters may sign with (RFC 4055 §3.3): these hashes, and a salt of at least so many bytes. */
export interface PssLimits {
  readonly hash: HashName;
  readonly mgfHash: HashName;
  readonly saltLength: number;
}

/** The domain of a DSA key (RFC 3279 §2.3.2). */
export interface DsaParameters {
  readonly p: Uint8Array;
  readonly q: Uint8Array;
  readonly g: Uint8Array;
}

/**
 * A public key that signatures are verified with, read out of a SubjectPublicKeyInfo. Numbers are unsigned, most
 * significant byte first.
 *
 * An RSA key with `pssOnly` came with the OID id-RSASSA-PSS: it makes no PKCS#1 v1.5 signatures, and with `limits` only
 * such as they allow. A DSA key without `parameters` inherits those of its certificate's issuer (RFC 3279 §2.3.2): path
 * validation puts them in (`inheritDsaParameters`); a provider throws `CryptoError` without them.
 */
export type VerifyKey =
  | {
      kind: "rsa";
      modulus: Uint8Array;
      exponent: Uint8Array;
      pssOnly?: { readonly limits?: PssLimits };
    }
  | { kind: "dsa"; y: Uint8Array; parameters?: DsaParameters }
  | { kind: "ecdsa"; curve: EcdsaCurve; point: Uint8Array }
  | { kind: "ed25519"; point: Uint8Array }
  | { kind: "ed448"; point: Uint8Array }
  | { kind: "ml-dsa"; set: MlDsaSet; bytes: Uint8Array }
  | { kind: "slh-dsa"; set: SlhDsaSet; bytes: Uint8Array };

/**
 * How a signature was made: RSA PKCS#1 v1.5 (RFC 8017 §8.2); RSA PSS (§8.1), where not said otherwise with MGF1 over the
 * message's hash and a salt as long as it; ECDSA and DSA with a DER signature; EdDSA (RFC 8032), with `curve` only by
 * that key; ML-DSA and SLH-DSA in their pure form with an empty context (RFC 9881 §3, RFC 9909 §3). `md5sha1` is the
 * concatenated digest of TLS 1.0 and 1.1.
 */
export type SignatureAlgorithm =
  | { kind: "rsa-pkcs1"; hash: HashName | "md5sha1" }
  | { kind: "rsa-pss"; hash: HashName; saltLength?: number; mgfHash?: HashName }
  | { kind: "ecdsa"; hash: HashName }
  | { kind: "dsa"; hash: HashName }
  | { kind: "eddsa"; curve?: "ed25519" | "ed448" }
  | { kind: "ml-dsa"; set: MlDsaSet }
  | { kind: "slh-dsa"; set: SlhDsaSet };

/** A hash in progress; `digest` does not end it, so a transcript can be read at any point. */
export interface RunningHash {
  update(data: Uint8Array): void;
  /** The digest of everything so far. */
  digest(): Uint8Array;
}

/**
 * Every cryptographic primitive that decoding, checking and the handshake client need, synchronously and
 * without randomness of its own: what is random is handed in, so that a run replays byte for byte.
 * Functions throw `CryptoError` for arguments that cannot be used (a point off its curve, a key of the wrong
 * length); a tag, padding or signature that does not hold is a return value, never an exception.
 */
export interface CryptoProvider {
  /** For logs and reports: "pure" or "node". */
  readonly name: string;

  hash(name: HashName, data: Uint8Array): Uint8Array;
  createHash(name: HashName): RunningHash;
  hmac(name: HashName, key: Uint8Array, data: Uint8Array): Uint8Array;

  /** The public key that belongs to `privateKey`: 32 or 56 bytes for X25519/X448, an uncompressed point for NIST curves. `privateKey` is a scalar of the group's length. */
  publicKey(group: GroupName, privateKey: Uint8Array): Uint8Array;
  /** The shared secret (the x coordinate for NIST curves). Throws `CryptoError` for an invalid or small-order peer key. */
  sharedSecret(group: GroupName, privateKey: Uint8Array, peerPublicKey: Uint8Array): Uint8Array;

  aeadSeal(
    name: AeadName,
    key: Uint8Array,
    nonce: Uint8Array,
    additionalData: Uint8Array,
    plaintext: Uint8Array,
  ): Uint8Array;
  /** The plaintext, or `undefined` when authentication fails. */
  aeadOpen(
    name: AeadName,
    key: Uint8Array,
    nonce: Uint8Array,
    additionalData: Uint8Array,
    ciphertext: Uint8Array,
  ): Uint8Array | undefined;

  /** AES-CBC without padding; `data` is a multiple of 16 bytes. */
  cbcEncrypt(key: Uint8Array, iv: Uint8Array, data: Uint8Array): Uint8Array;
  cbcDecrypt(key: Uint8Array, iv: Uint8Array, data: Uint8Array): Uint8Array;

  /** Whether `signature` over `message` (not its digest) verifies. */
  verify(algorithm: SignatureAlgorithm, key: VerifyKey, message: Uint8Array, signature: Uint8Array): boolean;

  /** RSA encryption, PKCS#1 v1.5 (RFC 8017 §7.2.1). `random` supplies at least as many nonzero padding bytes as are needed; zeros in it are skipped. */
  rsaEncryptPkcs1(
    modulus: Uint8Array,
    exponent: Uint8Array,
    message: Uint8Array,
    random: (length: number) => Uint8Array,
  ): Uint8Array;

  /** PBKDF2 (RFC 8018 §5.2), where the host is faster at it than core/keystore, which does it otherwise. */
  pbkdf2?(hash: HashName, password: Uint8Array, salt: Uint8Array, rounds: number, length: number): Uint8Array;
  /** scrypt (RFC 7914 §6), likewise. Whoever calls it has bounded its parameters. */
  scrypt?(password: Uint8Array, salt: Uint8Array, parameters: ScryptParameters, length: number): Uint8Array;
}

/** What scrypt costs: 128·N·r bytes, and N·r·p mixings of a block. */
export interface ScryptParameters {
  readonly N: number;
  readonly r: number;
  readonly p: number;
}

/** An argument that no operation can be done with; `message` says which and why. */
export class CryptoError extends Error {
  override readonly name = "CryptoError";
}
