import type { Hmacing } from "./hkdf";
import { HASH_LENGTH } from "./lengths";
import { concat } from "../bytes/concat";
import { asciiBytes, xorBytes } from "./octets";
import type { HashName } from "./provider";

/** The hash of a PRF: TLS 1.2's (RFC 5246 §5), or `md5sha1` for that of TLS 1.0 and 1.1 (RFC 4346 §5). */
export type PrfHash = HashName | "md5sha1";

/** P_hash (RFC 5246 §5): as many HMACs as it takes to fill `length` bytes. */
function pHash(
  crypto: Hmacing,
  hash: HashName,
  secret: Uint8Array,
  seed: Uint8Array,
  length: number,
): Uint8Array {
  const blocks: Uint8Array[] = [];
  let a = seed;
  for (let filled = 0; filled < length; filled += HASH_LENGTH[hash]) {
    a = crypto.hmac(hash, secret, a);
    blocks.push(crypto.hmac(hash, secret, concat(a, seed)));
  }
  return concat(...blocks).slice(0, length);
}

/** PRF(secret, label, seed) of TLS 1.0 to 1.2, `length` bytes. `label` is ASCII. */
export function prf(
  crypto: Hmacing,
  hash: PrfHash,
  secret: Uint8Array,
  label: string,
  seed: Uint8Array,
  length: number,
): Uint8Array {
  const labelAndSeed = concat(asciiBytes(label), seed);
  if (hash !== "md5sha1") return pHash(crypto, hash, secret, labelAndSeed, length);
  // The secret's halves share the middle byte when its length is odd (RFC 4346 §5).
  const half = Math.ceil(secret.length / 2);
  return xorBytes(
    pHash(crypto, "md5", secret.subarray(0, half), labelAndSeed, length),
    pHash(crypto, "sha1", secret.subarray(secret.length - half), labelAndSeed, length),
  );
}
