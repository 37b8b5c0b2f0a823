import { OID_NAMES } from "./oidNames";

/**
 * The dotted form of an object identifier's content (X.690 §8.19), or undefined when it is empty, ends within an arc or
 * has an arc of more than 20 bytes (UUID arcs of 2.25 have 19).
 */
export function decodeOid(content: Uint8Array): string | undefined {
  if (content.length === 0 || content.length > 4096) return undefined;
  const arcs: string[] = [];
  let small = 0;
  let big: bigint | undefined;
  let length = 0;
  for (const byte of content) {
    if (++length > 20) return undefined;
    // Arcs above 2^46 go on as big integers, so that none loses digits.
    if (big === undefined && small > 0x3fffffffffff) big = BigInt(small);
    if (big !== undefined) big = big * 128n + BigInt(byte & 0x7f);
    else small = small * 128 + (byte & 0x7f);
    if ((byte & 0x80) !== 0) continue;
    if (arcs.length > 0) arcs.push(String(big ?? small));
    else if (big !== undefined) arcs.push("2", String(big - 80n));
    else {
      const root = Math.min(2, Math.floor(small / 40));
      arcs.push(String(root), String(small - root * 40));
    }
    small = 0;
    big = undefined;
    length = 0;
  }
  return length === 0 ? arcs.join(".") : undefined;
}

/** The name the RFCs give an object identifier: "commonName", "sha256WithRSAEncryption". */
export function oidName(dotted: string): string | undefined {
  return Object.hasOwn(OID_NAMES, dotted) ? OID_NAMES[dotted] : undefined;
}

/** "commonName (2.5.4.3)", or the dotted number where it has no name here. */
export function displayOid(dotted: string): string {
  const name = oidName(dotted);
  return name === undefined ? dotted : `${name} (${dotted})`;
}
