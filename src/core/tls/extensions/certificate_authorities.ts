import { body, field, vector } from "../../grammar";
import { extension } from "./extension";
import { DistinguishedName } from "../structures/distinguishedName";

const authorities = body({
  authorities: field(
    "tls.handshake.extensions.certificate_authorities",
    vector(2, DistinguishedName, 3),
    "Certificate Authorities",
  ),
});

/** RFC 8446 §4.2.4. */
export const certificate_authorities = extension(47, {
  client_hello: authorities,
  certificate_request: authorities,
});
