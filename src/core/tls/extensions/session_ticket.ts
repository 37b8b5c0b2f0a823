import { body, field, rest } from "../../grammar";
import { empty } from "./empty";
import { extension } from "./extension";

/** RFC 5077 §3.2: empty asks for a ticket, otherwise it holds one. */
export const session_ticket = extension(35, {
  client_hello: body({ ticket: field("tls.handshake.extensions.session_ticket", rest(), "Session Ticket") }),
  server_hello: empty,
});
