import type { ExtensionTexts } from "./extensionTexts";

/** Extensions that almost every handshake of today has. */
export const COMMON: ExtensionTexts = {
  server_name: [
    "RFC 6066 §3",
    "The client says which name it is calling (SNI), so that a server with many sites can show the right certificate.",
    "It stands unencrypted in the Client Hello; the server's answer, if any, is empty.",
  ],
  supported_versions: [
    "RFC 8446 §4.2.1",
    "The client lists the versions it speaks, best first, and a TLS 1.3 server names its choice here.",
    "Without it there is no TLS 1.3: the old version field never says more than TLS 1.2.",
  ],
  supported_groups: [
    "RFC 8446 §4.2.7",
    "The client lists the groups it can exchange keys in (elliptic curves, finite fields, and hybrids with ML-KEM), best first.",
    "A TLS 1.3 server may send its own list in Encrypted Extensions, for the client's next visit.",
  ],
  key_share: [
    "RFC 8446 §4.2.8",
    "Each side's public key for this connection: the client sends one or more on a guess, the server answers with one in the same group.",
    "If no guess fits, the server names a group in Hello Retry Request.",
    "It takes the place of TLS 1.2's Server and Client Key Exchange.",
  ],
  signature_algorithms: [
    "RFC 8446 §4.2.3",
    "Which signatures the sender can check: the client's list binds the server, and the one in Certificate Request binds the client.",
    "Where nothing fits between the list and the other side's key, the handshake fails.",
  ],
  signature_algorithms_cert: [
    "RFC 8446 §4.2.3",
    "The same for signatures inside certificates, where the sender can check others there than in the handshake itself.",
  ],
  application_layer_protocol_negotiation: [
    "RFC 7301 §3.1",
    "The client lists the protocols it would speak inside TLS, such as h2 and http/1.1, and the server picks one (ALPN).",
    "If they have none in common, the server may refuse with no_application_protocol.",
  ],
  ec_point_formats: [
    "RFC 8422 §5.1.2",
    "How points on a curve are written; only uncompressed is left, and TLS 1.3 does without this extension.",
  ],
  extended_master_secret: [
    "RFC 7627 §5.1",
    "Both sides agree to make the master secret from a hash of the whole handshake instead of the two randoms.",
    "This ends an attack in which one connection is passed off as another (triple handshake); TLS 1.3 always does so.",
  ],
  renegotiation_info: [
    "RFC 5746 §3.2",
    "Ties a renegotiation to the handshake before it, so that nobody can slip data of his own in front; in a first handshake it is empty.",
    "A client may send the cipher suite TLS_EMPTY_RENEGOTIATION_INFO_SCSV instead.",
  ],
  session_ticket: [
    "RFC 5077 §3.2",
    "The client asks for a ticket to resume with, or brings one along; the server answers with an empty extension if it will send a new one.",
    "TLS 1.3 resumes by pre_shared_key instead.",
  ],
  status_request: [
    "RFC 6066 §8",
    "The client asks the server to bring along a fresh OCSP response about its certificate (stapling).",
    "TLS 1.2 answers with the message Certificate Status, TLS 1.3 with this extension beside the certificate.",
  ],
  signed_certificate_timestamp: [
    "RFC 6962 §3.3.1",
    "Proof that the certificate was reported to public logs (Certificate Transparency); the client asks with an empty extension.",
    "Most certificates carry these timestamps inside and need no answer here.",
  ],
  psk_key_exchange_modes: [
    "RFC 8446 §4.2.9",
    "How the client would use a pre-shared key or a ticket: with a fresh Diffie-Hellman exchange besides (psk_dhe_ke) or alone (psk_ke).",
    "Without it a server sends no tickets that can be used.",
  ],
  pre_shared_key: [
    "RFC 8446 §4.2.11",
    "The client offers keys that both sides already share, as a rule from tickets, and proves with binders that it holds them; the server names the one it takes.",
    "It must be the last extension of the Client Hello, because the binders cover all that stands before them.",
  ],
  early_data: [
    "RFC 8446 §4.2.10",
    "The client sends application data along with its first message (0-RTT), under a key from an earlier session; the server repeats this if it takes the data.",
    "An attacker can replay such data, so it should only ask for what may happen twice.",
  ],
  cookie: [
    "RFC 8446 §4.2.2",
    "A value that the server hands out in Hello Retry Request and the client returns, so that the server need not remember the first Client Hello.",
  ],
  certificate_authorities: [
    "RFC 8446 §4.2.4",
    "Names of the authorities that the sender trusts, to help the other side choose a certificate.",
    "In Certificate Request it took the place of TLS 1.2's list of authorities; without it the client chooses freely.",
  ],
  post_handshake_auth: [
    "RFC 8446 §4.2.6",
    "The client allows the server to ask for its certificate later, after the handshake; TLS 1.2 needed a renegotiation for that.",
  ],
  padding: [
    "RFC 7685 §3",
    "Zeros that make the Client Hello longer, because some servers hang on Client Hellos of certain lengths.",
  ],
  encrypt_then_mac: [
    "RFC 7366 §2",
    "In CBC cipher suites, first encrypt, then authenticate what was encrypted: the other order led to padding attacks.",
    "It changes nothing for AEAD suites (GCM, CCM, ChaCha20-Poly1305).",
  ],
  compress_certificate: [
    "RFC 8879 §3",
    "Which compressions the sender can undo; the other side may then send Compressed Certificate instead of Certificate.",
  ],
  record_size_limit: [
    "RFC 8449 §4",
    "The largest record content that the sender is willing to receive; each side states its own limit.",
  ],
  max_fragment_length: [
    "RFC 6066 §4",
    "The client asks for small records of 512 to 4,096 bytes, for devices with little memory; record_size_limit replaces it.",
  ],
};
