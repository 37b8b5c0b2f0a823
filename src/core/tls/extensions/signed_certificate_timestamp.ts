import { body, field, opaqueVector, vector } from "../../grammar";
import { empty } from "./empty";
import { extension } from "./extension";

const list = body({
  sct_list: field(
    "tls.sct.scts",
    vector(2, field("tls.sct.sct", opaqueVector(2, 1), "Serialized SCT"), 1),
    "Signed Certificate Timestamps",
  ),
});

/** RFC 6962 §3.3.1. */
export const signed_certificate_timestamp = extension(18, {
  client_hello: empty,
  server_hello: list,
  certificate: list,
  certificate_request: empty,
});
