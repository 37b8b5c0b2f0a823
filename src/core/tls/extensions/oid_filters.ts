import { body, field, opaqueVector, struct, vector } from "../../grammar";
import { extension } from "./extension";

const OIDFilter = struct({
  certificate_extension_oid: field(
    "tls.handshake.extensions_oid_filters_oid",
    opaqueVector(1, 1),
    "Certificate Extension OID",
  ),
  certificate_extension_values: field(
    "tls.handshake.extensions_oid_filters_values",
    opaqueVector(2),
    "Certificate Extension Values",
  ),
});

/** RFC 8446 §4.2.5. */
export const oid_filters = extension(48, {
  certificate_request: body({
    filters: field(
      "tls.handshake.extensions_oid_filters",
      vector(2, field("tls.handshake.extensions_oid_filter", OIDFilter, "OID Filter")),
      "OID Filters",
    ),
  }),
});
