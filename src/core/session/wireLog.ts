import type { Span } from "../bytes/span";
import type { Finding, KeyLogEntry, Side } from "../inspection";

/** Bytes that one side sent, in the order in which they were seen. */
export interface WireChunk {
  readonly from: Side;
  readonly bytes: Uint8Array;
  /** Milliseconds since the connection was opened, when known. */
  readonly timeMs?: number;
  /** Where the bytes stand in a source that exists already (a dump, a capture); absent for bytes off a socket. */
  readonly span?: Span;
}

/** How a connection ended, as far as the observer knows. */
export interface WireEnd {
  /** Who closed it: a side, or the observer ("timeout" after waiting, "cancelled", "reset" by the network, "settled" after the stated time). */
  readonly by: Side | "timeout" | "cancelled" | "reset" | "settled" | "limit";
  readonly timeMs?: number;
  /** What the observer knows beyond the bytes: that the port refused, that nothing came for 10 s, why our client stopped. */
  readonly finding?: Finding;
}

/** An address as text ("127.0.0.1", "::1") and a TCP port. */
export interface SocketAddress {
  readonly address: string;
  readonly port: number;
}

/** Everything that an Inspection of a connection is made from: keep it, and the Inspection can be made again. */
export interface WireLog {
  readonly chunks: readonly WireChunk[];
  readonly keyLog: readonly KeyLogEntry[];
  /** Absent while it is open, or for a dump that says nothing of its end. */
  readonly end?: WireEnd;
  /** Between whom, and when it was opened in milliseconds since 1970: for captures. */
  readonly connection?: {
    readonly client: SocketAddress;
    readonly server: SocketAddress;
    readonly openedMs: number;
  };
}
