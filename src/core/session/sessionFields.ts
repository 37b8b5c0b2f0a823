import { count } from "../bytes/reader";
import { defineField } from "../fields/schema";
import { ContentType } from "../tls/codePoints";

/** Rows that a session has beside those of its records' headers and its messages. */
export const CHANGE_CIPHER_SPEC = defineField({
  key: "tls.change_cipher_spec",
  label: "Change Cipher Spec Message",
  display: (bytes) =>
    bytes.length === 0
      ? "not shown"
      : bytes.length === 1 && bytes[0] === 1
        ? "1"
        : `${count(bytes.length)}, where a single 1 belongs`,
});
export const APPLICATION_DATA = defineField({
  key: "tls.app_data",
  label: "Application Data",
  display: (bytes) => count(bytes.length),
});
export const FRAGMENT = defineField({
  key: "tls.handshake.fragment",
  label: "Handshake Fragment",
  display: (bytes) => `${count(bytes.length)} of a message that spans records`,
});
export const DECRYPTED = defineField({
  key: "tls.record.decrypted",
  label: "Decrypted Record",
  display: (bytes) => count(bytes.length),
});
export const NOT_TLS = defineField({
  key: "data",
  label: "Not TLS",
  display: (bytes) => count(bytes.length),
});
/** What is shown elsewhere too, and read there. */
export const REPEATED = defineField({
  key: "log.repeated",
  label: "Shown Elsewhere Too",
  display: (bytes) => count(bytes.length),
});
export const HEADERLESS = defineField({
  key: "tls.segment.data",
  label: "Rest of a Record",
  display: (bytes) => `${count(bytes.length)} of a record whose header is not shown`,
});
export const INNER_TYPE = defineField({
  key: "tls.record.opaque_type",
  label: "Inner Content Type",
  value: (bytes) => bytes[0],
  display: (bytes) => ContentType.display(bytes[0] ?? 0),
});
export const PADDING = defineField({
  key: "tls.record.padding",
  label: "Padding",
  display: (bytes) => `${count(bytes.length)} of zero`,
});
