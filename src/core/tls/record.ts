import { Reader } from "../bytes/reader";
import { Writer } from "../bytes/writer";
import { defineField } from "../fields/schema";
import type { Tracer } from "../fields/tracer";
import { integerOf } from "../grammar";
import { ContentType, ProtocolVersion } from "./codePoints";

/** Bytes of a record's header: type, version, length (RFC 8446 §5.1). */
export const RECORD_HEADER = 5;
/** The most that a protected record may hold: 2^14 + 256 in TLS 1.3, + 2048 before (RFC 5246 §6.2.3). */
export const MAX_FRAGMENT = 16384 + 2048;

/** Content types that are in use, by name. */
export const CONTENT = {
  change_cipher_spec: 20,
  alert: 21,
  handshake: 22,
  application_data: 23,
  heartbeat: 24,
} as const;

/** A record as it stands on the wire; offsets count from the start of its direction's bytes. */
export interface RecordHeader {
  readonly type: number;
  readonly version: number;
  readonly length: number;
}

/** The header at `offset`, or undefined when fewer than 5 bytes are there. */
export function readRecordHeader(bytes: Uint8Array, offset: number): RecordHeader | undefined {
  const reader = new Reader(bytes, offset);
  if (reader.remaining < RECORD_HEADER) return undefined;
  return {
    type: reader.uint(1, "type"),
    version: reader.uint(2, "version"),
    length: reader.uint(2, "length"),
  };
}

/** Why this header cannot be a TLS record's, in words; undefined when it can be one. */
export function implausibleHeader(header: RecordHeader): string | undefined {
  if (ContentType.name(header.type) === "unknown")
    return `content type ${String(header.type)} is none of TLS's`;
  if (header.version >> 8 !== 3) return `version ${ProtocolVersion.display(header.version)} is none of TLS's`;
  if (header.length > MAX_FRAGMENT)
    return `a record of ${String(header.length)} bytes is larger than TLS allows (${String(MAX_FRAGMENT)})`;
  return undefined;
}

/** A plaintext record with its header. `fragment` is at most 2^14 bytes. */
export function writeRecord(type: number, version: number, fragment: Uint8Array): Uint8Array {
  const writer = new Writer();
  writer.uint(type, 1);
  writer.uint(version, 2);
  writer.prefixed(2, () => {
    writer.put(fragment);
  });
  return writer.finish();
}

const RECORD = defineField({
  key: "tls.record",
  label: (bytes) => `Record: ${ContentType.name(bytes[0] ?? 0)}`,
  display: (bytes) => `${String(bytes.length)} bytes`,
});
const LENGTH = defineField({
  key: "tls.record.length",
  label: "Length",
  value: integerOf,
  display: (b) => String(integerOf(b)),
  minor: true,
});
const traceType = ContentType.bind("tls.record.content_type", "Content Type");
const traceVersion = ProtocolVersion.bind("tls.record.version", "Version");

/** Begins the row of the record at `start` and writes its header's rows; the caller adds the fragment's rows and closes it. */
export function traceRecordHeader(tracer: Tracer, bytes: Uint8Array, start: number): number {
  const reader = new Reader(bytes, start, Math.min(bytes.length, start + RECORD_HEADER));
  const row = tracer.open(RECORD, start);
  traceType(reader, {}, tracer);
  traceVersion(reader, {}, tracer);
  tracer.leaf(LENGTH, reader.offset, reader.offset + 2);
  return row;
}
