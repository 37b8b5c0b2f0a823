import { toHex } from "../bytes/hex";

/** A two's complement integer's content (X.690 §8.3) as a number, when it has 1 to 6 bytes. */
export function decodeSmallInteger(content: Uint8Array): number | undefined {
  const { length } = content;
  if (length === 0 || length > 6) return undefined;
  let value = 0;
  for (const byte of content) value = value * 256 + byte;
  return ((content[0] ?? 0) & 0x80) === 0 ? value : value - 256 ** length;
}

/** An integer as a number where it is small, as lower-case hex (with "-" for a negative one) otherwise. */
export function integerValue(content: Uint8Array): number | string | undefined {
  return decodeSmallInteger(content) ?? (content.length === 0 ? undefined : integerHex(content));
}

/** Lower-case hex of an integer without leading zero bytes, "-" before a negative one's magnitude: serial numbers. */
export function integerHex(content: Uint8Array): string {
  if (((content[0] ?? 0) & 0x80) === 0) return toHex(unsigned(content));
  const magnitude = new Uint8Array(content.length);
  let carry = 1;
  for (let i = content.length - 1; i >= 0; i--) {
    const byte = (~(content[i] ?? 0) & 0xff) + carry;
    magnitude[i] = byte & 0xff;
    carry = byte >> 8;
  }
  return `-${toHex(unsigned(magnitude))}`;
}

/** An integer's content without leading zero bytes; one zero byte for zero. */
export function unsigned(content: Uint8Array): Uint8Array {
  let at = 0;
  while (at < content.length - 1 && content[at] === 0) at++;
  return content.subarray(at);
}

/** How many bits an unsigned integer's magnitude has. */
export function bitLength(content: Uint8Array): number {
  const magnitude = unsigned(content);
  const first = magnitude[0] ?? 0;
  return magnitude.length === 0 ? 0 : (magnitude.length - 1) * 8 + (32 - Math.clz32(first));
}
