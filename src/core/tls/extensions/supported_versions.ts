import { body, field, vector } from "../../grammar";
import { ProtocolVersion } from "../codePoints";
import { extension } from "./extension";

const version = field("tls.handshake.extensions.supported_version", ProtocolVersion, "Supported Version");
const selected = body({
  selected_version: field("tls.handshake.extensions.supported_version", ProtocolVersion, "Selected Version"),
});

/** RFC 8446 §4.2.1. */
export const supported_versions = extension(43, {
  client_hello: body({
    versions: field(
      "tls.handshake.extensions.supported_versions",
      vector(1, version, 2, 254),
      "Supported Versions",
    ),
  }),
  server_hello: selected,
  hello_retry_request: selected,
});
