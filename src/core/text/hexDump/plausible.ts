import { isTlsLike } from "../content";
import type { Dump } from "./dump";

/** Lengths of digests and identifiers: hexadecimal of just this size is more often a name than a dump. */
const NAMES = new Set([4, 6, 8, 16, 20, 28, 32, 48, 64]);

/** What is known of a row of numbers that might be a dump. */
export interface Evidence {
  readonly bytes: Uint8Array;
  /** Fewer bytes than this are a dump only when TLS could start so. */
  readonly least: number;
  /** Some digit is a letter: it is no table of decimal numbers. */
  readonly letters: boolean;
  /** The line above foretold this many bytes. */
  readonly foretold: number | undefined;
  readonly selected: boolean;
}

/** Whether numbers in a text are a dump rather than a digest, a version, a colour or a table. */
export function isPlausible(evidence: Evidence): boolean {
  const { bytes, foretold } = evidence;
  if (bytes.length === 0) return false;
  if (evidence.selected || foretold === bytes.length) return true;
  if (isTlsLike(bytes)) return true;
  return evidence.letters && bytes.length >= evidence.least && !NAMES.has(bytes.length);
}

/** Fewer bytes than this that nobody announced are no more than a coincidence: a record's header and a little. */
const LEAST_FOR_LENS = 7;

/**
 * Whether an editor should offer to inspect a dump that nobody asked for: bytes that TLS Inspector reads on from (a
 * record, a handshake message, DER, a packet), or two rows with offsets at least, which nothing but a dump has. Long
 * hexadecimal, base64 and arrays of anything else (digests, images, fonts, tables) are left alone.
 */
export function worthALens({ content, bytes, rows = 0, direction }: Dump): boolean {
  if (rows >= 2) return true;
  return content !== "unknown" && (bytes.length >= LEAST_FOR_LENS || direction !== undefined);
}
