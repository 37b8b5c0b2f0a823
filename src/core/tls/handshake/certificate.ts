import { body, field, opaqueVector, select, struct, vector } from "../../grammar";
import { derVector } from "../structures/der";
import { Extensions } from "./extensionList";

const certificate = field("tls.handshake.certificate", derVector(3, "certificate", 1), "Certificate");
const CertificateEntry = struct({ cert_data: certificate, extensions: Extensions });

/** RFC 5246 §7.4.2; RFC 8446 §4.4.2, where each certificate has extensions of its own. */
export const Certificate = select(
  {
    tls13: body({
      certificate_request_context: field(
        "tls.handshake.certificate_request_context",
        opaqueVector(1),
        "Certificate Request Context",
      ),
      certificate_list: field(
        "tls.handshake.certificates",
        vector(3, field("tls.handshake.certificate_entry", CertificateEntry, "Certificate Entry")),
        "Certificates",
      ),
    }),
    tls12: body({
      certificate_list: field("tls.handshake.certificates", vector(3, certificate), "Certificates"),
    }),
  },
  (context) => (context.version === 0x0304 ? "tls13" : "tls12"),
);
