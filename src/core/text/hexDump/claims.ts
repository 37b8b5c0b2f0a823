import type { Range } from "./dump";

/** Stretches of a text that are spoken for. Ranges never overlap. */
export class Claims {
  #ranges: Range[] = [];

  /** Claims `ranges`, which overlap no claimed one. */
  add(ranges: readonly Range[]): void {
    if (ranges.length === 0) return;
    this.#ranges = [...this.#ranges, ...ranges].sort((a, b) => a.start - b.start);
  }

  /** The end of the claimed range that overlaps `start` to `end`; undefined when all of it is free. */
  blocking(start: number, end: number): number | undefined {
    let low = 0;
    let high = this.#ranges.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#ranges[middle]?.end ?? 0) <= start) low = middle + 1;
      else high = middle;
    }
    const range = this.#ranges[low];
    return range && range.start < end ? range.end : undefined;
  }
}

const PEM = /-----BEGIN [A-Z0-9 ]{1,64}-----/g;

/** PEM blocks, which are another reader's. */
export function pemBlocks(text: string): Range[] {
  const blocks: Range[] = [];
  let from = 0;
  for (const match of text.matchAll(PEM)) {
    if (match.index < from) continue;
    const end = text.indexOf("-----END ", match.index);
    if (end < 0) break;
    from = end + 9;
    blocks.push({ start: match.index, end: from });
  }
  return blocks;
}
