import { body, field, opaqueVector } from "../../grammar";
import { extension } from "./extension";

const info = body({
  renegotiated_connection: field(
    "tls.handshake.extensions.reneg_info",
    opaqueVector(1),
    "Renegotiated Connection",
  ),
});

/** RFC 5746 §3.2: empty in a first handshake. */
export const renegotiation_info = extension(0xff01, { client_hello: info, server_hello: info });
