/** A BIT STRING's content (X.690 §8.6) taken apart; undefined when its first byte is missing or no number of unused bits. */
export function decodeBitString(
  content: Uint8Array,
): { readonly unused: number; readonly bytes: Uint8Array } | undefined {
  const unused = content[0];
  if (unused === undefined || unused > 7 || (unused > 0 && content.length === 1)) return undefined;
  return { unused, bytes: content.subarray(1) };
}

/** The numbers of the bits that are set, bit 0 being the most significant of the first byte. */
export function bitsSet(bytes: Uint8Array): number[] {
  const bits: number[] = [];
  bytes.forEach((byte, i) => {
    for (let bit = 0; bit < 8; bit++) if ((byte & (0x80 >> bit)) !== 0) bits.push(i * 8 + bit);
  });
  return bits;
}
