import { body, field, opaqueVector, select, uint } from "../../grammar";
import { Extensions } from "./extensionList";

const seconds = uint(4, (n) => `${String(n)} seconds`);
const lifetime = field("tls.handshake.session_ticket_lifetime_hint", seconds, "Ticket Lifetime");

/** RFC 5077 §3.3; RFC 8446 §4.6.1. */
export const NewSessionTicket = select(
  {
    tls13: body({
      ticket_lifetime: lifetime,
      ticket_age_add: field("tls.handshake.session_ticket_age_add", uint(4), "Ticket Age Add"),
      ticket_nonce: field("tls.handshake.session_ticket_nonce", opaqueVector(1), "Ticket Nonce"),
      ticket: field("tls.handshake.session_ticket", opaqueVector(2, 1), "Ticket"),
      extensions: Extensions,
    }),
    tls12: body({
      ticket_lifetime_hint: lifetime,
      ticket: field("tls.handshake.session_ticket", opaqueVector(2), "Ticket"),
    }),
  },
  (context) => (context.version === 0x0304 ? "tls13" : "tls12"),
);
