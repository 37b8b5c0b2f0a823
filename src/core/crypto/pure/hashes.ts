import { hmac as nobleHmac } from "@noble/hashes/hmac.js";
import { md5, sha1 } from "@noble/hashes/legacy.js";
import { sha224, sha256, sha384, sha512 } from "@noble/hashes/sha2.js";
import type { HashName, RunningHash } from "../provider";

/** Noble's hash functions by TLS name. */
export const HASHES = { md5, sha1, sha224, sha256, sha384, sha512 } as const;

export function hash(name: HashName, data: Uint8Array): Uint8Array {
  return HASHES[name](data);
}

export function createHash(name: HashName): RunningHash {
  const state = HASHES[name].create();
  return {
    update: (data) => {
      state.update(data);
    },
    digest: () => (state.clone() as typeof state).digest(), // noble types clone() as any
  };
}

export function hmac(name: HashName, key: Uint8Array, data: Uint8Array): Uint8Array {
  return nobleHmac(HASHES[name], key, data);
}
