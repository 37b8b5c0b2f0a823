import { body, field, opaqueVector, rest, vector } from "../../grammar";
import { CertificateStatusType } from "../codePoints";
import { empty } from "./empty";
import { extension } from "./extension";
import { CertificateStatusBody } from "../structures/certificateStatusBody";

const asked = body({
  status_type: field(
    "tls.handshake.extensions_status_request_type",
    CertificateStatusType,
    "Certificate Status Type",
  ),
  responder_id_list: field(
    "tls.handshake.extensions_status_request_responder_ids",
    vector(
      2,
      field("tls.handshake.extensions_status_request_responder_id", opaqueVector(2, 1), "Responder ID"),
    ),
    "Responder IDs",
  ),
  request_extensions: field(
    "tls.handshake.extensions_status_request_exts",
    opaqueVector(2),
    "Request Extensions",
  ),
});

/** RFC 6066 §8; in TLS 1.3 the answer stands beside the certificate (RFC 8446 §4.4.2.1). */
export const status_request = extension(5, {
  client_hello: asked,
  certificate_request: body({
    request: field("tls.handshake.extensions_status_request", rest(), "Certificate Status Request"),
  }),
  server_hello: empty,
  certificate: CertificateStatusBody,
});
