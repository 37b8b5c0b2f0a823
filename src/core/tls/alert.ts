import { DecodeError, Reader } from "../bytes/reader";
import type { Tracer } from "../fields/tracer";
import { field, struct, type Infer } from "../grammar";
import { AlertDescription, AlertLevel } from "./codePoints";

const AlertStruct = struct(
  {
    level: field("tls.alert_message.level", AlertLevel, "Level"),
    description: field("tls.alert_message.desc", AlertDescription, "Description"),
  },
  { display: (bytes) => `${AlertLevel.name(bytes[0] ?? 0)} ${AlertDescription.name(bytes[1] ?? 0)}` },
);

/** RFC 8446 §6, RFC 5246 §7.2. */
export const Alert = field("tls.alert_message", AlertStruct, "Alert Message");
export type Alert = Infer<typeof Alert>;

/** Reads an alert; undefined for anything but 2 bytes. */
export function readAlert(bytes: Uint8Array): Alert | undefined {
  return bytes.length === 2 ? Alert.read(new Reader(bytes), {}) : undefined;
}

/** Writes an alert's rows. */
export function traceAlert(tracer: Tracer, bytes: Uint8Array, start: number, end: number): void {
  const reader = new Reader(bytes, start, end);
  try {
    Alert.trace(reader, {}, tracer);
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    tracer.malformed(error.message, error.at, end);
  }
  if (reader.remaining > 0) tracer.malformed("an alert has two bytes, this one has more", reader.offset, end);
  tracer.raw(reader.offset, end);
}
