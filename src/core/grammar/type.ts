import type { Reader } from "../bytes/reader";
import type { Writer } from "../bytes/writer";
import type { Tracer } from "../fields/tracer";
import type { Side } from "../inspection";

/** Which key exchange decides what Server and Client Key Exchange hold (RFC 5246 §7.4.3, RFC 8422 §5.4). */
export type KeyExchange = "rsa" | "dhe" | "ecdhe" | "psk" | "dhe_psk" | "ecdhe_psk" | "rsa_psk" | "tls13";

/** What a structure's meaning can hang on: a closed set, handed down while reading. All of it may be unknown. */
export interface Context {
  /** The negotiated version as on the wire: 0x0303, 0x0304. */
  readonly version?: number | undefined;
  readonly from?: Side | undefined;
  /** RFC name of the handshake message that is being read. */
  readonly message?: string | undefined;
  readonly keyExchange?: KeyExchange | undefined;
  /** Whether the server signs Server Key Exchange (not in anonymous and PSK suites). */
  readonly signed?: boolean | undefined;
  /** Bytes of the hash that Finished and PSK binders are made with. */
  readonly hashLength?: number | undefined;
  /** Bytes of a plain Finished (12 in TLS 1.2). */
  readonly verifyDataLength?: number | undefined;
  /** Writes the rows of DER that is embedded in a message, when there is a decoder for it. */
  readonly der?:
    | ((
        kind: "certificate" | "name" | "ocsp_response",
        tracer: Tracer,
        bytes: Uint8Array,
        start: number,
        end: number,
      ) => void)
    | undefined;
}

/**
 * Reads one value and writes its rows; what could not be read is undefined. Throws DecodeError where the
 * structure broke: the bounded region around it (a vector, a message) reports that and goes on behind itself.
 */
export type Tracing<T> = (reader: Reader, context: Context, tracer: Tracer) => T | undefined;

/** A structure of the presentation language (RFC 8446 §3): reads, traces and writes values of type `T`. */
export interface Type<T> {
  /** Reads one value without tracing. Throws DecodeError. */
  read(reader: Reader, context: Context): T;
  /** Writes one value. Throws RangeError for a value out of the structure's bounds. */
  write(writer: Writer, value: T): void;
  /** Registers the schemas for a place where this structure stands, once, and returns what traces it there. */
  bind(key: string, label: string): Tracing<T>;
}

/** A structure at a place: its key (Wireshark's filter name) and label. */
export interface Field<T> extends Type<T> {
  /** Traces at this place. */
  trace: Tracing<T>;
}

/** The value that a structure reads to and is written from. */
export type Infer<F> = F extends Type<infer T> ? T : never;

/** Puts a structure at a place. Without a label, a struct makes one from the property's name. */
export function field<T>(key: string, type: Type<T>, label: string): Field<T> {
  const trace = type.bind(key, label);
  return {
    read: (r, c) => type.read(r, c),
    write: (w, v) => {
      type.write(w, v);
    },
    bind: (k, l) => type.bind(k, l),
    trace,
  };
}
