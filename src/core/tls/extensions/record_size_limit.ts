import { body, field, uint } from "../../grammar";
import { extension } from "./extension";

const limit = body({
  record_size_limit: field(
    "tls.record_size_limit",
    uint(2, (n) => `${String(n)} bytes`),
    "Record Size Limit",
  ),
});

/** RFC 8449 §4. */
export const record_size_limit = extension(28, {
  client_hello: limit,
  server_hello: limit,
  encrypted_extensions: limit,
});
