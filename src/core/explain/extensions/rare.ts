import type { ExtensionTexts } from "./extensionTexts";

/** Extensions that only some software sends, or that are of the past. */
export const RARE: ExtensionTexts = {
  encrypted_client_hello: [
    "RFC 9849 §5",
    "The true Client Hello, with the true server name, encrypted to a key that the server published in DNS (ECH).",
    "Browsers also send random bytes here when they have no such key, so that its presence gives nothing away.",
  ],
  ech_outer_extensions: [
    "RFC 9849 §5.1",
    "Inside an encrypted Client Hello: which extensions to copy from the outer one, to save space.",
  ],
  quic_transport_parameters: [
    "RFC 9001 §8.2",
    "The settings of a QUIC connection, such as flow control limits; each side sends its own, and only in QUIC.",
  ],
  delegated_credential: [
    "RFC 9345 §4.1.1",
    "The client accepts that the server signs with a short-lived key which its certificate's key vouches for, so that the certificate's own key can stay in a safer place.",
  ],
  application_settings: [
    "draft-vvv-tls-alps",
    "Settings of the application protocol (of HTTP/2, say) sent within the handshake; an experiment of Chromium browsers.",
  ],
  client_certificate_type: [
    "RFC 7250 §3",
    "Whether the client may prove itself with something other than an X.509 certificate, such as a raw public key.",
  ],
  server_certificate_type: [
    "RFC 7250 §3",
    "Whether the server may prove itself with something other than an X.509 certificate, such as a raw public key.",
  ],
  cert_type: ["RFC 6091", "Offers OpenPGP keys in place of X.509 certificates; no longer in use."],
  oid_filters: [
    "RFC 8446 §4.2.5",
    "The server asks for client certificates that have certain extensions with certain values, such as a key usage.",
  ],
  client_certificate_url: [
    "RFC 6066 §5",
    "The client would send the address of its certificate instead of the certificate; hardly anyone supports it.",
  ],
  trusted_ca_keys: [
    "RFC 6066 §6",
    "The client says which authorities it trusts; certificate_authorities replaces it in TLS 1.3.",
  ],
  truncated_hmac: [
    "RFC 6066 §7",
    "Shortens record MACs to 10 bytes; it weakens the protection and is not to be used.",
  ],
  status_request_v2: [
    "RFC 6961",
    "Asks for OCSP responses about every certificate of the chain; TLS 1.3 can do that with status_request alone.",
  ],
  user_mapping: ["RFC 4681", "The client offers a user name to go with its certificate."],
  client_authz: ["RFC 5878", "Authorisation statements about the client; an experiment."],
  server_authz: ["RFC 5878", "Authorisation statements about the server; an experiment."],
  srp: ["RFC 5054 §2.5.1", "The client's user name for password authentication by SRP."],
  use_srtp: [
    "RFC 5764 §4.1",
    "Agrees on how media are protected with keys from this handshake (DTLS-SRTP); WebRTC uses it.",
  ],
  heartbeat: [
    "RFC 6520 §2",
    "Whether the sender answers heartbeat requests; known for the Heartbleed bug and rarely used since.",
  ],
  token_binding: [
    "RFC 8472 §2",
    "Ties cookies and tokens to a key of the client; browsers have given it up.",
  ],
  cached_info: [
    "RFC 7924",
    "The client still has the server's certificate from before, so the server need only send its hash.",
  ],
  tls_cert_with_extern_psk: [
    "RFC 8773",
    "Uses certificates and a pre-shared key together, so that the connection stays secret even if one of them is broken.",
  ],
  ticket_request: [
    "RFC 9149 §3",
    "The client says how many session tickets it has use for; the server may answer how many it will send.",
  ],
  ticket_pinning: [
    "RFC 8672",
    "Lets a client recognise a server by a ticket from an earlier visit; an experiment.",
  ],
  connection_id: [
    "RFC 9146 §3",
    "In DTLS: a number by which packets are recognised even when the sender's address changes.",
  ],
  connection_id_deprecated: ["RFC 9146 §3", "The code point that drafts of connection_id used."],
  external_id_hash: ["RFC 8844", "In WebRTC: ties the handshake to the identity that was signalled."],
  external_session_id: ["RFC 8844", "In WebRTC: ties the handshake to the session that was signalled."],
  supported_ekt_ciphers: ["RFC 8870", "For conferences: agrees on how group media keys are wrapped."],
  transparency_info: [
    "RFC 9162",
    "Proof that the certificate was reported to public logs, in the form of Certificate Transparency version 2.",
  ],
  dnssec_chain: [
    "RFC 9102",
    "The server brings along signed DNS records, so that the client can check its key by DANE without asking the DNS.",
  ],
  tls_flags: ["draft-ietf-tls-tlsflags", "A bit field for extensions that only say yes, to save bytes."],
  rrc: ["draft-ietf-tls-dtls-rrc", "In DTLS: checks that a peer can be reached at its new address."],
};
