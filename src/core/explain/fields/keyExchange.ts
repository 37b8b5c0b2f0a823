import type { FieldTexts } from "./fieldTexts";

/** Server and Client Key Exchange, tickets, Key Update. */
export const KEY_EXCHANGE: FieldTexts = {
  "tls.handshake.server_ecdh_params": [
    "EC Diffie-Hellman Server Params",
    "RFC 8422 §5.4",
    "These bytes, with both randoms before them, are what the server signs.",
  ],
  "tls.handshake.server_curve_type": [
    "Curve Type",
    "RFC 8422 §5.4",
    "Always named_curve; curves spelt out in numbers are no longer allowed.",
  ],
  "tls.handshake.server_named_curve": ["Named Curve", "RFC 8422 §5.4"],
  "tls.handshake.server_point": [
    "Server Public Key",
    "RFC 8422 §5.4",
    "Made for this connection. On the NIST curves it is 04 followed by the coordinates x and y; x25519 has 32 bytes.",
  ],
  "tls.handshake.server_dh_params": [
    "Diffie-Hellman Server Params",
    "RFC 5246 §7.4.3",
    "These bytes, with both randoms before them, are what the server signs.",
  ],
  "tls.handshake.p": ["Prime p", "RFC 5246 §7.4.3", "Below 2048 bits it is too small to be safe."],
  "tls.handshake.g": ["Generator g", "RFC 5246 §7.4.3"],
  "tls.handshake.ys": ["Server Public Key Ys", "RFC 5246 §7.4.3", "g^x mod p for a secret x of the server."],
  "tls.handshake.server_signature": [
    "Signature",
    "RFC 5246 §7.4.3",
    "Over client random, server random and the parameters, by the private key of the server's certificate.",
  ],
  "tls.handshake.server.hint": [
    "PSK Identity Hint",
    "RFC 4279 §2",
    "Helps the client choose among its pre-shared keys.",
  ],
  "tls.handshake.server_params": [
    "Server Parameters",
    "RFC 5246 §7.4.3",
    "What they mean hangs on the cipher suite, which is not known here.",
  ],
  "tls.handshake.epms": [
    "Encrypted Pre-Master Secret",
    "RFC 5246 §7.4.7.1",
    "48 bytes of secret, encrypted with the public key in the server's certificate; as long as that key's modulus.",
  ],
  "tls.handshake.client_point": ["Client Public Key", "RFC 8422 §5.7", "Made for this connection."],
  "tls.handshake.yc": [
    "Client Public Key Yc",
    "RFC 5246 §7.4.7.2",
    "g^y mod p for a secret y of the client.",
  ],
  "tls.handshake.client.psk_identity": [
    "PSK Identity",
    "RFC 4279 §2",
    "Which pre-shared key the client uses; everyone on the way can read this name.",
  ],
  "tls.handshake.client_params": [
    "Client Parameters",
    "RFC 5246 §7.4.7",
    "What they mean hangs on the cipher suite, which is not known here.",
  ],
  "tls.handshake.session_ticket": [
    "Ticket",
    "RFC 8446 §4.6.1",
    "Only the server can read it: its session state under the server's own key, or a number in its memory.",
  ],
  "tls.handshake.session_ticket_lifetime_hint": [
    "Ticket Lifetime",
    "RFC 8446 §4.6.1",
    "Seconds for which the ticket may be used; TLS 1.3 allows at most seven days.",
  ],
  "tls.handshake.session_ticket_age_add": [
    "Ticket Age Add",
    "RFC 8446 §4.6.1",
    "The client adds this to the ticket's age before sending it back, so that nobody on the way can link the two connections by it.",
  ],
  "tls.handshake.session_ticket_nonce": [
    "Ticket Nonce",
    "RFC 8446 §4.6.1",
    "Makes the key of each ticket of a connection a different one.",
  ],
  "tls.key_update.request_update": [
    "Request Update",
    "RFC 8446 §4.6.3",
    "Whether the other side is to change its sending key too.",
  ],
};
