import { body, field, opaqueVector, struct, uint, vector } from "../../grammar";
import { extension } from "./extension";

const PskIdentity = struct({
  identity: field("tls.handshake.extensions.psk.identity.identity", opaqueVector(2, 1), "Identity"),
  obfuscated_ticket_age: field(
    "tls.handshake.extensions.psk.identity.obfuscated_ticket_age",
    uint(4),
    "Obfuscated Ticket Age",
  ),
});

/** RFC 8446 §4.2.11. */
export const pre_shared_key = extension(41, {
  client_hello: body({
    identities: field(
      "tls.handshake.extensions.psk.identities",
      vector(2, field("tls.handshake.extensions.psk.identity", PskIdentity, "PSK Identity"), 7),
      "Identities",
    ),
    binders: field(
      "tls.handshake.extensions.psk.binders",
      vector(2, field("tls.handshake.extensions.psk.binder", opaqueVector(1, 32), "PSK Binder"), 33),
      "PSK Binders",
    ),
  }),
  server_hello: body({
    selected_identity: field("tls.handshake.extensions.psk.identity.selected", uint(2), "Selected Identity"),
  }),
});
