import { contentOf, isTlsLike } from "../content";
import type { Dump } from "./dump";

/** Lengths of digests and identifiers: hexadecimal of just this size is more often a name than a dump. */
const NAMES = new Set([4, 6, 8, 16, 20, 28, 32, 48, 64]);

/** What is known of a row of numbers that might be a dump. */
export interface Evidence {
  readonly bytes: Uint8Array;
  /** Of a text that a person handed over, fewer bytes than this are a dump only when TLS could start so. */
  readonly least: number;
  /** Some digit is a letter: it is no table of decimal numbers. */
  readonly letters: boolean;
  /** The line above foretold this many bytes. */
  readonly foretold: number | undefined;
  /** The line above says who sent them. */
  readonly directed?: boolean;
  /** A person chose just these bytes. */
  readonly selected: boolean;
  /** A person handed over the text in which they stand. */
  readonly asked: boolean;
}

/**
 * Whether numbers without offsets are a dump rather than a digest, a version, a colour or a table. In a text that nobody
 * handed over (an open editor) they are only when TLS Inspector can read on from them, or a tool's line announces them:
 * fonts, images, test vectors and tables in source code are as long as any dump.
 */
export function isPlausible(evidence: Evidence): boolean {
  const { bytes, foretold, directed = false } = evidence;
  if (bytes.length === 0) return false;
  if (evidence.selected || foretold === bytes.length) return true;
  if (isTelling(bytes)) return true;
  if (!evidence.asked && !directed) return false;
  return evidence.letters && bytes.length >= evidence.least && !NAMES.has(bytes.length);
}

/** Fewer bytes of a record than this may be any numbers. */
const LEAST_OF_RECORD = 5;

/** Whether bytes are something that TLS Inspector reads on from: TLS, DTLS, DER, a packet that carries some. */
export function isTelling(bytes: Uint8Array): boolean {
  if (isTlsLike(bytes)) return bytes.length >= LEAST_OF_RECORD;
  return contentOf(bytes) !== "unknown";
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
