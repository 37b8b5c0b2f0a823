import type { SourceId } from "../bytes/span";
import { attempt } from "../bytes/reader";
import { Tracer } from "../fields/tracer";
import type { Message, Side } from "../inspection";
import { State } from "../session/state";
import { HANDSHAKE_HEADER, messageName, readHandshake, traceHandshake } from "../tls/handshake";
import { traceEmbeddedDer } from "../x509";
import { senderOf } from "./direction";
import type { Draft } from "./draft";

/** Handshake messages that stand without records, as debug logs print them: one conversation, in order. */
export class BareHandshakes {
  readonly messages: Message[] = [];
  readonly #state: State;

  constructor(private readonly draft: Draft) {
    this.#state = new State([], traceEmbeddedDer, draft.provider);
  }

  /** Reads the messages that fill a source. `from` is who sent them, where that is known. */
  add(source: SourceId, from?: Side): void {
    const { bytes } = this.draft.sources.byteSource(source);
    for (let at = 0; at < bytes.length;) {
      const end = at + messageLength(bytes.subarray(at));
      this.#message(
        source,
        bytes,
        at,
        end,
        from ?? senderOf(bytes[at] ?? -1) ?? this.messages.at(-1)?.from ?? "client",
      );
      at = end;
    }
  }

  #message(source: SourceId, bytes: Uint8Array, start: number, end: number, from: Side): void {
    const { fields, findings } = this.draft;
    const message = bytes.subarray(start, end);
    const context = this.#state.context(from);
    const value = attempt(() => readHandshake(message, context));
    if (value) this.#state.learn(value);
    // A lone message says nothing of version and key exchange: it is read as the commonest of TLS 1.2.
    const known = {
      ...context,
      version: this.#state.version ?? 0x0303,
      keyExchange: context.keyExchange ?? "ecdhe",
      signed: context.signed ?? true,
    } as const;
    const field = traceHandshake(new Tracer(fields, source, 0, findings), bytes, start, end, known);
    this.messages.push({
      index: this.messages.length,
      stream: 0,
      from,
      name: messageName(message),
      detail: "",
      encrypted: false,
      span: { source, start, end },
      field,
      records: [],
    });
  }
}

/** Length of the message that begins here, header included, as far as there are bytes. */
function messageLength(bytes: Uint8Array): number {
  if (bytes.length < HANDSHAKE_HEADER) return bytes.length;
  const length = HANDSHAKE_HEADER + (bytes[1] ?? 0) * 65536 + (bytes[2] ?? 0) * 256 + (bytes[3] ?? 0);
  return Math.min(bytes.length, length);
}
