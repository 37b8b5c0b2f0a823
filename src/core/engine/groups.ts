import type { GroupName } from "../crypto/provider";

/** A group of the key exchange that the provider knows. */
export interface Group {
  readonly name: GroupName;
  /** A private key out of random bytes: any for X25519 and X448, a scalar from 1 to the order less 1 for NIST curves. */
  privateKey(random: (length: number) => Uint8Array): Uint8Array;
}

/** The first byte of a P-521 scalar holds one bit; below the order for the other curves but with negligible chance, and never zero. */
function scalar(length: number, topMask = 0xff): Group["privateKey"] {
  return (random) => {
    const bytes = random(length).slice();
    bytes[0] = (bytes[0] ?? 0) & topMask;
    // The orders of P-256 and P-384 begin with 32 bits of ones: clearing the top bit stays below them.
    if (topMask === 0xff) bytes[0] &= 0x7f;
    bytes[length - 1] = (bytes[length - 1] ?? 0) | 1;
    return bytes;
  };
}

const GROUPS: ReadonlyMap<number, Group> = new Map<number, Group>([
  [29, { name: "x25519", privateKey: (random) => random(32) }],
  [23, { name: "secp256r1", privateKey: scalar(32) }],
  [24, { name: "secp384r1", privateKey: scalar(48) }],
  [25, { name: "secp521r1", privateKey: scalar(66, 0x00) }],
  [30, { name: "x448", privateKey: (random) => random(56) }],
]);

/** The group with this code point; undefined for one that we cannot do. */
export function groupOfCode(code: number): Group | undefined {
  return GROUPS.get(code);
}

/** Code points of every group that we can do, in order of preference. */
export const KNOWN_GROUPS: readonly number[] = [...GROUPS.keys()];
