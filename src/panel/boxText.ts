import type { BoxRange } from "../protocol";

/**
 * The text that the side view's box shows, and where it stands in the text that was inspected. A text area has line
 * feeds alone, so a document with CR LF has more characters than the box.
 */
export class BoxText {
  readonly text: string;
  /** Places of the carriage returns that the box leaves out, in the inspected text. */
  readonly #returns: readonly number[];

  /** `text` stands at `offset` of the inspected text. */
  constructor(
    text: string,
    private readonly offset = 0,
  ) {
    this.text = text.replace(/\r\n?/g, "\n");
    this.#returns =
      this.text.length === text.length
        ? []
        : Array.from(text.matchAll(/\r\n/g), ({ index }) => offset + index);
  }

  /** The characters of the box for those of the inspected text; undefined when the box shows none of them. */
  toBox({ start, end }: BoxRange): BoxRange | undefined {
    const range = { start: this.#placeOf(start), end: this.#placeOf(end) };
    return range.start < range.end ? range : undefined;
  }

  /** The place in the inspected text of a character of the box. */
  fromBox(at: number): number {
    let [low, high] = [0, this.#returns.length];
    // Return number i is left out before the box's character `return - offset - i`.
    while (low < high) {
      const middle = (low + high) >> 1;
      const before = (this.#returns[middle] ?? 0) - this.offset - middle;
      if (before < at) low = middle + 1;
      else high = middle;
    }
    return at + this.offset + low;
  }

  #placeOf(at: number): number {
    let [low, high] = [0, this.#returns.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#returns[middle] ?? 0) < at) low = middle + 1;
      else high = middle;
    }
    return Math.max(0, Math.min(this.text.length, at - this.offset - low));
  }
}
