import { findAgain, type FoundDumps } from "./findAgain";
import type { Dump, FindOptions } from "./hexDump/dump";
import type { PlacedDump } from "./placedDump";
import type { Steps } from "./steps";

/**
 * The dumps of a text, found step by step so that an editor can rest between the steps, and again after an edit: what
 * an earlier index found in stretches that are unchanged is taken over, moved to where it stands now. Nothing throws.
 */
export class DumpIndex implements Iterator<unknown> {
  #earlier: FoundDumps | undefined;
  #steps: Steps<readonly PlacedDump[]> | undefined;
  #found: FoundDumps | undefined;
  #dumps: readonly Dump[] = [];

  constructor(
    readonly text: string,
    earlier?: DumpIndex,
    private readonly options: FindOptions = {},
  ) {
    // An index that was left half-way hands on what it had been given itself.
    this.#earlier = earlier && (earlier.#found ?? earlier.#earlier);
    this.#steps = findAgain(text, options, this.#earlier);
  }

  /** Takes the next step: a few milliseconds at most. Done when every dump is found. */
  next(): IteratorResult<unknown> {
    const step = this.#steps?.next();
    if (!step) return { done: true, value: undefined };
    if (step.done) {
      const { text, options } = this;
      this.#found = { text, options, dumps: step.value };
      this.#dumps = step.value.map(({ now }) => now);
      // They hold on to the earlier text.
      this.#earlier = undefined;
      this.#steps = undefined;
    }
    return { done: false, value: undefined };
  }

  /** The dumps of the text, in its order; none before all are found. Bytes of an unchanged dump are the same array as before. */
  get dumps(): readonly Dump[] {
    return this.#dumps;
  }
}
