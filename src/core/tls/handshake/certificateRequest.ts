import { body, field, opaqueVector, select, vector, when } from "../../grammar";
import { ClientCertificateType, SignatureScheme } from "../codePoints";
import { DistinguishedName } from "../structures/distinguishedName";
import { Extensions } from "./extensionList";

/** RFC 5246 §7.4.4; RFC 8446 §4.3.2, where all but the context moved into extensions. */
export const CertificateRequest = select(
  {
    tls13: body({
      certificate_request_context: field(
        "tls.handshake.certificate_request_context",
        opaqueVector(1),
        "Certificate Request Context",
      ),
      extensions: Extensions,
    }),
    tls12: body({
      certificate_types: field(
        "tls.handshake.cert_types",
        vector(1, field("tls.handshake.cert_type", ClientCertificateType, "Certificate Type"), 1),
        "Certificate Types",
      ),
      supported_signature_algorithms: when(
        (context) => (context.version ?? 0x0303) >= 0x0303,
        field(
          "tls.handshake.sig_hash_algs",
          vector(2, field("tls.handshake.sig_hash_alg", SignatureScheme, "Signature Algorithm"), 2),
          "Signature Algorithms",
        ),
      ),
      certificate_authorities: field(
        "tls.handshake.dnames",
        vector(2, DistinguishedName),
        "Certificate Authorities",
      ),
    }),
  },
  (context) => (context.version === 0x0304 ? "tls13" : "tls12"),
);
