/** How long the DER at `at` says it is, header included; undefined for what is no SEQUENCE in definite form. At most 6 bytes are looked at. */
export function derLength(bytes: Uint8Array, at = 0): number | undefined {
  const first = bytes[at + 1];
  if (bytes[at] !== 0x30 || first === undefined || first === 0x80 || first > 0x84) return undefined;
  if (first < 0x80) return 2 + first;
  const octets = first - 0x80;
  if (at + 2 + octets > bytes.length) return undefined;
  let length = 0;
  for (let i = 0; i < octets; i++) length = length * 256 + (bytes[at + 2 + i] ?? 0);
  return 2 + octets + length;
}

/** Follows SEQUENCEs that stand one behind another, as far as their bytes are known. */
export class DerChain {
  readonly ends: number[] = [];
  /** Where the next one begins. */
  #at = 0;

  /** Whether the first `length` bytes are whole SEQUENCEs; `bytes` gives those of them that are asked for. */
  isWhole(length: number, bytes: (from: number, to: number) => Uint8Array): boolean {
    while (this.#at < length) {
      const size = derLength(bytes(this.#at, this.#at + 6));
      if (size === undefined || this.#at + size > length) return false;
      this.#at += size;
      this.ends.push(this.#at);
    }
    return length > 0;
  }
}
