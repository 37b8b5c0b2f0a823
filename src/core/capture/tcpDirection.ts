/** Bytes of one direction that come next in order: where they stand in the file. */
export interface InOrder {
  readonly start: number;
  readonly end: number;
}

interface Pending extends InOrder {
  readonly sequence: number;
}

/** More segments than this that wait for an earlier one mean that it was never captured. */
const MAX_PENDING = 1024;

/** Puts the segments of one direction in order (RFC 9293 §3.4): repeated bytes are dropped, late ones waited for. */
export class TcpDirection {
  #next: number | undefined;
  /** Sorted by sequence number. */
  #pending: Pending[] = [];
  #broken = false;

  /** The number of the first byte, from a SYN; otherwise the first segment's. */
  synchronize(sequence: number): void {
    this.#next ??= sequence;
  }

  /** Whether a SYN with this number would start another connection. */
  isOther(sequence: number): boolean {
    return this.#next !== undefined && distance(this.#next, sequence) !== 0;
  }

  /** Takes a segment; returns what can now be read in order. */
  add(sequence: number, start: number, end: number): InOrder[] {
    this.#next ??= sequence;
    if (this.#broken || start >= end) return [];
    const ready: InOrder[] = [];
    if (distance(this.#next, sequence) > 0) this.#wait({ sequence, start, end });
    else this.#take(sequence, start, end, ready);
    if (ready.length > 0) this.#drain(ready);
    return ready;
  }

  /** Whether bytes were missing, and how many captured ones stand behind the gap. */
  get gap(): { missing: number; behind: number } | undefined {
    const first = this.#pending[0];
    if (!first || this.#next === undefined) return undefined;
    const behind = this.#pending.reduce((sum, { start, end }) => sum + end - start, 0);
    return { missing: distance(this.#next, first.sequence), behind };
  }

  #take(sequence: number, start: number, end: number, ready: InOrder[]): void {
    const known = -distance(this.#next ?? sequence, sequence);
    if (known >= end - start) return;
    ready.push({ start: start + known, end });
    this.#next = ((this.#next ?? sequence) + (end - start - known)) >>> 0;
  }

  #wait(segment: Pending): void {
    let at = this.#pending.length;
    while (at > 0 && distance(segment.sequence, this.#pending[at - 1]?.sequence ?? 0) > 0) at--;
    this.#pending.splice(at, 0, segment);
    if (this.#pending.length >= MAX_PENDING) this.#broken = true;
  }

  #drain(ready: InOrder[]): void {
    let taken = 0;
    for (const { sequence, start, end } of this.#pending) {
      if (distance(this.#next ?? 0, sequence) > 0) break;
      this.#take(sequence, start, end, ready);
      taken++;
    }
    if (taken > 0) this.#pending = this.#pending.slice(taken);
  }
}

/** How far `to` is ahead of `from` in sequence numbers, which wrap at 2^32; negative when behind. */
function distance(from: number, to: number): number {
  return (to - from) | 0;
}
