import type { HashName, MlDsaSet, SignatureAlgorithm, SlhDsaSet } from "../crypto/provider";

const rsa = (hash: HashName): SignatureAlgorithm => ({ kind: "rsa-pkcs1", hash });
const dsa = (hash: HashName): SignatureAlgorithm => ({ kind: "dsa", hash });
const ecdsa = (hash: HashName): SignatureAlgorithm => ({ kind: "ecdsa", hash });
const mlDsa = (set: MlDsaSet): SignatureAlgorithm => ({ kind: "ml-dsa", set });
const slhDsa = (set: SlhDsaSet): SignatureAlgorithm => ({ kind: "slh-dsa", set });

/**
 * Signature algorithms by object identifier, all whose parameters say nothing: RFC 3279, 4055, 5758, 8017 §C, 8410, 9881,
 * 9909 and NIST's registry (2.16.840.1.101.3.4.3). RSASSA-PSS is read out of its parameters.
 */
export const SIGNATURE_ALGORITHMS: Readonly<Record<string, SignatureAlgorithm>> = {
  "1.2.840.113549.1.1.4": rsa("md5"),
  "1.2.840.113549.1.1.5": rsa("sha1"),
  "1.2.840.113549.1.1.11": rsa("sha256"),
  "1.2.840.113549.1.1.12": rsa("sha384"),
  "1.2.840.113549.1.1.13": rsa("sha512"),
  "1.2.840.113549.1.1.14": rsa("sha224"),
  "1.2.840.113549.1.1.15": rsa("sha512-224"),
  "1.2.840.113549.1.1.16": rsa("sha512-256"),
  "1.3.14.3.2.3": rsa("md5"),
  "1.3.14.3.2.29": rsa("sha1"),
  "2.16.840.1.101.3.4.3.13": rsa("sha3-224"),
  "2.16.840.1.101.3.4.3.14": rsa("sha3-256"),
  "2.16.840.1.101.3.4.3.15": rsa("sha3-384"),
  "2.16.840.1.101.3.4.3.16": rsa("sha3-512"),
  "1.2.840.10040.4.3": dsa("sha1"),
  "1.3.14.3.2.27": dsa("sha1"),
  "2.16.840.1.101.3.4.3.1": dsa("sha224"),
  "2.16.840.1.101.3.4.3.2": dsa("sha256"),
  "2.16.840.1.101.3.4.3.3": dsa("sha384"),
  "2.16.840.1.101.3.4.3.4": dsa("sha512"),
  "2.16.840.1.101.3.4.3.5": dsa("sha3-224"),
  "2.16.840.1.101.3.4.3.6": dsa("sha3-256"),
  "2.16.840.1.101.3.4.3.7": dsa("sha3-384"),
  "2.16.840.1.101.3.4.3.8": dsa("sha3-512"),
  "1.2.840.10045.4.1": ecdsa("sha1"),
  "1.2.840.10045.4.3.1": ecdsa("sha224"),
  "1.2.840.10045.4.3.2": ecdsa("sha256"),
  "1.2.840.10045.4.3.3": ecdsa("sha384"),
  "1.2.840.10045.4.3.4": ecdsa("sha512"),
  "2.16.840.1.101.3.4.3.9": ecdsa("sha3-224"),
  "2.16.840.1.101.3.4.3.10": ecdsa("sha3-256"),
  "2.16.840.1.101.3.4.3.11": ecdsa("sha3-384"),
  "2.16.840.1.101.3.4.3.12": ecdsa("sha3-512"),
  "1.3.101.112": { kind: "eddsa", curve: "ed25519" },
  "1.3.101.113": { kind: "eddsa", curve: "ed448" },
  "2.16.840.1.101.3.4.3.17": mlDsa("ML-DSA-44"),
  "2.16.840.1.101.3.4.3.18": mlDsa("ML-DSA-65"),
  "2.16.840.1.101.3.4.3.19": mlDsa("ML-DSA-87"),
  "2.16.840.1.101.3.4.3.20": slhDsa("SLH-DSA-SHA2-128s"),
  "2.16.840.1.101.3.4.3.21": slhDsa("SLH-DSA-SHA2-128f"),
  "2.16.840.1.101.3.4.3.22": slhDsa("SLH-DSA-SHA2-192s"),
  "2.16.840.1.101.3.4.3.23": slhDsa("SLH-DSA-SHA2-192f"),
  "2.16.840.1.101.3.4.3.24": slhDsa("SLH-DSA-SHA2-256s"),
  "2.16.840.1.101.3.4.3.25": slhDsa("SLH-DSA-SHA2-256f"),
  "2.16.840.1.101.3.4.3.26": slhDsa("SLH-DSA-SHAKE-128s"),
  "2.16.840.1.101.3.4.3.27": slhDsa("SLH-DSA-SHAKE-128f"),
  "2.16.840.1.101.3.4.3.28": slhDsa("SLH-DSA-SHAKE-192s"),
  "2.16.840.1.101.3.4.3.29": slhDsa("SLH-DSA-SHAKE-192f"),
  "2.16.840.1.101.3.4.3.30": slhDsa("SLH-DSA-SHAKE-256s"),
  "2.16.840.1.101.3.4.3.31": slhDsa("SLH-DSA-SHAKE-256f"),
};

/** What a person calls a hash function: "SHA-256", "SHA-512/256", "SHA3-256". */
export const HASH_TITLES: Readonly<Record<HashName, string>> = {
  md5: "MD5",
  sha1: "SHA-1",
  sha224: "SHA-224",
  sha256: "SHA-256",
  sha384: "SHA-384",
  sha512: "SHA-512",
  "sha512-224": "SHA-512/224",
  "sha512-256": "SHA-512/256",
  "sha3-224": "SHA3-224",
  "sha3-256": "SHA3-256",
  "sha3-384": "SHA3-384",
  "sha3-512": "SHA3-512",
};

/** Names of algorithms that certificates bear and nothing here verifies (GOST: RFC 9215; SM2: GB/T 33560; others historical). */
export const OTHER_ALGORITHM_NAMES: Readonly<Record<string, string>> = {
  "1.2.643.2.2.3": "GOST R 34.10-2001 with GOST R 34.11-94",
  "1.2.643.2.2.19": "GOST R 34.10-2001",
  "1.2.643.7.1.1.1.1": "GOST R 34.10-2012 (256 bits)",
  "1.2.643.7.1.1.1.2": "GOST R 34.10-2012 (512 bits)",
  "1.2.643.7.1.1.3.2": "GOST R 34.10-2012 (256 bits) with Streebog-256",
  "1.2.643.7.1.1.3.3": "GOST R 34.10-2012 (512 bits) with Streebog-512",
  "1.2.156.10197.1.301": "SM2",
  "1.2.156.10197.1.501": "SM2 with SM3",
  "1.3.14.3.2.3": "md5WithRSA",
  "2.16.840.1.101.3.4.3.5": "id-dsa-with-sha3-224",
  "2.16.840.1.101.3.4.3.6": "id-dsa-with-sha3-256",
  "2.16.840.1.101.3.4.3.7": "id-dsa-with-sha3-384",
  "2.16.840.1.101.3.4.3.8": "id-dsa-with-sha3-512",
};
