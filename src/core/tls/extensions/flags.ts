import { empty } from "./empty";
import { extension } from "./extension";

/** RFC 7366 §2. */
export const encrypt_then_mac = extension(22, { client_hello: empty, server_hello: empty });
/** RFC 7627 §5.1. */
export const extended_master_secret = extension(23, { client_hello: empty, server_hello: empty });
/** RFC 8446 §4.2.6. */
export const post_handshake_auth = extension(49, { client_hello: empty });
