import { attempt, DecodeError, Reader } from "../../bytes/reader";
import { Writer } from "../../bytes/writer";
import type { Context, Field, Infer } from "../../grammar";

/** The handshake messages that carry extensions (RFC 8446 §4.2). */
export type ExtensionMessage =
  | "client_hello"
  | "server_hello"
  | "hello_retry_request"
  | "encrypted_extensions"
  | "certificate"
  | "certificate_request"
  | "new_session_ticket";

/** An extension as it stands on the wire. */
export interface Extension {
  extension_type: number;
  extension_data: Uint8Array;
}

type Bodies = Partial<Record<ExtensionMessage, Field<unknown>>>;

/** What an extension holds in each message that may bear it, and how to get it out and put it in. */
export interface ExtensionDefinition<B extends Bodies = Bodies> {
  readonly code: number;
  readonly bodies: B;
  /** The content in `message`; undefined when it is absent. Throws DecodeError when it is malformed. */
  read<M extends keyof B & ExtensionMessage>(
    extensions: readonly Extension[] | undefined,
    message: M,
    context?: Context,
  ): Infer<NonNullable<B[M]>> | undefined;
  /** Like `read`, but undefined when it is malformed too. */
  find<M extends keyof B & ExtensionMessage>(
    extensions: readonly Extension[] | undefined,
    message: M,
    context?: Context,
  ): Infer<NonNullable<B[M]>> | undefined;
  /** The extension with this content, for `message`. */
  make<M extends keyof B & ExtensionMessage>(message: M, value: Infer<NonNullable<B[M]>>): Extension;
}

/** Defines an extension by its code point and its content in each message that may bear it. */
export function extension<B extends Bodies>(code: number, bodies: B): ExtensionDefinition<B> {
  const definition: ExtensionDefinition<B> = {
    code,
    bodies,
    read<M extends keyof B & ExtensionMessage>(
      extensions: readonly Extension[] | undefined,
      message: M,
      context: Context = {},
    ): Infer<NonNullable<B[M]>> | undefined {
      const found = extensions?.find((one) => one.extension_type === code);
      const body: Field<unknown> | undefined = bodies[message];
      if (!found || !body) return undefined;
      const reader = new Reader(found.extension_data);
      const value = body.read(reader, { ...context, message });
      if (reader.remaining > 0)
        throw new DecodeError("bytes left over at the end of the extension", reader.offset);
      return value as Infer<NonNullable<B[M]>>;
    },
    find: (extensions, message, context) => attempt(() => definition.read(extensions, message, context)),
    make(message, value) {
      const writer = new Writer();
      const body: Field<unknown> | undefined = bodies[message];
      body?.write(writer, value);
      return { extension_type: code, extension_data: writer.finish() };
    },
  };
  return definition;
}
