import { cbc, ctr } from "@noble/ciphers/aes.js";
import { concat, equalBytes } from "../../bytes/concat";
import { uintBytes } from "../octets";
import { CryptoError } from "../provider";

/**
 * AES-CCM (RFC 3610) as TLS uses it (RFC 6655 §3): nonce of 12 bytes, hence L = 3 bytes of length; tag of
 * 8 or 16 bytes after the ciphertext.
 */
const LENGTH_BYTES = 3;
const MAX_PLAINTEXT = 2 ** (8 * LENGTH_BYTES) - 1;
/** Longer additional data needs another length form (RFC 3610 §2.2), which TLS never reaches. */
const MAX_ADDITIONAL_DATA = 0xfeff;

function padToBlock(bytes: Uint8Array): Uint8Array {
  const padded = new Uint8Array(Math.ceil(bytes.length / 16) * 16);
  padded.set(bytes);
  return padded;
}

/** The CBC-MAC of B_0, the additional data and the plaintext (RFC 3610 §2.2), 16 bytes. */
function cbcMac(
  key: Uint8Array,
  nonce: Uint8Array,
  additionalData: Uint8Array,
  plaintext: Uint8Array,
  tagLength: number,
): Uint8Array {
  const flags = (additionalData.length > 0 ? 0x40 : 0) | (((tagLength - 2) / 2) << 3) | (LENGTH_BYTES - 1);
  const b0 = concat(Uint8Array.of(flags), nonce, uintBytes(plaintext.length, LENGTH_BYTES));
  const header =
    additionalData.length > 0
      ? padToBlock(concat(uintBytes(additionalData.length, 2), additionalData))
      : new Uint8Array(0);
  const blocks = concat(b0, header, padToBlock(plaintext));
  return cbc(key, new Uint8Array(16), { disablePadding: true }).encrypt(blocks).slice(-16);
}

/** Counter mode from A_0 on: the first block covers the tag, the rest the message (RFC 3610 §2.3). */
function counterMode(key: Uint8Array, nonce: Uint8Array, tagAndMessage: Uint8Array): Uint8Array {
  const a0 = concat(Uint8Array.of(LENGTH_BYTES - 1), nonce, new Uint8Array(LENGTH_BYTES));
  return ctr(key, a0).encrypt(tagAndMessage);
}

function checkLengths(additionalData: Uint8Array, messageLength: number): void {
  if (messageLength > MAX_PLAINTEXT)
    throw new CryptoError(`AES-CCM here takes at most ${MAX_PLAINTEXT} bytes`);
  if (additionalData.length > MAX_ADDITIONAL_DATA) {
    throw new CryptoError(`AES-CCM here takes at most ${MAX_ADDITIONAL_DATA} bytes of additional data`);
  }
}

/** Ciphertext and tag. Lengths of key and nonce are the caller's to check. */
export function ccmSeal(
  key: Uint8Array,
  nonce: Uint8Array,
  additionalData: Uint8Array,
  plaintext: Uint8Array,
  tagLength: 8 | 16,
): Uint8Array {
  checkLengths(additionalData, plaintext.length);
  const mac = cbcMac(key, nonce, additionalData, plaintext, tagLength);
  const stream = counterMode(key, nonce, concat(mac, plaintext));
  return concat(stream.subarray(16), stream.subarray(0, tagLength));
}

/** The plaintext, or `undefined` when the tag does not hold. */
export function ccmOpen(
  key: Uint8Array,
  nonce: Uint8Array,
  additionalData: Uint8Array,
  ciphertext: Uint8Array,
  tagLength: 8 | 16,
): Uint8Array | undefined {
  const messageLength = ciphertext.length - tagLength;
  if (messageLength < 0) return undefined;
  checkLengths(additionalData, messageLength);
  const tag = ciphertext.subarray(messageLength);
  const stream = counterMode(key, nonce, concat(new Uint8Array(16), ciphertext.subarray(0, messageLength)));
  const plaintext = stream.slice(16);
  const mac = cbcMac(key, nonce, additionalData, plaintext, tagLength);
  const expected = mac.subarray(0, tagLength).map((byte, i) => byte ^ (stream[i] ?? 0));
  return equalBytes(expected, tag) ? plaintext : undefined;
}
