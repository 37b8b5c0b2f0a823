import { AEAD_LENGTHS } from "./lengths";
import { concat } from "../bytes/concat";
import { uintBytes, xorBytes } from "./octets";
import type { AeadName, CryptoProvider } from "./provider";
import { failed, layOut } from "./recordCipher";
import type { RecordCipher, SequenceNumber } from "./recordCipher";

type AeadCrypto = Pick<CryptoProvider, "aeadSeal" | "aeadOpen">;

/** Keys of an AEAD in one direction. */
export interface AeadKeys {
  readonly aead: AeadName;
  readonly key: Uint8Array;
  /** TLS 1.3 and ChaCha20 (RFC 7905): the whole 12-byte IV. GCM and CCM in TLS 1.2: the 4-byte salt. */
  readonly iv: Uint8Array;
}

const APPLICATION_DATA = 23;
const LEGACY_VERSION = 0x0303;
const EXPLICIT_NONCE_LENGTH = 8;
const MAX_IV_LENGTH = 12;

/** The per-record nonce of TLS 1.3 (RFC 8446 §5.3) and of RFC 7905: the IV XOR the sequence number, padded to its length. */
export function xorNonce(iv: Uint8Array, sequence: SequenceNumber): Uint8Array {
  return xorBytes(iv, uintBytes(sequence, iv.length));
}

/** What stands in for words like "wrong key" in every AEAD failure. */
const TAG_FAILURE =
  "The authentication tag does not hold: the record was changed, or key or sequence number are not those it was protected with.";

/** Record protection of TLS 1.3 (RFC 8446 §5.2): the content type moves inside, followed by any number of zeros. */
export function tls13Records(crypto: AeadCrypto, { aead, key, iv }: AeadKeys): RecordCipher {
  const tagLength = AEAD_LENGTHS[aead].tag;
  const additionalData = (type: number, version: number, length: number): Uint8Array =>
    concat(Uint8Array.of(type), uintBytes(version, 2), uintBytes(length, 2));
  return {
    open(sequence, { type, version, fragment }) {
      if (fragment.length < tagLength + 1) {
        return failed(
          "too short",
          `A protected record has at least ${tagLength + 1} bytes, this one ${fragment.length}.`,
        );
      }
      const header = additionalData(type, version, fragment.length);
      const inner = crypto.aeadOpen(aead, key, xorNonce(iv, sequence), header, fragment);
      if (inner === undefined) return failed("tag", TAG_FAILURE);
      const typeAt = inner.findLastIndex((byte) => byte !== 0);
      const innerType = inner[typeAt];
      if (innerType === undefined) {
        return failed("no content type", "The decrypted record holds nothing but zeros, so no content type.");
      }
      const padding = inner.length - typeAt - 1;
      return {
        ok: true,
        type: innerType,
        content: inner.subarray(0, typeAt),
        contentOffset: 0,
        padding,
        parts: layOut(["content", typeAt], ["content_type", 1], ["padding", padding], ["tag", tagLength]),
      };
    },
    seal(sequence, type, content, _random, { version = LEGACY_VERSION, padding = 0 } = {}) {
      const inner = concat(content, Uint8Array.of(type), new Uint8Array(padding));
      const header = additionalData(APPLICATION_DATA, version, inner.length + tagLength);
      const fragment = crypto.aeadSeal(aead, key, xorNonce(iv, sequence), header, inner);
      return { type: APPLICATION_DATA, version, fragment };
    },
  };
}

/** Record protection of TLS 1.2 with an AEAD (RFC 5246 §6.2.3.3): GCM and CCM carry 8 bytes of nonce in each record, ChaCha20-Poly1305 none. */
export function tls12AeadRecords(crypto: AeadCrypto, { aead, key, iv }: AeadKeys): RecordCipher {
  const tagLength = AEAD_LENGTHS[aead].tag;
  const explicit = iv.length < MAX_IV_LENGTH ? EXPLICIT_NONCE_LENGTH : 0;
  const nonceOf = (sequence: SequenceNumber, explicitNonce: Uint8Array): Uint8Array =>
    explicit > 0 ? concat(iv, explicitNonce) : xorNonce(iv, sequence);
  const additionalData = (
    sequence: SequenceNumber,
    type: number,
    version: number,
    length: number,
  ): Uint8Array =>
    concat(uintBytes(sequence, 8), Uint8Array.of(type), uintBytes(version, 2), uintBytes(length, 2));
  return {
    open(sequence, { type, version, fragment }) {
      const length = fragment.length - explicit - tagLength;
      if (length < 0) {
        return failed(
          "too short",
          `A protected record has at least ${explicit + tagLength} bytes, this one ${fragment.length}.`,
        );
      }
      const nonce = nonceOf(sequence, fragment.subarray(0, explicit));
      const header = additionalData(sequence, type, version, length);
      const content = crypto.aeadOpen(aead, key, nonce, header, fragment.subarray(explicit));
      if (content === undefined) return failed("tag", TAG_FAILURE);
      return {
        ok: true,
        type,
        content,
        contentOffset: explicit,
        padding: 0,
        parts: layOut(["explicit_nonce", explicit], ["content", length], ["tag", tagLength]),
      };
    },
    seal(sequence, type, content, _random, { version = LEGACY_VERSION } = {}) {
      // The sequence number never repeats under one key, which is all that a nonce needs (RFC 5288 §3).
      const explicitNonce = explicit > 0 ? uintBytes(sequence, explicit) : new Uint8Array(0);
      const header = additionalData(sequence, type, version, content.length);
      const sealed = crypto.aeadSeal(aead, key, nonceOf(sequence, explicitNonce), header, content);
      return { type, version, fragment: concat(explicitNonce, sealed) };
    },
  };
}
