import { codePoints } from "../../grammar";
import { cipherSuites } from "./tables/cipherSuites";
import { extensionTypes } from "./tables/extensionTypes";
import { namedGroups } from "./tables/namedGroups";
import { signatureSchemes } from "./tables/signatureSchemes";

/** RFC 8446 §B.1. */
export const ProtocolVersion = codePoints(2, {
  0x0002: "SSL 2.0",
  0x0300: "SSL 3.0",
  0x0301: "TLS 1.0",
  0x0302: "TLS 1.1",
  0x0303: "TLS 1.2",
  0x0304: "TLS 1.3",
  0xfeff: "DTLS 1.0",
  0xfefd: "DTLS 1.2",
  0xfefc: "DTLS 1.3",
});

/** IANA "TLS ContentType". */
export const ContentType = codePoints(1, {
  20: "change_cipher_spec",
  21: "alert",
  22: "handshake",
  23: "application_data",
  24: "heartbeat",
  25: "tls12_cid",
  26: "ACK",
});

/** IANA "TLS HandshakeType". */
export const HandshakeType = codePoints(1, {
  0: "hello_request",
  1: "client_hello",
  2: "server_hello",
  3: "hello_verify_request",
  4: "new_session_ticket",
  5: "end_of_early_data",
  8: "encrypted_extensions",
  11: "certificate",
  12: "server_key_exchange",
  13: "certificate_request",
  14: "server_hello_done",
  15: "certificate_verify",
  16: "client_key_exchange",
  20: "finished",
  21: "certificate_url",
  22: "certificate_status",
  23: "supplemental_data",
  24: "key_update",
  25: "compressed_certificate",
  67: "next_protocol",
  254: "message_hash",
});

/** IANA "TLS Alerts". */
export const AlertDescription = codePoints(1, {
  0: "close_notify",
  10: "unexpected_message",
  20: "bad_record_mac",
  21: "decryption_failed",
  22: "record_overflow",
  30: "decompression_failure",
  40: "handshake_failure",
  41: "no_certificate",
  42: "bad_certificate",
  43: "unsupported_certificate",
  44: "certificate_revoked",
  45: "certificate_expired",
  46: "certificate_unknown",
  47: "illegal_parameter",
  48: "unknown_ca",
  49: "access_denied",
  50: "decode_error",
  51: "decrypt_error",
  60: "export_restriction",
  70: "protocol_version",
  71: "insufficient_security",
  80: "internal_error",
  86: "inappropriate_fallback",
  90: "user_canceled",
  100: "no_renegotiation",
  109: "missing_extension",
  110: "unsupported_extension",
  111: "certificate_unobtainable",
  112: "unrecognized_name",
  113: "bad_certificate_status_response",
  114: "bad_certificate_hash_value",
  115: "unknown_psk_identity",
  116: "certificate_required",
  120: "no_application_protocol",
  121: "ech_required",
});

export const AlertLevel = codePoints(1, { 1: "warning", 2: "fatal" });
export const CipherSuite = codePoints(2, cipherSuites);
export const ExtensionType = codePoints(2, extensionTypes);
export const NamedGroup = codePoints(2, namedGroups);
export const SignatureScheme = codePoints(2, signatureSchemes);

/** RFC 5246 §7.4.1.2, RFC 3749. */
export const CompressionMethod = codePoints(1, { 0: "null", 1: "DEFLATE", 64: "LZS" });

/** IANA "TLS ClientCertificateType Identifiers" (RFC 5246 §7.4.4, RFC 8422 §5.5). */
export const ClientCertificateType = codePoints(1, {
  1: "rsa_sign",
  2: "dss_sign",
  3: "rsa_fixed_dh",
  4: "dss_fixed_dh",
  5: "rsa_ephemeral_dh",
  6: "dss_ephemeral_dh",
  20: "fortezza_dms",
  64: "ecdsa_sign",
  65: "rsa_fixed_ecdh",
  66: "ecdsa_fixed_ecdh",
  67: "gost_sign256",
  68: "gost_sign512",
});

/** RFC 8422 §5.4. */
export const ECCurveType = codePoints(1, { 1: "explicit_prime", 2: "explicit_char2", 3: "named_curve" });
export const ECPointFormat = codePoints(1, {
  0: "uncompressed",
  1: "ansiX962_compressed_prime",
  2: "ansiX962_compressed_char2",
});
export const PskKeyExchangeMode = codePoints(1, { 0: "psk_ke", 1: "psk_dhe_ke" });
export const CertificateStatusType = codePoints(1, { 1: "ocsp", 2: "ocsp_multi" });
/** RFC 7250 §3, IANA "TLS Certificate Types". */
export const CertificateType = codePoints(1, {
  0: "X.509",
  1: "OpenPGP",
  2: "Raw Public Key",
  3: "1609Dot2",
});
/** RFC 8879 §3. */
export const CertificateCompressionAlgorithm = codePoints(2, { 1: "zlib", 2: "brotli", 3: "zstd" });
export const NameType = codePoints(1, { 0: "host_name" });
/** RFC 6066 §4. */
export const MaxFragmentLength = codePoints(1, {
  1: "512 bytes",
  2: "1024 bytes",
  3: "2048 bytes",
  4: "4096 bytes",
});
export const KeyUpdateRequest = codePoints(1, { 0: "update_not_requested", 1: "update_requested" });
export const HeartbeatMode = codePoints(1, { 1: "peer_allowed_to_send", 2: "peer_not_allowed_to_send" });
