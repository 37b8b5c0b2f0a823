import { body, field } from "../../grammar";
import { CertificateStatusType } from "../codePoints";
import { derVector } from "./der";

/** RFC 6066 §8: a stapled OCSP response. */
export const CertificateStatusBody = body({
  status_type: field(
    "tls.handshake.certificate_status.type",
    CertificateStatusType,
    "Certificate Status Type",
  ),
  response: field(
    "tls.handshake.certificate_status.response",
    derVector(3, "ocsp_response", 1),
    "OCSP Response",
  ),
});
