import { hmac } from "@noble/hashes/hmac.js";
import { scrypt as nobleScrypt } from "@noble/hashes/scrypt.js";
import type { CHash } from "@noble/hashes/utils.js";
import { concat, concatAll } from "../bytes/concat";
import type { CryptoProvider, HashName, ScryptParameters } from "../crypto/provider";
import { kdfHash, MD5, type KdfHash } from "./hashes";
import { unsupported } from "./problem";
import { Budget, finish, type Work } from "./work";

/** What of a provider key derivation may be left to. */
export type KdfProvider = Pick<CryptoProvider, "pbkdf2" | "scrypt">;

/** What key derivation needs beside its parameters. */
export interface Derivation {
  readonly provider: KdfProvider;
  readonly budget: Budget;
}

/** Rounds between two yields: a few milliseconds. */
const SLICE = 4096;
/** Bytes that scrypt may fill, and how many times its blocks may be mixed: about two seconds. */
const SCRYPT_MEMORY = 256 << 20;
const SCRYPT_WORK = 1 << 22;

/** Noble's hash, before its first byte. */
interface FreshHash {
  clone(): FreshHash;
  _cloneInto(to: FreshHash): FreshHash;
  update(data: Uint8Array): FreshHash;
  digestInto(out: Uint8Array): void;
}
/** Noble's HMAC in progress. */
type KeyedHash = ReturnType<ReturnType<typeof hmac.create>["clone"]>;

/** PBKDF2 (RFC 8018 §5.2): `length` bytes. Throws KeystoreError beyond the budget. */
export function* pbkdf2(
  { provider, budget }: Derivation,
  { hash, provided }: KdfHash,
  password: Uint8Array,
  salt: Uint8Array,
  rounds: number,
  length: number,
): Work<Uint8Array> {
  const blocks = Math.ceil(length / hash.outputLen);
  budget.spend(rounds * blocks);
  if (provider.pbkdf2) return provider.pbkdf2(provided, password, salt, rounds, length);
  const keyed: KeyedHash = hmac.create(hash, password);
  const out = new Uint8Array(blocks * hash.outputLen);
  const scratch = keyed.clone();
  for (let block = 1; block <= blocks; block++) {
    const number = Uint8Array.of(block >>> 24, block >>> 16, block >>> 8, block);
    const u = keyed.clone().update(salt).update(number).digest();
    const t = out.subarray((block - 1) * u.length, block * u.length);
    t.set(u);
    for (let round = 1; round < rounds; round++) {
      if (round % SLICE === 0) yield undefined;
      keyed._cloneInto(scratch).update(u).digestInto(u);
      for (let i = 0; i < t.length; i++) t[i] = (t[i] ?? 0) ^ (u[i] ?? 0);
    }
  }
  return out.subarray(0, length);
}

/** PBKDF2 by the provider's name of a hash, at one go. Throws KeystoreError for more rounds than any file needs. */
export function pbkdf2With(
  provider: KdfProvider,
  name: HashName,
  password: Uint8Array,
  salt: Uint8Array,
  rounds: number,
  length: number,
): Uint8Array {
  return finish(pbkdf2({ provider, budget: new Budget() }, kdfHash(name), password, salt, rounds, length));
}

/** scrypt, as `scrypt` does it. Throws KeystoreError for parameters that ask for too much. */
export function scryptWith(
  provider: KdfProvider,
  password: Uint8Array,
  salt: Uint8Array,
  parameters: ScryptParameters,
  length: number,
): Uint8Array {
  return scrypt({ provider, budget: new Budget() }, password, salt, parameters, length);
}

/** PBKDF1 (RFC 8018 §5.1): at most as many bytes as the hash has. Throws KeystoreError beyond the budget. */
export function* pbkdf1(
  { budget }: Derivation,
  { hash }: KdfHash,
  password: Uint8Array,
  salt: Uint8Array,
  rounds: number,
  length: number,
): Work<Uint8Array> {
  budget.spend(rounds);
  const t = hash(concat(password, salt));
  yield* again(hash, t, rounds - 1);
  return t.subarray(0, length);
}

/** Hashes a digest `times` more times, in place. */
function* again(hash: CHash, digest: Uint8Array, times: number): Work<void> {
  const fresh: FreshHash = hash.create();
  const scratch = fresh.clone();
  for (let round = 1; round <= times; round++) {
    if (round % SLICE === 0) yield undefined;
    fresh._cloneInto(scratch).update(digest).digestInto(digest);
  }
}

/** scrypt (RFC 7914) in one go. Throws KeystoreError for parameters that cannot be, or that ask for too much. */
export function scrypt(
  { provider, budget }: Derivation,
  password: Uint8Array,
  salt: Uint8Array,
  { N, r, p }: ScryptParameters,
  length: number,
): Uint8Array {
  if (128 * N * r > SCRYPT_MEMORY || N * r * p > SCRYPT_WORK)
    throw unsupported("Its scrypt parameters ask for too much memory or time");
  const isPowerOfTwo = N > 1 && (N & (N - 1)) === 0;
  if (!isPowerOfTwo || r < 1 || p < 1) throw unsupported("Its scrypt parameters cannot be");
  budget.spend(N * r * p);
  const options = { N, r, p };
  if (provider.scrypt) return provider.scrypt(password, salt, options, length);
  return nobleScrypt(password, salt, { ...options, dkLen: length, maxmem: 2 * SCRYPT_MEMORY });
}

/** What the bytes are for: the diversifier of RFC 7292 §B.3. */
const PURPOSE = { key: 1, iv: 2, mac: 3 } as const;

/** `bytes` again and again, up to the next multiple of `block`; nothing for nothing. */
function repeated(bytes: Uint8Array, block: number): Uint8Array {
  const length = block * Math.ceil(bytes.length / block);
  return Uint8Array.from({ length }, (_, i) => bytes[i % bytes.length] ?? 0);
}

/**
 * The key derivation of PKCS#12 (RFC 7292 §B.2). `password` is in its form with two zero bytes at the end; empty stands
 * for none at all. Throws KeystoreError beyond the budget.
 */
export function* pkcs12Key(
  { budget }: Derivation,
  { hash }: KdfHash,
  purpose: keyof typeof PURPOSE,
  password: Uint8Array,
  salt: Uint8Array,
  rounds: number,
  length: number,
): Work<Uint8Array> {
  const block = hash.blockLen;
  const diversifier = new Uint8Array(block).fill(PURPOSE[purpose]);
  const input = concat(repeated(salt, block), repeated(password, block));
  const out: Uint8Array[] = [];
  for (let got = 0; got < length;) {
    budget.spend(rounds);
    const a = hash(concat(diversifier, input));
    yield* again(hash, a, rounds - 1);
    out.push(a);
    got += a.length;
    addToBlocks(input, repeated(a, block).subarray(0, block), block);
  }
  return concatAll(out).subarray(0, length);
}

/** Adds `b` + 1 to each block of `input`, modulo 2^(8·block), in place. */
function addToBlocks(input: Uint8Array, b: Uint8Array, block: number): void {
  for (let start = 0; start < input.length; start += block) {
    let carry = 1;
    for (let i = block - 1; i >= 0; i--) {
      carry += (input[start + i] ?? 0) + (b[i] ?? 0);
      input[start + i] = carry & 0xff;
      carry >>= 8;
    }
  }
}

/** OpenSSL's derivation for encrypted PEM: EVP_BytesToKey with MD5 and one round. `salt` is the IV's first 8 bytes. */
export function bytesToKey(password: Uint8Array, salt: Uint8Array, length: number): Uint8Array {
  let last: Uint8Array = new Uint8Array(0);
  let all: Uint8Array = last;
  while (all.length < length) {
    last = MD5.hash(concat(last, password, salt));
    all = concat(all, last);
  }
  return all.subarray(0, length);
}
