import { body, field, opaque, opaqueVector, optional, vector } from "../../grammar";
import { CipherSuite, CompressionMethod, ProtocolVersion } from "../codePoints";
import { Extensions } from "./extensionList";

/** RFC 8446 §4.1.2, RFC 5246 §7.4.1.2. */
export const ClientHello = body({
  legacy_version: field("tls.handshake.version", ProtocolVersion, "Version"),
  random: field("tls.handshake.random", opaque(32), "Random"),
  legacy_session_id: field("tls.handshake.session_id", opaqueVector(1, 0, 32), "Session ID"),
  cipher_suites: field(
    "tls.handshake.ciphersuites",
    vector(2, field("tls.handshake.ciphersuite", CipherSuite, "Cipher Suite"), 2),
    "Cipher Suites",
  ),
  legacy_compression_methods: field(
    "tls.handshake.comp_methods",
    vector(1, field("tls.handshake.comp_method", CompressionMethod, "Compression Method"), 1),
    "Compression Methods",
  ),
  extensions: optional(Extensions),
});
