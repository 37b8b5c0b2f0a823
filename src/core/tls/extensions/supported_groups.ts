import { body, field, vector } from "../../grammar";
import { NamedGroup } from "../codePoints";
import { extension } from "./extension";

const groups = body({
  named_group_list: field(
    "tls.handshake.extensions_supported_groups",
    vector(2, field("tls.handshake.extensions_supported_group", NamedGroup, "Supported Group"), 2),
    "Supported Groups",
  ),
});

/** RFC 8446 §4.2.7, RFC 8422 §5.1.1. */
export const supported_groups = extension(10, {
  client_hello: groups,
  encrypted_extensions: groups,
  server_hello: groups,
});
