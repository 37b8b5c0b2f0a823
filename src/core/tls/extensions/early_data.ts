import { body, field, uint } from "../../grammar";
import { empty } from "./empty";
import { extension } from "./extension";

/** RFC 8446 §4.2.10. */
export const early_data = extension(42, {
  client_hello: empty,
  encrypted_extensions: empty,
  new_session_ticket: body({
    max_early_data_size: field(
      "tls.early_data.max_early_data_size",
      uint(4, (n) => `${String(n)} bytes`),
      "Maximum Early Data Size",
    ),
  }),
});
