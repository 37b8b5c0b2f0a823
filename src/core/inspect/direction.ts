import type { Side } from "../inspection";
import { HANDSHAKE_HEADER } from "../tls/handshake";
import { CONTENT, readRecordHeader, RECORD_HEADER } from "../tls/record";

/** Handshake types that only one side sends. */
const SENDERS: ReadonlyMap<number, Side> = new Map<number, Side>([
  [0, "server"],
  [1, "client"],
  [2, "server"],
  [4, "server"],
  [5, "client"],
  [8, "server"],
  [12, "server"],
  [13, "server"],
  [14, "server"],
  [16, "client"],
  [22, "server"],
]);

/** Who sends a handshake message of this type; undefined for those that both send. */
export function senderOf(handshakeType: number): Side | undefined {
  return SENDERS.get(handshakeType);
}

/** A stretch of records that one side sent: offsets in the bytes they stand in. */
export interface Flight {
  readonly from: Side;
  readonly start: number;
  readonly end: number;
}

/**
 * Splits records of both sides that stand one after another by who sent them: a plaintext handshake message says so by
 * its type, what does not goes with what is before it. `first` is taken where nothing says it. Before TLS 1.3 a second
 * Change Cipher Spec is the other side's.
 */
export function flightsOf(bytes: Uint8Array, first: Side): Flight[] {
  const flights: Flight[] = [];
  const changed = new Set<Side>();
  let from: Side | undefined;
  let at = 0;
  while (at < bytes.length) {
    const header = readRecordHeader(bytes, at);
    const end = header ? Math.min(bytes.length, at + RECORD_HEADER + header.length) : bytes.length;
    if (header?.type === CONTENT.handshake)
      from = plaintextSender(bytes.subarray(at + RECORD_HEADER, end)) ?? from;
    from ??= first;
    if (header?.type === CONTENT.change_cipher_spec) {
      if (changed.has(from)) from = from === "client" ? "server" : "client";
      changed.add(from);
    }
    const last = flights.at(-1);
    if (last?.from === from) flights[flights.length - 1] = { ...last, end };
    else flights.push({ from, start: at, end });
    at = end;
  }
  return flights;
}

/** Who sent a record's handshake message; undefined for an encrypted one, whose bytes only by chance look like a header. */
function plaintextSender(fragment: Uint8Array): Side | undefined {
  const [type = -1, high = 0, middle = 0, low = 0] = fragment;
  const length = high * 65536 + middle * 256 + low;
  // A long message spans records; then it fills this one, and its length is still one that a message may have.
  const fits = length + HANDSHAKE_HEADER <= fragment.length || (fragment.length >= 16384 && length < MOST);
  return fits ? senderOf(type) : undefined;
}

/** No handshake message that begins a record of its own is longer. */
const MOST = 1 << 18;
