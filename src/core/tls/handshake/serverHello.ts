import { equalBytes } from "../../bytes/concat";
import { toHex } from "../../bytes/hex";
import { body, field, opaque, opaqueVector, optional } from "../../grammar";
import { HELLO_RETRY_REQUEST_RANDOM } from "../helloRetryRequest";
import { CipherSuite, CompressionMethod, ProtocolVersion } from "../codePoints";
import { Extensions } from "./extensionList";

const DOWNGRADE = new Map([
  ["444f574e47524401", "downgraded to TLS 1.2 by a server that knows TLS 1.3"],
  ["444f574e47524400", "downgraded to TLS 1.1 or below by a server that knows more"],
]);

/** Which downgrade the last 8 bytes of a Server Hello's random admit to, if any (RFC 8446 §4.1.3). */
export function downgradeSentinel(random: Uint8Array): string | undefined {
  return DOWNGRADE.get(toHex(random.subarray(24)));
}

function displayRandom(random: Uint8Array): string {
  const hex = toHex(random);
  if (equalBytes(random, HELLO_RETRY_REQUEST_RANDOM)) return `${hex} (marks a Hello Retry Request)`;
  const sentinel = downgradeSentinel(random);
  return sentinel ? `${hex} (${sentinel})` : hex;
}

/** RFC 8446 §4.1.3, RFC 5246 §7.4.1.3; also Hello Retry Request (RFC 8446 §4.1.4). */
export const ServerHello = body({
  legacy_version: field("tls.handshake.version", ProtocolVersion, "Version"),
  random: field("tls.handshake.random", opaque(32, displayRandom), "Random"),
  legacy_session_id_echo: field("tls.handshake.session_id", opaqueVector(1, 0, 32), "Session ID"),
  cipher_suite: field("tls.handshake.ciphersuite", CipherSuite, "Cipher Suite"),
  legacy_compression_method: field("tls.handshake.comp_method", CompressionMethod, "Compression Method"),
  extensions: optional(Extensions),
});
