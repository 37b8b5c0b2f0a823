/** A record as it stands on the wire; `fragment` is what follows the 5-byte header. */
export interface WireRecord {
  /** ContentType: 20 … 24. */
  readonly type: number;
  /** legacy_record_version: 0x0301 … 0x0303. */
  readonly version: number;
  readonly fragment: Uint8Array;
}

/** What a stretch of a protected fragment is. */
export type FragmentPartName =
  "explicit_nonce" | "iv" | "content" | "content_type" | "mac" | "padding" | "padding_length" | "tag";

/** A stretch of a protected fragment: offsets in bytes from the fragment's start, `end` exclusive. */
export interface FragmentPart {
  readonly name: FragmentPartName;
  readonly start: number;
  readonly end: number;
}

/**
 * A record that opened. Every cipher here keeps positions: byte n of the plaintext stands where byte n of the
 * ciphertext stood (in CBC within its block), so that plaintext can be linked to the bytes on the wire.
 */
export interface OpenedRecord {
  readonly ok: true;
  /** The content type; in TLS 1.3 the inner one. */
  readonly type: number;
  readonly content: Uint8Array;
  /** Where `content` lies inside the fragment. */
  readonly contentOffset: number;
  /** Bytes of padding (TLS 1.3: zeros after the content type; CBC: without the length byte). */
  readonly padding: number;
  /** The whole fragment from first to last byte, without gaps; empty parts are left out. */
  readonly parts: readonly FragmentPart[];
}

/** What failed in a record that did not open. */
export type OpenFailure =
  /** The fragment has no room for nonce, MAC and tag. */
  | "too short"
  /** A CBC fragment that is no whole number of blocks. */
  | "not whole blocks"
  /** The AEAD tag does not hold: wrong key, wrong sequence number, or a changed byte. */
  | "tag"
  /** The CBC padding is malformed: wrong key or a changed byte. */
  | "padding"
  /** The HMAC does not hold. */
  | "mac"
  /** A TLS 1.3 record of nothing but zeros (RFC 8446 §5.4). */
  | "no content type";

export interface FailedRecord {
  readonly ok: false;
  readonly reason: OpenFailure;
  /** One sentence for a person. */
  readonly message: string;
}

/** The number of a record in its direction and epoch, from 0 (RFC 8446 §5.3); for DTLS with the epoch above 48 bits. */
export type SequenceNumber = number | bigint;

/** What a sealer may choose. */
export interface SealOptions {
  /** The header's version; by default the protocol's (0x0303 for TLS 1.3). */
  readonly version?: number;
  /** TLS 1.3: zero bytes to append. CBC: whole blocks of padding beyond the least. Default 0. */
  readonly padding?: number;
}

/**
 * Record protection of one direction with one set of keys. `open` never throws. With CBC in TLS 1.0 each record's
 * IV is the last block of the one before, so there records must be opened, or sealed, in order and one object
 * must not do both.
 */
export interface RecordCipher {
  open(sequence: SequenceNumber, record: WireRecord): OpenedRecord | FailedRecord;
  /** The record for `content` (at most 2^14 bytes; not checked here). `random` gives the IV of CBC. */
  seal(
    sequence: SequenceNumber,
    type: number,
    content: Uint8Array,
    random: (length: number) => Uint8Array,
    options?: SealOptions,
  ): WireRecord;
}

/** A failure with its sentence. */
export function failed(reason: OpenFailure, message: string): FailedRecord {
  return { ok: false, reason, message };
}

/** Parts from consecutive lengths, without the empty ones. */
export function layOut(
  ...lengths: readonly (readonly [FragmentPartName, number])[]
): readonly FragmentPart[] {
  const parts: FragmentPart[] = [];
  let at = 0;
  for (const [name, length] of lengths) {
    if (length > 0) parts.push({ name, start: at, end: at + length });
    at += length;
  }
  return parts;
}
