import { toHex } from "../../bytes/hex";
import { count, type Reader } from "../../bytes/reader";
import { defineField } from "../../fields/schema";
import { displayBytes, field, integerOf, traceRegion, vector, type Field, type Tracing } from "../../grammar";
import { ExtensionType } from "../codePoints";
import { EXTENSIONS } from "../extensions";
import type { Extension, ExtensionMessage } from "../extensions/extension";

const nameOf = (bytes: Uint8Array): string => ExtensionType.name(integerOf(bytes.subarray(0, 2)));
const EXTENSION = defineField({
  key: "tls.handshake.extension",
  label: (bytes) => `Extension: ${nameOf(bytes)}`,
  display: (bytes) => (bytes.length <= 4 ? "(empty)" : count(bytes.length - 4)),
});
const LENGTH = defineField({
  key: "tls.handshake.extension.len",
  label: "Length",
  value: integerOf,
  display: (b) => String(integerOf(b)),
  minor: true,
});
const DATA = defineField({
  key: "tls.handshake.extension.data",
  label: "Data",
  value: toHex,
  display: displayBytes,
});
const traceType = ExtensionType.bind("tls.handshake.extension.type", "Type");

/** One extension with the content that its type has in the message at hand; content nobody knows stays raw. */
const traceExtension: Tracing<Extension> = (reader, context, tracer) => {
  const row = tracer.open(EXTENSION, reader.offset);
  try {
    const extension_type = traceType(reader, context, tracer) ?? 0;
    const at = reader.offset;
    const length = reader.uint(2, "the length of an extension");
    tracer.leaf(LENGTH, at, reader.offset);
    const data = reader.bytes.subarray(reader.offset, Math.min(reader.end, reader.offset + length));
    traceRegion(reader, length, `the extension ${ExtensionType.display(extension_type)}`, tracer, (inner) => {
      const content: Field<unknown> | undefined =
        EXTENSIONS.get(extension_type)?.bodies[context.message as ExtensionMessage];
      if (content) content.trace(inner, context, tracer);
      else if (inner.remaining > 0) {
        tracer.leaf(DATA, inner.offset, inner.end);
        inner.offset = inner.end;
      }
    });
    return { extension_type, extension_data: data };
  } finally {
    tracer.close(row, reader.offset);
  }
};

/** RFC 8446 §4.2: `struct { ExtensionType extension_type; opaque extension_data<0..2^16-1>; } Extension`. */
const ExtensionField: Field<Extension> = {
  read(reader: Reader) {
    const extension_type = reader.uint(2, "an extension's type");
    const length = reader.uint(2, "the length of an extension");
    return { extension_type, extension_data: reader.take(length, "an extension") };
  },
  write(writer, value) {
    writer.uint(value.extension_type, 2);
    writer.prefixed(2, () => {
      writer.put(value.extension_data);
    });
  },
  bind: () => traceExtension,
  trace: traceExtension,
};

/** The list of extensions that a message ends with. */
export const Extensions = field("tls.handshake.extensions", vector(2, ExtensionField), "Extensions");
