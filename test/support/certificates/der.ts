import { concat } from "../../../src/core/bytes/concat";
import { ascii } from "../hex";

/** DER, written by hand so that tests can write it wrong. Contents are bytes; nothing is checked. */
export type Der = Uint8Array;

/** A tag byte, a length and content. */
export function tlv(tag: number, ...content: readonly Der[]): Der {
  const body = concat(...content);
  return concat(Uint8Array.of(tag), lengthOf(body.length), body);
}

function lengthOf(length: number): Der {
  if (length < 0x80) return Uint8Array.of(length);
  const bytes: number[] = [];
  for (let rest = length; rest > 0; rest >>>= 8) bytes.unshift(rest & 0xff);
  return Uint8Array.of(0x80 | bytes.length, ...bytes);
}

export const sequence = (...parts: readonly Der[]): Der => tlv(0x30, ...parts);
/** In the order given: DER wants them sorted. */
export const set = (...parts: readonly Der[]): Der => tlv(0x31, ...parts);
export const octetString = (...content: readonly Der[]): Der => tlv(0x04, ...content);
export const bitString = (content: Der, unused = 0): Der => tlv(0x03, Uint8Array.of(unused), content);
export const nullValue: Der = Uint8Array.of(0x05, 0x00);
/** TRUE is 0xff; another byte is for tests. */
export const boolean = (byte: number): Der => tlv(0x01, Uint8Array.of(byte));
/** `[tag]`, constructed. */
export const context = (tag: number, ...content: readonly Der[]): Der => tlv(0xa0 | tag, ...content);
/** `[tag]`, primitive. */
export const contextPrimitive = (tag: number, content: Der): Der => tlv(0x80 | tag, content);

/** An INTEGER of a number of any size, or of content as it is. */
export function integer(value: number | bigint | Der): Der {
  return tlv(0x02, typeof value === "object" ? value : integerContent(BigInt(value)));
}

function integerContent(value: bigint): Der {
  const bytes: number[] = [];
  let rest = value;
  do {
    bytes.unshift(Number(rest & 0xffn));
    rest >>= 8n;
  } while (!(rest === 0n && (bytes[0] ?? 0) < 0x80) && !(rest === -1n && (bytes[0] ?? 0) >= 0x80));
  return Uint8Array.from(bytes);
}

/** An OBJECT IDENTIFIER of a dotted number. */
export function oid(dotted: string): Der {
  const [first = 0n, second = 0n, ...rest] = dotted.split(".").map(BigInt);
  return tlv(0x06, ...[first * 40n + second, ...rest].map(arc));
}

function arc(value: bigint): Der {
  const bytes = [Number(value & 0x7fn)];
  for (let rest = value >> 7n; rest > 0n; rest >>= 7n) bytes.unshift(Number(rest & 0x7fn) | 0x80);
  return Uint8Array.from(bytes);
}

export const utf8String = (text: string): Der => tlv(0x0c, new TextEncoder().encode(text));
export const printableString = (text: string): Der => tlv(0x13, ascii(text));
export const teletexString = (text: string): Der => tlv(0x14, ascii(text));
export const ia5String = (text: string): Der => tlv(0x16, ascii(text));
export const visibleString = (text: string): Der => tlv(0x1a, ascii(text));
export const utcTime = (text: string): Der => tlv(0x17, ascii(text));
export const generalizedTime = (text: string): Der => tlv(0x18, ascii(text));
export const bmpString = (text: string): Der => {
  const units = Array.from({ length: text.length }, (_, i) => text.charCodeAt(i));
  return tlv(0x1e, Uint8Array.from(units.flatMap((unit) => [unit >> 8, unit & 0xff])));
};

/** A BIT STRING of named bits as DER writes it: without zero bits at its end. */
export function namedBits(...bits: readonly number[]): Der {
  if (bits.length === 0) return bitString(new Uint8Array(0));
  const last = Math.max(...bits);
  const bytes = new Uint8Array((last >> 3) + 1);
  for (const bit of bits) bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) | (0x80 >> (bit & 7));
  return bitString(bytes, 7 - (last & 7));
}
