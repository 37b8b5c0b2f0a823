import { body, field, rest } from "../../grammar";

/** RFC 5246 §7.4.9, RFC 8446 §4.4.4. */
export const Finished = body({ verify_data: field("tls.handshake.verify_data", rest(), "Verify Data") });
