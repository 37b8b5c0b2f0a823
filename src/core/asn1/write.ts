import { concat, concatAll } from "../bytes/concat";
import { TAG } from "./tags";

/**
 * DER out of parts: what requests and keys of our own making are written with. Every function gives one whole element.
 */

/** One element: tag, definite length in its shortest form (X.690 §10.1), contents one after another. */
export function writeElement(tag: number, ...contents: readonly Uint8Array[]): Uint8Array {
  const body = concatAll(contents);
  return concat(Uint8Array.of(tag), writeLength(body.length), body);
}

function writeLength(length: number): Uint8Array {
  if (length < 0x80) return Uint8Array.of(length);
  const digits: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) digits.unshift(rest % 256);
  return Uint8Array.of(0x80 | digits.length, ...digits);
}

export const writeSequence = (...contents: readonly Uint8Array[]): Uint8Array =>
  writeElement(0x20 | TAG.sequence, ...contents);

export const writeOctetString = (bytes: Uint8Array): Uint8Array => writeElement(TAG.octetString, bytes);

/** A BIT STRING of whole bytes. */
export const writeBitString = (bytes: Uint8Array): Uint8Array =>
  writeElement(TAG.bitString, Uint8Array.of(0), bytes);

/** `[tag] EXPLICIT` around one element; `tag` is 0 to 30. */
export const writeExplicit = (tag: number, content: Uint8Array): Uint8Array =>
  writeElement(0xa0 | tag, content);

export const DER_NULL: Uint8Array = Uint8Array.of(0x05, 0x00);

/** A non-negative INTEGER of big-endian bytes, in its shortest form (X.690 §8.3.2); no bytes are zero. */
export function writeUnsigned(bytes: Uint8Array): Uint8Array {
  let first = 0;
  while (first < bytes.length - 1 && bytes[first] === 0) first++;
  const body = bytes.length === 0 ? Uint8Array.of(0) : bytes.subarray(first);
  return (body[0] ?? 0) >= 0x80
    ? writeElement(TAG.integer, Uint8Array.of(0), body)
    : writeElement(TAG.integer, body);
}

/** An OBJECT IDENTIFIER of its dotted form (X.690 §8.19). Throws RangeError for what is none; meant for constants. */
export function writeOid(dotted: string): Uint8Array {
  if (!/^[012](\.(0|[1-9]\d*))+$/.test(dotted)) throw new RangeError(`"${dotted}" is no object identifier`);
  const [root = 0n, second = 0n, ...arcs] = dotted.split(".").map(BigInt);
  return writeElement(TAG.oid, Uint8Array.from([root * 40n + second, ...arcs].flatMap(base128)));
}

function base128(arc: bigint): number[] {
  const digits = [Number(arc & 0x7fn)];
  for (let rest = arc >> 7n; rest > 0n; rest >>= 7n) digits.unshift(Number(rest & 0x7fn) | 0x80);
  return digits;
}
