import type { CHash } from "@noble/hashes/utils.js";
import type { HashName } from "../crypto/provider";
import { HASHES } from "../crypto/pure/hashes";
import { HASH_TITLES } from "../x509/signatureAlgorithms";

/** A hash function that keys are derived with. */
export interface KdfHash {
  /** Its name in the `CryptoProvider`, which may be faster than `hash`. */
  readonly provided: HashName;
  /** For people: "SHA-256". */
  readonly name: string;
  readonly hash: CHash;
}

/** The hash function that a provider calls so. */
export function kdfHash(provided: HashName): KdfHash {
  return { provided, name: HASH_TITLES[provided], hash: HASHES[provided] };
}

function table(names: Readonly<Record<string, HashName>>): Readonly<Record<string, KdfHash>> {
  return Object.fromEntries(Object.entries(names).map(([oid, name]) => [oid, kdfHash(name)]));
}

/** Digest algorithms by OID, for the MAC of PKCS#12 (RFC 7292 §4). */
export const DIGESTS = table({
  "1.2.840.113549.2.5": "md5",
  "1.3.14.3.2.26": "sha1",
  "2.16.840.1.101.3.4.2.4": "sha224",
  "2.16.840.1.101.3.4.2.1": "sha256",
  "2.16.840.1.101.3.4.2.2": "sha384",
  "2.16.840.1.101.3.4.2.3": "sha512",
  "2.16.840.1.101.3.4.2.5": "sha512-224",
  "2.16.840.1.101.3.4.2.6": "sha512-256",
  "2.16.840.1.101.3.4.2.7": "sha3-224",
  "2.16.840.1.101.3.4.2.8": "sha3-256",
  "2.16.840.1.101.3.4.2.9": "sha3-384",
  "2.16.840.1.101.3.4.2.10": "sha3-512",
});

/** HMACs by OID: the pseudorandom functions of PBKDF2 (RFC 8018 §B.1.2) and the MACs of PBMAC1. */
export const HMACS = table({
  "1.2.840.113549.2.6": "md5",
  "1.2.840.113549.2.7": "sha1",
  "1.2.840.113549.2.8": "sha224",
  "1.2.840.113549.2.9": "sha256",
  "1.2.840.113549.2.10": "sha384",
  "1.2.840.113549.2.11": "sha512",
  "1.2.840.113549.2.12": "sha512-224",
  "1.2.840.113549.2.13": "sha512-256",
  "2.16.840.1.101.3.4.2.13": "sha3-224",
  "2.16.840.1.101.3.4.2.14": "sha3-256",
  "2.16.840.1.101.3.4.2.15": "sha3-384",
  "2.16.840.1.101.3.4.2.16": "sha3-512",
});

/** The hash of PKCS#12's own schemes, and the HMAC that PBKDF2 means where its parameters name none. */
export const SHA1 = kdfHash("sha1");

/** The digest of OpenSSL's own key derivation in PEM (EVP_BytesToKey), and of PBES1's older schemes. */
export const MD5 = kdfHash("md5");
