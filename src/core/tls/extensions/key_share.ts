import { body, field, opaqueVector, struct, vector } from "../../grammar";
import { NamedGroup } from "../codePoints";
import { extension } from "./extension";

const group = field("tls.handshake.extensions_key_share_group", NamedGroup, "Group");

/** RFC 8446 §4.2.8: one key share. */
const KeyShareEntry = struct({
  group,
  key_exchange: field("tls.handshake.extensions_key_share_key_exchange", opaqueVector(2, 1), "Key Exchange"),
});
const entry = field("tls.handshake.extensions_key_share_entry", KeyShareEntry, "Key Share Entry");

/** RFC 8446 §4.2.8: shares offered, the share chosen, or the group asked for. */
export const key_share = extension(51, {
  client_hello: body({
    client_shares: field("tls.handshake.extensions_key_share_client", vector(2, entry), "Client Key Shares"),
  }),
  server_hello: body({ server_share: entry }),
  hello_retry_request: body({
    selected_group: field("tls.handshake.extensions_key_share_selected_group", NamedGroup, "Selected Group"),
  }),
});
