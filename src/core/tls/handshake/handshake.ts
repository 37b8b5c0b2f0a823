import { count, DecodeError, Reader } from "../../bytes/reader";
import { Writer } from "../../bytes/writer";
import { defineField } from "../../fields/schema";
import type { Tracer } from "../../fields/tracer";
import { integerOf, traceRegion, type Context, type Field } from "../../grammar";
import { HandshakeType } from "../codePoints";
import { MESSAGES, MESSAGE_TYPES, type HandshakeMessage, type MessageName } from "./messages";
import { isHelloRetryRequest } from "../helloRetryRequest";

/** Bytes of a handshake message's header: its type and its 24-bit length. */
export const HANDSHAKE_HEADER = 4;

/** The RFC's name of a message that begins with these bytes, or "unknown". */
export function messageName(message: Uint8Array): MessageName | "unknown" {
  if (isHelloRetryRequest(message)) return "hello_retry_request";
  const name = HandshakeType.name(message[0] ?? -1);
  return name in MESSAGES ? (name as MessageName) : "unknown";
}

/** Reads a whole message, header included. Throws DecodeError for a malformed or unknown one, or for bytes left over. */
export function readHandshake(message: Uint8Array, context: Context): HandshakeMessage {
  const name = messageName(message);
  if (name === "unknown") throw new DecodeError(`handshake message of unknown type ${String(message[0])}`, 0);
  const reader = new Reader(message);
  reader.uint(1, "a handshake message's type");
  const inner = reader.within(reader.uint(3, "a handshake message's length"), "a handshake message");
  const content: Field<unknown> = MESSAGES[name];
  const value = content.read(inner, { ...context, message: name });
  if (inner.remaining > 0 || reader.remaining > 0)
    throw new DecodeError(`bytes left over at the end of ${name}`, inner.offset);
  return { tag: name, value } as HandshakeMessage;
}

/** Writes a whole message, header included. */
export function writeHandshake(message: HandshakeMessage): Uint8Array {
  const writer = new Writer();
  writer.uint(MESSAGE_TYPES[message.tag], 1);
  writer.prefixed(3, () => {
    const content: Field<unknown> = MESSAGES[message.tag];
    content.write(writer, message.value);
  });
  return writer.finish();
}

/** "client_hello" → "Client Hello". */
export function titleOf(name: string): string {
  return name.replace(
    /(^|_)([a-z])/g,
    (_, separator: string, letter: string) => `${separator ? " " : ""}${letter.toUpperCase()}`,
  );
}

const HANDSHAKE = defineField({
  key: "tls.handshake",
  label: (bytes) => {
    const name = messageName(bytes);
    return `Handshake Protocol: ${name === "unknown" ? HandshakeType.display(bytes[0] ?? 0) : titleOf(name)}`;
  },
  display: (bytes) => `${String(bytes.length)} bytes`,
});
const LENGTH = defineField({
  key: "tls.handshake.length",
  label: "Length",
  value: integerOf,
  display: (b) => String(integerOf(b)),
  minor: true,
});
const traceType = HandshakeType.bind("tls.handshake.type", "Handshake Type");

/** Writes the rows of a message (header included) that stands at `start` to `end` of `bytes`. Returns its row. */
export function traceHandshake(
  tracer: Tracer,
  bytes: Uint8Array,
  start: number,
  end: number,
  context: Context,
): number {
  const reader = new Reader(bytes, start, end);
  const row = tracer.open(HANDSHAKE, start);
  try {
    traceType(reader, context, tracer);
    const at = reader.offset;
    const length = reader.uint(3, "a handshake message's length");
    tracer.leaf(LENGTH, at, reader.offset);
    const name = messageName(bytes.subarray(start, end));
    traceRegion(
      reader,
      length,
      name === "unknown" ? "the handshake message" : titleOf(name),
      tracer,
      (inner) => {
        const content: Field<unknown> | undefined = name === "unknown" ? undefined : MESSAGES[name];
        if (content) content.trace(inner, { ...context, message: name }, tracer);
        else {
          tracer.raw(inner.offset, inner.end);
          inner.offset = inner.end;
        }
      },
    );
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    if (reader.offset < start + HANDSHAKE_HEADER) tracer.malformed(error.message, error.at, end);
  }
  const left = end - reader.offset;
  if (left > 0 && reader.offset >= start + HANDSHAKE_HEADER)
    tracer.malformed(`${count(left)} left over at the end of the handshake message`, reader.offset, end);
  tracer.raw(reader.offset, end);
  tracer.close(row, end);
  return row;
}
