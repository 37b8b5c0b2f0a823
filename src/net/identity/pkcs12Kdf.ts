import { createHash } from "node:crypto";

/** Hash functions of PKCS#12 MACs, with their block length in bytes (RFC 7292 §B.2: v). */
const BLOCK: Readonly<Record<string, number>> = {
  sha1: 64,
  sha224: 64,
  sha256: 64,
  sha384: 128,
  sha512: 128,
};

/** What the bytes are for: the diversifier of RFC 7292 §B.3. */
const PURPOSE = { key: 1, iv: 2, mac: 3 } as const;

/** A passphrase as PKCS#12 wants it: big-endian UTF-16 with two zero bytes at the end (RFC 7292 §B.1). */
function bmpString(passphrase: string): Uint8Array {
  const bytes = new Uint8Array(2 * passphrase.length + 2);
  for (let i = 0; i < passphrase.length; i++) {
    const code = passphrase.charCodeAt(i);
    bytes[2 * i] = code >> 8;
    bytes[2 * i + 1] = code & 0xff;
  }
  return bytes;
}

/** `bytes` again and again, up to the next multiple of `block`; nothing for nothing. */
function repeated(bytes: Uint8Array, block: number): Uint8Array {
  const length = block * Math.ceil(bytes.length / block);
  return Uint8Array.from({ length }, (_, i) => bytes[i % bytes.length] ?? 0);
}

/**
 * The key derivation of PKCS#12 (RFC 7292 §B.2). `passphrase` undefined stands for no password at all, which some
 * files mean by an empty one. `iterations` is at least 1.
 */
export function pkcs12Key(
  hash: string,
  purpose: keyof typeof PURPOSE,
  passphrase: string | undefined,
  salt: Uint8Array,
  iterations: number,
  length: number,
): Uint8Array {
  const block = BLOCK[hash] ?? 64;
  const diversifier = new Uint8Array(block).fill(PURPOSE[purpose]);
  const password = passphrase === undefined ? new Uint8Array(0) : bmpString(passphrase);
  const input = Buffer.concat([repeated(salt, block), repeated(password, block)]);
  const out: Uint8Array[] = [];
  for (let got = 0; got < length;) {
    let a = createHash(hash).update(diversifier).update(input).digest();
    for (let round = 1; round < iterations; round++) a = createHash(hash).update(a).digest();
    out.push(a);
    got += a.length;
    addToBlocks(input, repeated(a, block).subarray(0, block), block);
  }
  return new Uint8Array(Buffer.concat(out).subarray(0, length));
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
