import { body, field, vector } from "../../grammar";
import { CertificateCompressionAlgorithm } from "../codePoints";
import { extension } from "./extension";

const algorithms = body({
  algorithms: field(
    "tls.compress_certificate.algorithms",
    vector(1, field("tls.compress_certificate.algorithm", CertificateCompressionAlgorithm, "Algorithm"), 2),
    "Algorithms",
  ),
});

/** RFC 8879 §3. */
export const compress_certificate = extension(27, {
  client_hello: algorithms,
  certificate_request: algorithms,
});
