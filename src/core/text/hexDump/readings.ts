import { contentOf, isTlsLike } from "../content";
import type { Dump, OtherReading } from "./dump";

/** One way to read the characters of a dump. */
export interface Reading extends OtherReading {
  /** The dump's format when this reading is taken. */
  readonly format: string;
  readonly bytes: Uint8Array;
  readonly runs: Dump["runs"];
}

/** A reading that was taken, and those that were not. */
export interface Settled<R extends Reading> {
  readonly reading: R;
  readonly others: readonly OtherReading[];
}

/**
 * Takes the `wanted` reading (its id), or else the one whose bytes TLS Inspector knows best; of equals the first.
 * Readings that give the same bytes are one. Undefined when there is none.
 */
export function settle<R extends Reading>(
  readings: readonly R[],
  wanted: string | undefined,
): Settled<R> | undefined {
  const different = readings.filter(
    ({ bytes }, index) => !readings.slice(0, index).some((earlier) => same(earlier.bytes, bytes)),
  );
  const ranks = different.map(({ bytes }) => rank(bytes));
  const best = different[ranks.indexOf(Math.max(...ranks))];
  const reading = readings.find(({ id }) => id === wanted) ?? best;
  if (!reading) return undefined;
  const others = different
    .filter(({ bytes }) => !same(bytes, reading.bytes))
    .map(({ id, label }) => ({ id, label }));
  return { reading, others };
}

/** The readings that were not taken, as a dump has them. */
export function othersOf(settled: Settled<Reading>): Pick<Dump, "others"> {
  return settled.others.length === 0 ? {} : { others: settled.others };
}

/** How much speaks for bytes: whole records to the very end, something of TLS, a packet, text of PEM, anything. */
export function rank(bytes: Uint8Array): number {
  if (isTlsLike(bytes)) return isWhole(bytes) ? 4 : 3;
  if (startsWithPem(bytes)) return 3;
  return contentOf(bytes) === "unknown" ? 0 : 1;
}

/** Records that end with the bytes, or what has its length checked anyway. */
function isWhole(bytes: Uint8Array): boolean {
  if (contentOf(bytes) !== "tls record") return true;
  let at = 0;
  while (at + 5 <= bytes.length) at += 5 + (bytes[at + 3] ?? 0) * 256 + (bytes[at + 4] ?? 0);
  return at === bytes.length;
}

const BEGIN = Uint8Array.from("-----BEGIN ", (character) => character.charCodeAt(0));

function startsWithPem(bytes: Uint8Array): boolean {
  return BEGIN.every((byte, index) => bytes[index] === byte);
}

function same(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
