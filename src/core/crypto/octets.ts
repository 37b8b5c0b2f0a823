/** Byte-string helpers of the cryptography folder: joining, comparing, numbers in network byte order. */

/** `a XOR b` over the length of `a`; bytes that `b` lacks count as zero. */
export function xorBytes(a: Uint8Array, b: Uint8Array): Uint8Array {
  return a.map((byte, i) => byte ^ (b[i] ?? 0));
}

/** `value` (an integer, 0 to 2^(8·length) − 1) as `length` bytes, most significant first; higher bits are dropped. */
export function uintBytes(value: number | bigint, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let rest = BigInt(value);
  for (let i = length - 1; i >= 0; i--) {
    bytes[i] = Number(rest & 0xffn);
    rest >>= 8n;
  }
  return bytes;
}

/** The unsigned integer that `bytes` hold, most significant first; 0 for no bytes. */
export function bytesToBigint(bytes: Uint8Array): bigint {
  let hex = "";
  for (const byte of bytes) hex += byte.toString(16).padStart(2, "0");
  return hex === "" ? 0n : BigInt(`0x${hex}`);
}

/** `value` as exactly `length` bytes, most significant first (RFC 8017 §4.1); `undefined` if it does not fit. */
export function bigintToBytes(value: bigint, length: number): Uint8Array | undefined {
  const hex = value.toString(16);
  if (value < 0n || hex.length > 2 * length) return undefined;
  const padded = hex.padStart(2 * length, "0");
  const bytes = new Uint8Array(length);
  for (let i = 0; i < length; i++) bytes[i] = Number.parseInt(padded.slice(2 * i, 2 * i + 2), 16);
  return bytes;
}

/** How many bits `value` (≥ 0) has; 0 for 0. */
export function bitLength(value: bigint): number {
  return value === 0n ? 0 : value.toString(2).length;
}

const ASCII = /^[\x20-\x7e]*$/;

/** A label of printable ASCII as bytes. Labels are constants of the protocol; anything else throws `RangeError`. */
export function asciiBytes(text: string): Uint8Array {
  if (!ASCII.test(text)) throw new RangeError("a label is printable ASCII");
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}
