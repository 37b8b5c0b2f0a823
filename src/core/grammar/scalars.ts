import { toHex } from "../bytes/hex";
import { count } from "../bytes/reader";
import { defineField, type FieldSchema } from "../fields/schema";
import type { Type } from "./type";

/** How a leaf's row looks. */
interface LeafOptions {
  /** Bytes that it takes, when that is fixed: where they are missing, the finding names the field. */
  readonly size?: number;
  readonly minor?: boolean;
}

/** A structure without parts: one leaf row. */
export function leaf<T>(
  describe: Pick<FieldSchema, "value" | "display">,
  read: Type<T>["read"],
  write: Type<T>["write"],
  { size = 0, minor = false }: LeafOptions = {},
): Type<T> {
  return {
    read,
    write,
    bind(key, label) {
      const schema = defineField({ key, label, ...describe, ...(minor ? { minor } : {}) });
      return (reader, context, tracer) => {
        const start = reader.offset;
        reader.need(size, label);
        const value = read(reader, context);
        tracer.leaf(schema, start, reader.offset);
        return value;
      };
    },
  };
}

/** The unsigned big-endian integer that `bytes` hold (at most 6 bytes). */
export function integerOf(bytes: Uint8Array): number {
  return bytes.reduce((value, byte) => value * 256 + byte, 0);
}

/** An unsigned integer of `length` bytes, shown in decimal or as `display` says. */
export function uint(length: number, display?: (value: number) => string, minor = false): Type<number> {
  return leaf(
    { value: integerOf, display: (bytes) => (display ?? String)(integerOf(bytes)) },
    (reader) => reader.uint(length, length === 1 ? "a byte" : `a ${String(length * 8)}-bit number`),
    (writer, value) => {
      writer.uint(value, length);
    },
    { size: length, minor },
  );
}

/** How byte strings are shown: hex, at most 64 bytes of it. */
export function displayBytes(bytes: Uint8Array): string {
  if (bytes.length === 0) return "(empty)";
  return bytes.length <= 64 ? toHex(bytes) : `${toHex(bytes.subarray(0, 64))}… (${count(bytes.length)})`;
}

const opaqueDescription = { value: (bytes: Uint8Array): string => toHex(bytes), display: displayBytes };

/** Exactly `length` bytes: `opaque name[length]`. */
export function opaque(length: number, display = displayBytes): Type<Uint8Array> {
  return leaf(
    { ...opaqueDescription, display },
    (reader) => reader.take(length, `a string of ${count(length)}`),
    (writer, value) => {
      if (value.length !== length)
        throw new RangeError(`${count(value.length)} where ${String(length)} belong`);
      writer.put(value);
    },
    { size: length },
  );
}

/** All bytes that are left. */
export function rest(describe: Pick<FieldSchema, "value" | "display"> = opaqueDescription): Type<Uint8Array> {
  return leaf(
    describe,
    (reader) => reader.take(reader.remaining, "the rest"),
    (writer, value) => {
      writer.put(value);
    },
  );
}

/** Text in the bytes of an opaque string, one character a byte (ASCII names). */
export function asciiOf(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes.subarray(0, 4096));
}

/** For opaque strings that hold ASCII text. */
export const asciiDescription = {
  value: asciiOf,
  display: (bytes: Uint8Array): string =>
    bytes.length <= 4096 ? asciiOf(bytes) : `${asciiOf(bytes)}… (${count(bytes.length)})`,
};
