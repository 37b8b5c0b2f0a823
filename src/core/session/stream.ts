import { concatAll } from "../bytes/concat";
import type { Segment, SourceGraph } from "../bytes/source";
import type { SourceId } from "../bytes/span";
import type { Side } from "../inspection";
import type { ShownContent, WireChunk } from "./wireLog";

/** Bytes that are not shown: they belong before the stream's byte `at`. */
export interface Hole {
  readonly at: number;
  readonly count: number | undefined;
}

/** Where a record's fragment ends, and what of it is not shown. */
export interface Extent {
  readonly end: number;
  readonly holes: readonly Hole[];
  /** More is missing than the record's rest: where the next one begins is not known. */
  readonly lost: boolean;
}

/** All bytes that one side sent, as one source; `available` grows as the chunks are gone through. */
export class Stream {
  readonly source: SourceId;
  readonly bytes: Uint8Array;
  /** Bytes seen so far. */
  available = 0;
  /** Where the next record begins. */
  offset = 0;
  /** Records read so far. */
  records = 0;
  /** Set when what follows is not TLS any more. */
  broken = false;
  /** Set when the next record's header is to be looked for, since bytes before it are not shown. */
  lost = false;
  /** Contents that a log shows decrypted, by the offset at which their record begins. */
  readonly #shown = new Map<number, ShownContent>();
  readonly #holes: Hole[] = [];
  /** Holes that were reached, and those of them that records are done with. */
  #reached = 0;
  #passed = 0;

  constructor(
    readonly side: Side,
    chunks: readonly WireChunk[],
    sources: SourceGraph,
  ) {
    const own = chunks.filter((chunk) => chunk.from === side);
    this.bytes = concatAll(own.map((chunk) => chunk.bytes));
    const segments: Segment[] = [];
    let start = 0;
    for (const { bytes, span, shown, missing } of own) {
      if (shown) this.#shown.set(start, shown);
      if (span) segments.push({ start, parent: span.source, parentStart: span.start, length: bytes.length });
      start += bytes.length;
      if (missing !== undefined)
        this.#holes.push({ at: start, count: missing === "unknown" ? undefined : missing });
    }
    this.source = sources.addBytes(side === "client" ? "client to server" : "server to client", this.bytes, {
      segments,
    });
  }

  /** Takes the next chunk of this side. */
  take(chunk: WireChunk): void {
    this.available += chunk.bytes.length;
    if (chunk.missing !== undefined) this.#reached++;
  }

  /** What a log shows of the record at `offset`. */
  shownAt(offset: number): ShownContent | undefined {
    return this.#shown.get(offset);
  }

  /** The next hole, when it was reached and lies before `end`. */
  holeBefore(end: number): Hole | undefined {
    const hole = this.#passed < this.#reached ? this.#holes[this.#passed] : undefined;
    return hole && hole.at < end ? hole : undefined;
  }

  /** Is done with the next `count` holes. */
  passHoles(count: number): void {
    this.#passed += count;
  }

  /** Where a fragment of `length` bytes at `start` ends, holes counted; undefined while it has not come. */
  extent(start: number, length: number): Extent | undefined {
    const holes: Hole[] = [];
    let at = start;
    let need = length;
    for (let next = this.#passed; next < this.#reached && need > 0; next++) {
      const hole = this.#holes[next];
      if (!hole || hole.at - at >= need) break;
      need -= hole.at - at;
      at = hole.at;
      const missing = Math.min(hole.count ?? need, need);
      holes.push({ at, count: missing });
      if (missing === need) return { end: at, holes, lost: hole.count === undefined || hole.count > missing };
      need -= missing;
    }
    return at + need <= this.available ? { end: at + need, holes, lost: false } : undefined;
  }
}
