import { HANDSHAKE_HEADER } from "../tls/handshake";
import { ByteQueue } from "./byteQueue";
import { demand } from "./failure";

/** More than any handshake message may sensibly hold: a length above it is not believed. */
const MAX_MESSAGE = 1 << 18;

/** Puts the server's handshake messages together out of records' contents: several in one, one over several. */
export class MessageJoiner {
  readonly #bytes = new ByteQueue();

  /** Bytes that have come and were not read as messages yet. */
  get pending(): number {
    return this.#bytes.length;
  }

  push(content: Uint8Array): void {
    this.#bytes.push(content);
  }

  /** The next whole message with its header; undefined while there is none. Throws EngineFailure for one that claims too much. */
  next(): Uint8Array | undefined {
    const [, high, middle, low] = this.#bytes.peek(HANDSHAKE_HEADER);
    if (high === undefined || middle === undefined || low === undefined) return undefined;
    const length = high * 65536 + middle * 256 + low;
    demand(
      length <= MAX_MESSAGE,
      "decode_error",
      `The server announced a handshake message of ${String(length)} bytes, more than any message has.`,
    );
    return this.pending < HANDSHAKE_HEADER + length ? undefined : this.#bytes.take(HANDSHAKE_HEADER + length);
  }
}
