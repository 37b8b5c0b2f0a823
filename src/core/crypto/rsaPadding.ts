import { HASH_LENGTH } from "./lengths";
import { concat, equalBytes } from "../bytes/concat";
import { uintBytes, xorBytes } from "./octets";
import { CryptoError } from "./provider";
import type { CryptoProvider, HashName } from "./provider";

/** What the paddings need of a provider. */
type Hashing = Pick<CryptoProvider, "hash">;

/** Content of the NIST hash algorithms' object identifiers, 2.16.840.1.101.3.4.2, followed by `last`. */
const nistHash = (last: number): readonly number[] => [0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, last];

/** DER of DigestInfo up to the digest (RFC 8017 §9.2, note 1; SHA-3: FIPS 202 as NIST registered it). */
const DIGEST_INFO: Readonly<Record<HashName, readonly number[]>> = {
  md5: digestInfo([0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x02, 0x05], HASH_LENGTH.md5),
  sha1: digestInfo([0x2b, 0x0e, 0x03, 0x02, 0x1a], HASH_LENGTH.sha1),
  sha224: digestInfo(nistHash(4), HASH_LENGTH.sha224),
  sha256: digestInfo(nistHash(1), HASH_LENGTH.sha256),
  sha384: digestInfo(nistHash(2), HASH_LENGTH.sha384),
  sha512: digestInfo(nistHash(3), HASH_LENGTH.sha512),
  "sha512-224": digestInfo(nistHash(5), HASH_LENGTH["sha512-224"]),
  "sha512-256": digestInfo(nistHash(6), HASH_LENGTH["sha512-256"]),
  "sha3-224": digestInfo(nistHash(7), HASH_LENGTH["sha3-224"]),
  "sha3-256": digestInfo(nistHash(8), HASH_LENGTH["sha3-256"]),
  "sha3-384": digestInfo(nistHash(9), HASH_LENGTH["sha3-384"]),
  "sha3-512": digestInfo(nistHash(10), HASH_LENGTH["sha3-512"]),
};

/** SEQUENCE { SEQUENCE { OID, NULL }, OCTET STRING of `length` bytes }, without those bytes. */
function digestInfo(oid: readonly number[], length: number): readonly number[] {
  const algorithm = [0x06, oid.length, ...oid, 0x05, 0x00];
  return [0x30, algorithm.length + 4 + length, 0x30, algorithm.length, ...algorithm, 0x04, length];
}

/** The digest that an RSA PKCS#1 signature is over; `md5sha1` is MD5 followed by SHA-1 (RFC 4346 §7.4.3). */
export function pkcs1Digest(crypto: Hashing, hash: HashName | "md5sha1", message: Uint8Array): Uint8Array {
  return hash === "md5sha1"
    ? concat(crypto.hash("md5", message), crypto.hash("sha1", message))
    : crypto.hash(hash, message);
}

/**
 * EMSA-PKCS1-v1_5 (RFC 8017 §9.2) over a digest: 00 01 FF…FF 00 T, `length` bytes. With `md5sha1` T is the bare
 * digest. `undefined` if the key is too small for it.
 */
export function encodePkcs1(
  hash: HashName | "md5sha1",
  digest: Uint8Array,
  length: number,
): Uint8Array | undefined {
  const t = hash === "md5sha1" ? digest : concat(Uint8Array.from(DIGEST_INFO[hash]), digest);
  const padding = length - t.length - 3;
  if (padding < 8) return undefined;
  return concat(Uint8Array.of(0, 1), new Uint8Array(padding).fill(0xff), Uint8Array.of(0), t);
}

/** MGF1 (RFC 8017 appendix B.2.1). */
function mgf1(crypto: Hashing, hash: HashName, seed: Uint8Array, length: number): Uint8Array {
  const blocks: Uint8Array[] = [];
  for (let counter = 0; counter * HASH_LENGTH[hash] < length; counter++) {
    blocks.push(crypto.hash(hash, concat(seed, uintBytes(counter, 4))));
  }
  return concat(...blocks).slice(0, length);
}

/** M' = eight zero bytes, the message's digest, the salt; this is its digest (RFC 8017 §9.1.1). */
function pssHash(crypto: Hashing, hash: HashName, digest: Uint8Array, salt: Uint8Array): Uint8Array {
  return crypto.hash(hash, concat(new Uint8Array(8), digest, salt));
}

/** EMSA-PSS encoding (RFC 8017 §9.1.1) for a modulus of `modulusBits`, with the salt handed in. `undefined` if the key is too small. */
export function encodePss(
  crypto: Hashing,
  hash: HashName,
  digest: Uint8Array,
  salt: Uint8Array,
  modulusBits: number,
  mgfHash: HashName = hash,
): Uint8Array | undefined {
  const emLength = Math.ceil((modulusBits - 1) / 8);
  const dbLength = emLength - HASH_LENGTH[hash] - 1;
  const zeros = dbLength - salt.length - 1;
  if (zeros < 0) return undefined;
  const h = pssHash(crypto, hash, digest, salt);
  const db = concat(new Uint8Array(zeros), Uint8Array.of(1), salt);
  const masked = xorBytes(db, mgf1(crypto, mgfHash, h, dbLength));
  masked[0] = (masked[0] ?? 0) & unusedBitsMask(emLength, modulusBits);
  return concat(masked, h, Uint8Array.of(0xbc));
}

/** EMSA-PSS verification (RFC 8017 §9.1.2) of an encoded message of k bytes, as the RSA operation gave it. */
export function verifyPss(
  crypto: Hashing,
  hash: HashName,
  digest: Uint8Array,
  encoded: Uint8Array,
  modulusBits: number,
  saltLength: number,
  mgfHash: HashName = hash,
): boolean {
  const emLength = Math.ceil((modulusBits - 1) / 8);
  const excess = encoded.length - emLength;
  // When the modulus has 8n + 1 bits the encoded message is a byte shorter than the modulus.
  if (excess > 0 && encoded[0] !== 0) return false;
  const em = encoded.subarray(excess);
  const hashLength = HASH_LENGTH[hash];
  const dbLength = emLength - hashLength - 1;
  const zeros = dbLength - saltLength - 1;
  if (zeros < 0 || em[emLength - 1] !== 0xbc) return false;
  const masked = em.subarray(0, dbLength);
  const h = em.subarray(dbLength, emLength - 1);
  const mask = unusedBitsMask(emLength, modulusBits);
  if (((masked[0] ?? 0) & ~mask & 0xff) !== 0) return false;
  const db = xorBytes(masked, mgf1(crypto, mgfHash, h, dbLength));
  db[0] = (db[0] ?? 0) & mask;
  for (let i = 0; i < zeros; i++) if (db[i] !== 0) return false;
  if (db[zeros] !== 1) return false;
  return equalBytes(pssHash(crypto, hash, digest, db.subarray(zeros + 1)), h);
}

/** The bits of the first byte that count: the leftmost 8·emLen − emBits are zero. */
function unusedBitsMask(emLength: number, modulusBits: number): number {
  return 0xff >> (8 * emLength - (modulusBits - 1));
}

/** More than anyone needs: each round asks for what is still missing, and 1 byte in 256 is zero. */
const MAX_RANDOM_ROUNDS = 64;

/**
 * EME-PKCS1-v1_5 (RFC 8017 §7.2.1): 00 02 PS 00 M, `length` bytes. Zeros among the random bytes are skipped.
 * Throws `CryptoError` for a message longer than `length` − 11 and for a source of nothing but zeros.
 */
export function encodeForEncryption(
  message: Uint8Array,
  length: number,
  random: (length: number) => Uint8Array,
): Uint8Array {
  const needed = length - message.length - 3;
  if (needed < 8) throw new CryptoError(`a message of ${message.length} bytes is too long for this RSA key`);
  const encoded = new Uint8Array(length);
  encoded[1] = 2;
  encoded.set(message, length - message.length);
  let filled = 0;
  for (let round = 0; filled < needed && round < MAX_RANDOM_ROUNDS; round++) {
    for (const byte of random(needed - filled)) {
      if (byte === 0 || filled === needed) continue;
      encoded[2 + filled] = byte;
      filled++;
    }
  }
  if (filled < needed) throw new CryptoError("the source of randomness gave too few nonzero bytes");
  return encoded;
}
