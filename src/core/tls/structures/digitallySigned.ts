import { field, opaqueVector, struct, when } from "../../grammar";
import { SignatureScheme } from "../codePoints";

/** RFC 5246 §4.7; the algorithm stands there since TLS 1.2. */
export const DigitallySigned = struct({
  algorithm: when(
    (context) => (context.version ?? 0x0303) >= 0x0303,
    field("tls.handshake.sig_hash_alg", SignatureScheme, "Signature Algorithm"),
  ),
  signature: field("tls.handshake.sig", opaqueVector(2), "Signature"),
});
