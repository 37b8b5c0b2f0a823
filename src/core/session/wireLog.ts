import type { Span } from "../bytes/span";
import type { Finding, KeyLogEntry, Side } from "../inspection";

/** What a protected record holds, where a log shows it in the clear beside the record's bytes or instead of them. */
export interface ShownContent {
  /** Content type: 22 for handshake messages. */
  readonly type: number;
  readonly bytes: Uint8Array;
  readonly span: Span;
  /** It travelled in a protected record, also where that record is not shown. */
  readonly isProtected?: boolean;
  /** Bytes that the log leaves out of it, before its byte `at`. */
  readonly missing?: readonly { readonly at: number; readonly count: number | undefined }[];
}

/** Bytes that one side sent, in the order in which they were seen. */
export interface WireChunk {
  readonly from: Side;
  readonly bytes: Uint8Array;
  /** Milliseconds since the connection was opened, when known. */
  readonly timeMs?: number;
  /** Where the bytes stand in a source that exists already (a dump, a capture); absent for bytes off a socket. */
  readonly span?: Span;
  /** What the record holds that these bytes begin; without any bytes, content whose record is not shown at all. */
  readonly shown?: ShownContent;
  /** So many bytes follow these ones and are not shown; "unknown" where nobody says how many. */
  readonly missing?: number | "unknown";
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
  /** Nothing tells the order between the sides: all that one sent stands before what the other did. */
  readonly unordered?: boolean;
  /** No more will come: a message that the end cuts is read as far as it goes. */
  readonly complete?: boolean;
  /** Absent while it is open, or for a dump that says nothing of its end. */
  readonly end?: WireEnd;
  /** Between whom, and when it was opened in milliseconds since 1970: for captures. */
  readonly connection?: {
    readonly client: SocketAddress;
    readonly server: SocketAddress;
    readonly openedMs: number;
  };
}
