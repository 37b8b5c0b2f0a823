import type { SourceId } from "../bytes/span";
import { Tracer } from "../fields/tracer";
import type { Message } from "../inspection";
import { HANDSHAKE_HEADER, messageName, traceHandshake } from "../tls/handshake";
import { traceEmbeddedDer } from "../x509";
import { senderOf } from "./direction";
import type { Draft } from "./draft";

/**
 * Reads handshake messages that stand in a source without records, as debug logs print them. What a message hangs on is
 * not known here: it is read as TLS 1.2's where its bytes do not say otherwise.
 */
export function bareHandshakes(draft: Draft, source: SourceId): Message[] {
  const { bytes } = draft.sources.byteSource(source);
  const messages: Message[] = [];
  let at = 0;
  while (at < bytes.length) {
    const length =
      bytes.length - at < HANDSHAKE_HEADER
        ? bytes.length - at
        : HANDSHAKE_HEADER +
          ((bytes[at + 1] ?? 0) << 16) +
          ((bytes[at + 2] ?? 0) << 8) +
          (bytes[at + 3] ?? 0);
    const end = Math.min(bytes.length, at + length);
    const tracer = new Tracer(draft.fields, source, 0, draft.findings);
    const field = traceHandshake(tracer, bytes, at, end, {
      version: 0x0303,
      keyExchange: "ecdhe",
      der: traceEmbeddedDer,
    });
    const span = { source, start: at, end };
    messages.push({
      index: messages.length,
      stream: 0,
      from: senderOf(bytes[at] ?? -1) ?? "client",
      name: messageName(bytes.subarray(at, end)),
      detail: "",
      encrypted: false,
      span,
      field,
      records: [],
    });
    at = end;
  }
  return messages;
}
