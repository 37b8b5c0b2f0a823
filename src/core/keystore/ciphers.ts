import { cbc } from "@noble/ciphers/aes.js";
import des from "des.js";
import { concat } from "../bytes/concat";
import { decryptRc2Cbc } from "./rc2";
import { rc4 } from "./rc4";

/** A cipher that files are encrypted with: how long its key and IV are, in bytes, and how it decrypts. */
export interface Cipher {
  /** "AES-256-CBC". */
  readonly name: string;
  readonly key: number;
  readonly iv: number;
  /** Bytes of a block; 1 for a stream cipher, which has no padding. */
  readonly block: number;
  /** `data` is whole blocks, `key` and `iv` are as long as said. Padding stays. */
  decrypt(key: Uint8Array, iv: Uint8Array, data: Uint8Array): Uint8Array;
}

const aes = (bits: 128 | 192 | 256): Cipher => ({
  name: `AES-${String(bits)}-CBC`,
  key: bits / 8,
  iv: 16,
  block: 16,
  decrypt: (key, iv, data) => cbc(key, iv, { disablePadding: true }).decrypt(data),
});

const DesCbc = des.CBC.instantiate(des.DES);
const EdeCbc = des.CBC.instantiate(des.EDE);

export const AES_128 = aes(128);
export const AES_192 = aes(192);
export const AES_256 = aes(256);

export const DES: Cipher = {
  name: "DES-CBC",
  key: 8,
  iv: 8,
  block: 8,
  decrypt: (key, iv, data) =>
    Uint8Array.from(DesCbc.create({ type: "decrypt", key, iv, padding: false }).final(data)),
};

export const TRIPLE_DES: Cipher = {
  name: "DES-EDE3-CBC",
  key: 24,
  iv: 8,
  block: 8,
  decrypt: (key, iv, data) =>
    Uint8Array.from(EdeCbc.create({ type: "decrypt", key, iv, padding: false }).final(data)),
};

/** Two-key triple DES uses its first key twice. */
export const TWO_KEY_TRIPLE_DES: Cipher = {
  ...TRIPLE_DES,
  name: "DES-EDE-CBC",
  key: 16,
  decrypt: (key, iv, data) => TRIPLE_DES.decrypt(concat(key, key.subarray(0, 8)), iv, data),
};

/** RC2 with a key of `bits`, all of them effective. */
export const rc2 = (bits: number): Cipher => ({
  name: `RC2-${String(bits)}-CBC`,
  key: bits / 8,
  iv: 8,
  block: 8,
  decrypt: (key, iv, data) => decryptRc2Cbc(key, bits, iv, data),
});

/** RC4 with a key of `bits`. */
export const rc4Of = (bits: number): Cipher => ({
  name: `RC4-${String(bits)}`,
  key: bits / 8,
  iv: 0,
  block: 1,
  decrypt: (key, _, data) => rc4(key, data),
});

/**
 * Whole blocks without the padding of RFC 8018 §6.1.1; undefined where it does not come out. A stream cipher has none.
 */
export function withoutPadding(plain: Uint8Array, block: number): Uint8Array | undefined {
  if (block === 1) return plain;
  const count = plain.at(-1) ?? 0;
  const sound = count >= 1 && count <= block && plain.subarray(-count).every((byte) => byte === count);
  return sound ? plain.subarray(0, -count) : undefined;
}
