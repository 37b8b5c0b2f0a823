import { body, field, opaqueVector, uint } from "../../grammar";
import { CertificateCompressionAlgorithm } from "../codePoints";

/** RFC 8879 §4. */
export const CompressedCertificate = body({
  algorithm: field("tls.compressed_certificate.algorithm", CertificateCompressionAlgorithm, "Algorithm"),
  uncompressed_length: field(
    "tls.compressed_certificate.uncompressed_length",
    uint(3, (n) => `${String(n)} bytes`),
    "Uncompressed Length",
  ),
  compressed_certificate_message: field(
    "tls.compressed_certificate.compressed_certificate_message",
    opaqueVector(3, 1),
    "Compressed Certificate Message",
  ),
});
