import { body, field, opaqueVector } from "../../grammar";
import { extension } from "./extension";

const cookieBody = body({ cookie: field("tls.handshake.extensions.cookie", opaqueVector(2, 1), "Cookie") });

/** RFC 8446 §4.2.2. */
export const cookie = extension(44, { client_hello: cookieBody, hello_retry_request: cookieBody });
