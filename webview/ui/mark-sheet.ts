import type { BoxRange } from "../../src/protocol";

/** A block of lines has about so many characters. */
const BLOCK = 4096;

interface Block {
  readonly start: number;
  /** After its last character; the line break that follows is no part of it. */
  readonly end: number;
  readonly element: HTMLElement;
  marked: boolean;
}

/**
 * The text of a text area once more, unseen, in an element behind it, with marks where ranges are. Blocks of lines are
 * elements of their own, so that other marks touch only the blocks that they stand in.
 */
export class MarkSheet {
  #text: string | undefined;
  #blocks: Block[] = [];

  constructor(private readonly sheet: HTMLElement) {}

  /** Marks `ranges`, which are in order, in `text`; gives the first mark. */
  show(text: string, ranges: readonly BoxRange[]): HTMLElement | undefined {
    if (ranges.length === 0) {
      for (const block of this.#blocks) if (block.marked) this.#fill(block, []);
      return undefined;
    }
    if (text !== this.#text) this.#build(text);
    let next = 0;
    let first: HTMLElement | undefined;
    for (const block of this.#blocks) {
      while ((ranges[next]?.end ?? Infinity) <= block.start) next++;
      const inside: BoxRange[] = [];
      for (let i = next; (ranges[i]?.start ?? Infinity) < block.end; i++) {
        const range = ranges[i];
        if (range) inside.push(range);
      }
      if (inside.length > 0 || block.marked) first ??= this.#fill(block, inside);
    }
    return first;
  }

  /** Forgets the text: it has changed. */
  clear(): void {
    this.#text = undefined;
    this.#blocks = [];
    this.sheet.replaceChildren();
  }

  #build(text: string): void {
    this.#text = text;
    this.#blocks = [];
    for (let start = 0; start <= text.length;) {
      const lineEnd = text.indexOf("\n", start + BLOCK);
      const end = lineEnd < 0 ? text.length : lineEnd;
      const element = document.createElement("div");
      const block = { start, end, element, marked: false };
      this.#fill(block, []);
      this.#blocks.push(block);
      start = end + 1;
    }
    this.sheet.replaceChildren(...this.#blocks.map(({ element }) => element));
  }

  #fill(block: Block, ranges: readonly BoxRange[]): HTMLElement | undefined {
    const { start, end, element } = block;
    const text = this.#text ?? "";
    const nodes: (Node | string)[] = [];
    let first: HTMLElement | undefined;
    let at = start;
    for (const range of ranges) {
      const [from, to] = [Math.max(at, range.start), Math.min(end, range.end)];
      if (from >= to) continue;
      nodes.push(text.slice(at, from));
      const mark = document.createElement("mark");
      mark.textContent = text.slice(from, to);
      first ??= mark;
      nodes.push(mark);
      at = to;
    }
    const rest = text.slice(at, end);
    // A last line that is empty has no height of its own.
    nodes.push(rest, end === start || text[end - 1] === "\n" ? "\u200b" : "");
    element.replaceChildren(...nodes);
    block.marked = ranges.length > 0;
    return first;
  }
}
