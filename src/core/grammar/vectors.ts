import { count, DecodeError, Reader } from "../bytes/reader";
import { defineField, type FieldSchema } from "../fields/schema";
import type { Tracer } from "../fields/tracer";
import { traceRegion } from "./region";
import { displayBytes, integerOf } from "./scalars";
import { toHex } from "../bytes/hex";
import type { Context, Field, Tracing, Type } from "./type";

type LengthBytes = 1 | 2 | 3;

/** Reads a length prefix, checks its bounds. */
function readLength(
  reader: Reader,
  lengthBytes: LengthBytes,
  min: number,
  max: number,
  what: string,
): number {
  const at = reader.offset;
  const length = reader.uint(lengthBytes, `the length of ${what}`);
  if (length < min || length > max) throw new DecodeError(outOfBounds(what, length, min, max), at);
  return length;
}

function outOfBounds(what: string, length: number, min: number, max: number): string {
  return length < min
    ? `${what} has ${count(length)}, at least ${String(min)} belong there`
    : `${what} has ${count(length)}, at most ${String(max)} are allowed`;
}

/** The length row and the content row that every variable-length vector has. */
function bindPrefixed<T>(
  key: string,
  label: string,
  lengthBytes: LengthBytes,
  min: number,
  max: number,
  describe: Omit<FieldSchema, "key" | "label">,
  content: (reader: Reader, context: Context, tracer: Tracer) => T | undefined,
): Tracing<T> {
  const lengthSchema = defineField({
    key: `${key}_length`,
    label: `${label} Length`,
    value: integerOf,
    display: (b) => String(integerOf(b)),
    minor: true,
  });
  const schema = defineField({ key, label, ...describe });
  return (reader, context, tracer) => {
    const start = reader.offset;
    const length = reader.uint(lengthBytes, `the length of ${label}`);
    tracer.leaf(lengthSchema, start, reader.offset);
    // Where bytes are missing, that is what is said of it.
    if ((length < min || length > max) && length <= reader.remaining)
      tracer.malformed(outOfBounds(label, length, min, max), start, reader.offset);
    const row = tracer.open(schema, reader.offset);
    let value: T | undefined;
    try {
      traceRegion(reader, length, label, tracer, (inner) => {
        value = content(inner, context, tracer);
      });
    } finally {
      tracer.close(row, reader.offset);
    }
    return value;
  };
}

/** Writes rows for a byte string's content, if it has any to write. It need not move the reader. */
export type InnerRows = (reader: Reader, context: Context, tracer: Tracer) => void;

/**
 * A byte string with a length prefix: `opaque name<min..max>`; the prefix has `lengthBytes` bytes. `inner` can
 * write rows for what the string holds.
 */
export function opaqueVector(
  lengthBytes: LengthBytes,
  min = 0,
  max = 256 ** lengthBytes - 1,
  describe: Pick<FieldSchema, "value" | "display"> = { value: toHex, display: displayBytes },
  inner?: InnerRows,
): Type<Uint8Array> {
  return {
    read(reader) {
      const length = readLength(reader, lengthBytes, min, max, "a string");
      return reader.take(length, "a string");
    },
    write(writer, value) {
      if (value.length < min || value.length > max) {
        throw new RangeError(outOfBounds("a string", value.length, min, max));
      }
      writer.prefixed(lengthBytes, () => {
        writer.put(value);
      });
    },
    bind(key, label) {
      return bindPrefixed(key, label, lengthBytes, min, max, describe, (reader, context, tracer) => {
        if (reader.remaining > 0) inner?.(reader, context, tracer);
        return reader.take(reader.remaining, label);
      });
    },
  };
}

/** A vector of `item` with a length prefix of `lengthBytes` bytes: `Item name<min..max>`, bounds in bytes. */
export function vector<T>(
  lengthBytes: LengthBytes,
  item: Field<T>,
  min = 0,
  max = 256 ** lengthBytes - 1,
): Type<T[]> {
  const readAll = (reader: Reader, context: Context): T[] => {
    const items: T[] = [];
    while (reader.remaining > 0) items.push(readItem(reader, context, item));
    return items;
  };
  return {
    read(reader, context) {
      const length = readLength(reader, lengthBytes, min, max, "a list");
      return readAll(reader.within(length, "a list"), context);
    },
    write(writer, value) {
      const before = writer.length + lengthBytes;
      writer.prefixed(lengthBytes, () => {
        for (const one of value) item.write(writer, one);
      });
      const length = writer.length - before;
      if (length < min || length > max) throw new RangeError(outOfBounds("a list", length, min, max));
    },
    bind(key, label) {
      const display = (bytes: Uint8Array): string =>
        displayCount(bytes, (reader) => readAll(reader, {}).length);
      return bindPrefixed(key, label, lengthBytes, min, max, { display }, (reader, context, tracer) => {
        const items: T[] = [];
        while (reader.remaining > 0) {
          const at = reader.offset;
          const value = item.trace(reader, context, tracer);
          if (value !== undefined) items.push(value);
          if (reader.offset === at) throw new DecodeError("an empty item would repeat for ever", at);
        }
        return items;
      });
    },
  };
}

/** How many items a list has, where that can be read without knowing more. */
function displayCount(bytes: Uint8Array, countItems: (reader: Reader) => number): string {
  if (bytes.length === 0) return "(empty list)";
  try {
    const items = countItems(new Reader(bytes));
    return items === 1 ? "1 item" : `${String(items)} items`;
  } catch (error) {
    if (error instanceof DecodeError) return "";
    throw error;
  }
}

function readItem<T>(reader: Reader, context: Context, item: Field<T>): T {
  const at = reader.offset;
  const value = item.read(reader, context);
  if (reader.offset === at) throw new DecodeError("an empty item would repeat for ever", at);
  return value;
}
