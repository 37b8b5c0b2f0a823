import { md5, sha1 } from "@noble/hashes/legacy.js";
import { sha224, sha256, sha384, sha512, sha512_224, sha512_256 } from "@noble/hashes/sha2.js";
import { sha3_224, sha3_256, sha3_384, sha3_512 } from "@noble/hashes/sha3.js";
import type { CHash } from "@noble/hashes/utils.js";
import type { HashName } from "../crypto/provider";

/** A hash function that keys are derived with. */
export interface KdfHash {
  /** As OpenSSL calls it: "SHA-256". */
  readonly name: string;
  readonly hash: CHash;
  /** Its name in the `CryptoProvider`, which may be faster; undefined for one that it does not have. */
  readonly provided: HashName | undefined;
}

const entry = (name: string, hash: CHash, provided?: HashName): KdfHash => ({ name, hash, provided });

const MD5 = entry("MD5", md5, "md5");
export const SHA1 = entry("SHA-1", sha1, "sha1");
const SHA224 = entry("SHA-224", sha224, "sha224");
const SHA256 = entry("SHA-256", sha256, "sha256");
const SHA384 = entry("SHA-384", sha384, "sha384");
const SHA512 = entry("SHA-512", sha512, "sha512");
const SHA512_224 = entry("SHA-512/224", sha512_224, "sha512-224");
const SHA512_256 = entry("SHA-512/256", sha512_256, "sha512-256");

/** Digest algorithms by OID, for the MAC of PKCS#12 (RFC 7292 §4). */
export const DIGESTS: Readonly<Record<string, KdfHash>> = {
  "1.2.840.113549.2.5": MD5,
  "1.3.14.3.2.26": SHA1,
  "2.16.840.1.101.3.4.2.4": SHA224,
  "2.16.840.1.101.3.4.2.1": SHA256,
  "2.16.840.1.101.3.4.2.2": SHA384,
  "2.16.840.1.101.3.4.2.3": SHA512,
  "2.16.840.1.101.3.4.2.5": SHA512_224,
  "2.16.840.1.101.3.4.2.6": SHA512_256,
  "2.16.840.1.101.3.4.2.7": entry("SHA3-224", sha3_224, "sha3-224"),
  "2.16.840.1.101.3.4.2.8": entry("SHA3-256", sha3_256, "sha3-256"),
  "2.16.840.1.101.3.4.2.9": entry("SHA3-384", sha3_384, "sha3-384"),
  "2.16.840.1.101.3.4.2.10": entry("SHA3-512", sha3_512, "sha3-512"),
};

/** HMACs by OID: the pseudorandom functions of PBKDF2 (RFC 8018 §B.1.2) and the MACs of PBMAC1. */
export const HMACS: Readonly<Record<string, KdfHash>> = {
  "1.2.840.113549.2.6": MD5,
  "1.2.840.113549.2.7": SHA1,
  "1.2.840.113549.2.8": SHA224,
  "1.2.840.113549.2.9": SHA256,
  "1.2.840.113549.2.10": SHA384,
  "1.2.840.113549.2.11": SHA512,
  "1.2.840.113549.2.12": SHA512_224,
  "1.2.840.113549.2.13": SHA512_256,
  "2.16.840.1.101.3.4.2.13": entry("SHA3-224", sha3_224, "sha3-224"),
  "2.16.840.1.101.3.4.2.14": entry("SHA3-256", sha3_256, "sha3-256"),
  "2.16.840.1.101.3.4.2.15": entry("SHA3-384", sha3_384, "sha3-384"),
  "2.16.840.1.101.3.4.2.16": entry("SHA3-512", sha3_512, "sha3-512"),
};

/** HMAC-SHA-1, which PBKDF2 means where its parameters name none. */
export const DEFAULT_HMAC = SHA1;

/** The digest of OpenSSL's own key derivation in PEM (EVP_BytesToKey), and of PBES1's older schemes. */
export const PEM_DIGEST = MD5;
