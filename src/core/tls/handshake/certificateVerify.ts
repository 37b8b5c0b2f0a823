import { body, field } from "../../grammar";
import { DigitallySigned } from "../structures/digitallySigned";

/** RFC 5246 §7.4.8, RFC 8446 §4.4.3. */
export const CertificateVerify = body({
  signed: field("tls.handshake.client_cert_vrfy", DigitallySigned, "Signature"),
});
