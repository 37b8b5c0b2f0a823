import { HASH_LENGTH } from "./lengths";
import { concat } from "../bytes/concat";
import { asciiBytes, uintBytes } from "./octets";
import { CryptoError } from "./provider";
import type { CryptoProvider, HashName } from "./provider";

/** What HKDF needs of a provider. */
export type Hmacing = Pick<CryptoProvider, "hmac">;

/** HKDF-Extract (RFC 5869 §2.2): a pseudorandom key of hash length. An empty salt stands for hash-length zeros. */
export function hkdfExtract(crypto: Hmacing, hash: HashName, salt: Uint8Array, ikm: Uint8Array): Uint8Array {
  return crypto.hmac(hash, salt.length === 0 ? new Uint8Array(HASH_LENGTH[hash]) : salt, ikm);
}

/** HKDF-Expand (RFC 5869 §2.3) to `length` bytes; throws `CryptoError` above 255 times the hash length. */
export function hkdfExpand(
  crypto: Hmacing,
  hash: HashName,
  prk: Uint8Array,
  info: Uint8Array,
  length: number,
): Uint8Array {
  if (length > 255 * HASH_LENGTH[hash]) {
    throw new CryptoError(`HKDF with ${hash} expands to at most ${255 * HASH_LENGTH[hash]} bytes`);
  }
  const blocks: Uint8Array[] = [];
  let previous: Uint8Array = new Uint8Array(0);
  for (let counter = 1; (counter - 1) * HASH_LENGTH[hash] < length; counter++) {
    previous = crypto.hmac(hash, prk, concat(previous, info, Uint8Array.of(counter)));
    blocks.push(previous);
  }
  return concat(...blocks).slice(0, length);
}

/** The prefix of every label: TLS 1.3's, or DTLS 1.3's (RFC 9147 §5.9). */
export type LabelPrefix = "tls13 " | "dtls13";

/**
 * The HkdfLabel structure (RFC 8446 §7.1): length, prefix and label, context. `label` is without its prefix and
 * has at most 249 bytes, `context` at most 255; longer ones throw `CryptoError`.
 */
export function hkdfLabel(
  label: string,
  context: Uint8Array,
  length: number,
  prefix: LabelPrefix = "tls13 ",
): Uint8Array {
  const full = asciiBytes(prefix + label);
  if (full.length > 255 || context.length > 255 || length > 0xffff) {
    throw new CryptoError("a label and its context have at most 255 bytes each, an output 65535");
  }
  return concat(
    uintBytes(length, 2),
    Uint8Array.of(full.length),
    full,
    Uint8Array.of(context.length),
    context,
  );
}

/** HKDF-Expand-Label(secret, label, context, length) of RFC 8446 §7.1. */
export function hkdfExpandLabel(
  crypto: Hmacing,
  hash: HashName,
  secret: Uint8Array,
  label: string,
  context: Uint8Array,
  length: number,
  prefix: LabelPrefix = "tls13 ",
): Uint8Array {
  return hkdfExpand(crypto, hash, secret, hkdfLabel(label, context, length, prefix), length);
}

/** Derive-Secret (RFC 8446 §7.1) with the transcript already hashed. */
export function deriveSecret(
  crypto: Hmacing,
  hash: HashName,
  secret: Uint8Array,
  label: string,
  transcriptHash: Uint8Array,
  prefix: LabelPrefix = "tls13 ",
): Uint8Array {
  return hkdfExpandLabel(crypto, hash, secret, label, transcriptHash, HASH_LENGTH[hash], prefix);
}
