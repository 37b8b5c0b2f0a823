import { body, field, vector } from "../../grammar";
import { SignatureScheme } from "../codePoints";
import { extension } from "./extension";

const schemes = body({
  supported_signature_algorithms: field(
    "tls.handshake.sig_hash_algs",
    vector(2, field("tls.handshake.sig_hash_alg", SignatureScheme, "Signature Algorithm"), 2),
    "Signature Algorithms",
  ),
});

/** RFC 8446 §4.2.3. */
export const signature_algorithms = extension(13, { client_hello: schemes, certificate_request: schemes });
/** RFC 8446 §4.2.3: for signatures in certificates, where it differs. */
export const signature_algorithms_cert = extension(50, {
  client_hello: schemes,
  certificate_request: schemes,
});
