import { body, field } from "../../grammar";
import { MaxFragmentLength } from "../codePoints";
import { extension } from "./extension";

const length = body({
  max_fragment_length: field(
    "tls.handshake.max_fragment_length",
    MaxFragmentLength,
    "Maximum Fragment Length",
  ),
});

/** RFC 6066 §4. */
export const max_fragment_length = extension(1, {
  client_hello: length,
  server_hello: length,
  encrypted_extensions: length,
});
