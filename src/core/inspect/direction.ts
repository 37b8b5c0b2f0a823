import type { Side } from "../inspection";
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
 * its type, what does not goes with what is before it. `first` is taken where nothing says it.
 */
export function flightsOf(bytes: Uint8Array, first: Side): Flight[] {
  const flights: Flight[] = [];
  let from: Side | undefined;
  let at = 0;
  while (at < bytes.length) {
    const header = readRecordHeader(bytes, at);
    const end = header ? Math.min(bytes.length, at + RECORD_HEADER + header.length) : bytes.length;
    const type = header?.type === CONTENT.handshake ? bytes[at + RECORD_HEADER] : undefined;
    from = (type === undefined ? undefined : senderOf(type)) ?? from ?? first;
    const last = flights.at(-1);
    if (last?.from === from) flights[flights.length - 1] = { ...last, end };
    else flights.push({ from, start: at, end });
    at = end;
  }
  return flights;
}
