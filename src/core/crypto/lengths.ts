import type { AeadName, GroupName, HashName, MlDsaSet, SlhDsaSet } from "./provider";

/** Digest lengths in bytes. */
export const HASH_LENGTH: Readonly<Record<HashName, number>> = {
  md5: 16,
  sha1: 20,
  sha224: 28,
  sha256: 32,
  sha384: 48,
  sha512: 64,
  "sha512-224": 28,
  "sha512-256": 32,
  "sha3-224": 28,
  "sha3-256": 32,
  "sha3-384": 48,
  "sha3-512": 64,
};

/** Key and tag lengths in bytes; every AEAD of TLS takes a nonce of 12. */
export const AEAD_LENGTHS: Readonly<Record<AeadName, { key: number; tag: number }>> = {
  "aes-128-gcm": { key: 16, tag: 16 },
  "aes-256-gcm": { key: 32, tag: 16 },
  "chacha20-poly1305": { key: 32, tag: 16 },
  "aes-128-ccm": { key: 16, tag: 16 },
  "aes-256-ccm": { key: 32, tag: 16 },
  "aes-128-ccm-8": { key: 16, tag: 8 },
  "aes-256-ccm-8": { key: 32, tag: 8 },
};

/** Bytes of an AEAD nonce (RFC 8446 §5.3, RFC 5288 §3, RFC 6655 §3, RFC 7905 §2). */
export const AEAD_NONCE_LENGTH = 12;

/** Lengths in bytes of a group's private keys, public keys (uncompressed) and shared secrets. */
export const GROUP_LENGTHS: Readonly<
  Record<GroupName, { privateKey: number; publicKey: number; sharedSecret: number }>
> = {
  x25519: { privateKey: 32, publicKey: 32, sharedSecret: 32 },
  x448: { privateKey: 56, publicKey: 56, sharedSecret: 56 },
  secp256r1: { privateKey: 32, publicKey: 65, sharedSecret: 32 },
  secp384r1: { privateKey: 48, publicKey: 97, sharedSecret: 48 },
  secp521r1: { privateKey: 66, publicKey: 133, sharedSecret: 66 },
};

/** Bytes of a public key of the post-quantum signatures (FIPS 204 table 2, FIPS 205 table 2). */
export const PUBLIC_KEY_LENGTH: Readonly<Record<MlDsaSet | SlhDsaSet, number>> = {
  "ML-DSA-44": 1312,
  "ML-DSA-65": 1952,
  "ML-DSA-87": 2592,
  "SLH-DSA-SHA2-128s": 32,
  "SLH-DSA-SHA2-128f": 32,
  "SLH-DSA-SHA2-192s": 48,
  "SLH-DSA-SHA2-192f": 48,
  "SLH-DSA-SHA2-256s": 64,
  "SLH-DSA-SHA2-256f": 64,
  "SLH-DSA-SHAKE-128s": 32,
  "SLH-DSA-SHAKE-128f": 32,
  "SLH-DSA-SHAKE-192s": 48,
  "SLH-DSA-SHAKE-192f": 48,
  "SLH-DSA-SHAKE-256s": 64,
  "SLH-DSA-SHAKE-256f": 64,
};
