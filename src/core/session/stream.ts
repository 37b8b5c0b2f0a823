import { concatAll } from "../bytes/concat";
import type { Segment, SourceGraph } from "../bytes/source";
import type { SourceId } from "../bytes/span";
import type { Side } from "../inspection";
import type { WireChunk } from "./wireLog";

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

  constructor(
    readonly side: Side,
    chunks: readonly WireChunk[],
    sources: SourceGraph,
  ) {
    const own = chunks.filter((chunk) => chunk.from === side);
    this.bytes = concatAll(own.map((chunk) => chunk.bytes));
    const segments: Segment[] = [];
    let start = 0;
    for (const { bytes, span } of own) {
      if (span) segments.push({ start, parent: span.source, parentStart: span.start, length: bytes.length });
      start += bytes.length;
    }
    this.source = sources.addBytes(side === "client" ? "client to server" : "server to client", this.bytes, {
      segments,
    });
  }
}
