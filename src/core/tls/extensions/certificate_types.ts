import { body, field, vector } from "../../grammar";
import { CertificateType } from "../codePoints";
import { extension } from "./extension";

const type = (side: "client" | "server"): ReturnType<typeof field<number>> =>
  field(`tls.handshake.cert_type.${side}`, CertificateType, "Certificate Type");
const offered = (
  side: "client" | "server",
): ReturnType<typeof body<{ certificate_types: ReturnType<typeof field<number[]>> }>> =>
  body({
    certificate_types: field(
      `tls.handshake.cert_types.${side}`,
      vector(1, type(side), 1),
      "Certificate Types",
    ),
  });
const chosen = (
  side: "client" | "server",
): ReturnType<typeof body<{ certificate_type: ReturnType<typeof field<number>> }>> =>
  body({ certificate_type: type(side) });

/** RFC 7250 §3. */
export const client_certificate_type = extension(19, {
  client_hello: offered("client"),
  server_hello: chosen("client"),
  encrypted_extensions: chosen("client"),
});
/** RFC 7250 §3. */
export const server_certificate_type = extension(20, {
  client_hello: offered("server"),
  server_hello: chosen("server"),
  encrypted_extensions: chosen("server"),
});
