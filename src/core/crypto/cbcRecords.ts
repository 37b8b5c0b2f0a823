import { HASH_LENGTH } from "./lengths";
import { concat, equalBytes } from "../bytes/concat";
import { uintBytes } from "./octets";
import type { CryptoProvider, HashName } from "./provider";
import { failed, layOut } from "./recordCipher";
import type { FailedRecord, OpenedRecord, RecordCipher, SequenceNumber, WireRecord } from "./recordCipher";

/** Keys of CBC with HMAC in one direction, and how the two go together. */
export interface CbcKeys {
  readonly mac: HashName;
  readonly macKey: Uint8Array;
  readonly key: Uint8Array;
  /** encrypt_then_mac was negotiated (RFC 7366): the MAC is over the ciphertext and follows it. */
  readonly encryptThenMac: boolean;
  /** TLS 1.0: the first IV, from the key block. Later versions put an IV into each record. */
  readonly chainedIv?: Uint8Array | undefined;
  /** The version that `seal` writes into the header: 0x0301, 0x0302 or 0x0303. */
  readonly version: number;
}

const BLOCK = 16;

/*
 * Nothing here takes constant time. A server must hide which of padding and MAC failed, and how long the check
 * took, because an attacker could ask it again and again (RFC 5246 §6.2.3.2, "Lucky Thirteen"). Here the records
 * are past, nobody is answered, and to say which part failed is the purpose.
 */

/** Record protection with AES-CBC and HMAC (RFC 5246 §6.2.3.2, RFC 2246 §6.2.3.2). */
export function cbcRecords(
  crypto: Pick<CryptoProvider, "cbcEncrypt" | "cbcDecrypt" | "hmac">,
  keys: CbcKeys,
): RecordCipher {
  const { mac, macKey, key, encryptThenMac } = keys;
  const macLength = HASH_LENGTH[mac];
  const ivLength = keys.chainedIv === undefined ? BLOCK : 0;
  let chained = keys.chainedIv ?? new Uint8Array(0);

  const macOf = (sequence: SequenceNumber, type: number, version: number, data: Uint8Array): Uint8Array => {
    const header = concat(
      uintBytes(sequence, 8),
      Uint8Array.of(type),
      uintBytes(version, 2),
      uintBytes(data.length, 2),
    );
    return crypto.hmac(mac, macKey, concat(header, data));
  };

  /** IV and ciphertext of a fragment, or of that part of it which its MAC does not take. */
  const decrypt = (protectedPart: Uint8Array): Uint8Array => {
    const iv = ivLength > 0 ? protectedPart.subarray(0, ivLength) : chained;
    if (ivLength === 0) chained = protectedPart.slice(-BLOCK);
    return crypto.cbcDecrypt(key, iv, protectedPart.subarray(ivLength));
  };

  const openEncryptThenMac = (sequence: SequenceNumber, record: WireRecord): OpenedRecord | FailedRecord => {
    const { type, version, fragment } = record;
    const end = fragment.length - macLength;
    if (end < ivLength + BLOCK) return tooShort(ivLength + BLOCK + macLength, fragment.length);
    if ((end - ivLength) % BLOCK !== 0) return notWholeBlocks(end - ivLength);
    const protectedPart = fragment.subarray(0, end);
    const plaintext = decrypt(protectedPart);
    // RFC 7366 §3: over the IV and the ciphertext, with their length in the header.
    if (!equalBytes(macOf(sequence, type, version, protectedPart), fragment.subarray(end)))
      return macFailure();
    const padding = paddingOf(plaintext, plaintext.length - 1);
    if (padding === undefined) return paddingFailure();
    const length = plaintext.length - padding - 1;
    return {
      ok: true,
      type,
      content: plaintext.subarray(0, length),
      contentOffset: ivLength,
      padding,
      parts: layOut(
        ["iv", ivLength],
        ["content", length],
        ["padding", padding],
        ["padding_length", 1],
        ["mac", macLength],
      ),
    };
  };

  const openMacThenEncrypt = (sequence: SequenceNumber, record: WireRecord): OpenedRecord | FailedRecord => {
    const { type, version, fragment } = record;
    const least = ivLength + Math.ceil((macLength + 1) / BLOCK) * BLOCK;
    if ((fragment.length - ivLength) % BLOCK !== 0) return notWholeBlocks(fragment.length - ivLength);
    if (fragment.length < least) {
      // Whatever it is, the next record is chained to it.
      if (ivLength === 0 && fragment.length > 0) chained = fragment.slice(-BLOCK);
      return tooShort(least, fragment.length);
    }
    const plaintext = decrypt(fragment);
    const padding = paddingOf(plaintext, plaintext.length - 1 - macLength);
    if (padding === undefined) return paddingFailure();
    const length = plaintext.length - padding - 1 - macLength;
    const content = plaintext.subarray(0, length);
    const received = plaintext.subarray(length, length + macLength);
    if (!equalBytes(macOf(sequence, type, version, content), received)) return macFailure();
    return {
      ok: true,
      type,
      content,
      contentOffset: ivLength,
      padding,
      parts: layOut(
        ["iv", ivLength],
        ["content", length],
        ["mac", macLength],
        ["padding", padding],
        ["padding_length", 1],
      ),
    };
  };

  return {
    open: encryptThenMac ? openEncryptThenMac : openMacThenEncrypt,
    seal(sequence, type, content, random, { version = keys.version, padding = 0 } = {}) {
      const tail = encryptThenMac ? new Uint8Array(0) : macOf(sequence, type, version, content);
      const unpadded = concat(content, tail);
      const least = BLOCK - 1 - (unpadded.length % BLOCK);
      const paddingLength = least + BLOCK * Math.min(padding, Math.floor((255 - least) / BLOCK));
      const plaintext = concat(unpadded, new Uint8Array(paddingLength + 1).fill(paddingLength));
      const iv = ivLength > 0 ? random(ivLength) : chained;
      const ciphertext = crypto.cbcEncrypt(key, iv, plaintext);
      if (ivLength === 0) chained = ciphertext.slice(-BLOCK);
      const protectedPart = ivLength > 0 ? concat(iv, ciphertext) : ciphertext;
      const fragment = encryptThenMac
        ? concat(protectedPart, macOf(sequence, type, version, protectedPart))
        : protectedPart;
      return { type, version, fragment };
    },
  };
}

/** The padding length that the last byte says, if every padding byte repeats it and it is at most `most`. */
function paddingOf(plaintext: Uint8Array, most: number): number | undefined {
  const padding = plaintext[plaintext.length - 1];
  if (padding === undefined || padding > most) return undefined;
  const bytes = plaintext.subarray(plaintext.length - 1 - padding);
  return bytes.every((byte) => byte === padding) ? padding : undefined;
}

function tooShort(least: number, length: number): FailedRecord {
  return failed("too short", `A record protected so has at least ${least} bytes, this one ${length}.`);
}

function notWholeBlocks(length: number): FailedRecord {
  return failed(
    "not whole blocks",
    `The encrypted part has ${length} bytes, which are no whole blocks of ${BLOCK}.`,
  );
}

function paddingFailure(): FailedRecord {
  return failed(
    "padding",
    "The padding is malformed: the record was changed, or was encrypted with another key.",
  );
}

function macFailure(): FailedRecord {
  return failed(
    "mac",
    "The MAC does not hold: the record was changed, or MAC key or sequence number are not those it was protected with.",
  );
}
