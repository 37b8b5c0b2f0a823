import { asciiDescription, body, field, opaqueVector, vector } from "../../grammar";
import { extension } from "./extension";

const protocols = body({
  protocol_name_list: field(
    "tls.handshake.extensions_alpn_list",
    vector(
      2,
      field(
        "tls.handshake.extensions_alpn_str",
        opaqueVector(1, 1, undefined, asciiDescription),
        "ALPN Protocol",
      ),
      2,
    ),
    "ALPN Protocols",
  ),
});

/** RFC 7301 §3.1. */
export const application_layer_protocol_negotiation = extension(16, {
  client_hello: protocols,
  server_hello: protocols,
  encrypted_extensions: protocols,
});
