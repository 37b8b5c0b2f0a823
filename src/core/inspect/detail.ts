import { asciiOf } from "../grammar";
import { plural } from "../words/visible";
import type { SessionMessage } from "../session/types";
import {
  AlertDescription,
  AlertLevel,
  CipherSuite,
  NamedGroup,
  ProtocolVersion,
  SignatureScheme,
} from "../tls/codePoints";
import { extensions } from "../tls/extensions";
import type { HandshakeMessage } from "../tls/handshake";

/** A few words on what a message says, for its line in the ladder: "TLS 1.3, 3 cipher suites, for localhost". */
export function detailOf(message: SessionMessage): string {
  if (message.alert)
    return `${AlertLevel.name(message.alert.level)}: ${AlertDescription.name(message.alert.description)}`;
  if (message.handshake) return handshakeDetail(message.handshake);
  if (message.name === "application_data" || message.name === "encrypted" || message.name === "unknown")
    return plural(message.bytes.length, "byte");
  return "";
}

function handshakeDetail(message: HandshakeMessage): string {
  switch (message.tag) {
    case "client_hello": {
      const { legacy_version, cipher_suites, extensions: list } = message.value;
      const versions = extensions.supported_versions.find(list, "client_hello")?.versions ?? [legacy_version];
      const known = versions
        .map((version) => ProtocolVersion.name(version))
        .filter((name) => name.startsWith("TLS") || name.startsWith("SSL"));
      const name = extensions.server_name.find(list, "client_hello")?.server_name_list[0]?.host_name;
      return [
        known.join(" or "),
        plural(cipher_suites.length, "cipher suite"),
        name ? `for ${asciiOf(name)}` : "no server name",
      ].join(", ");
    }
    case "server_hello": {
      const version =
        extensions.supported_versions.find(message.value.extensions, "server_hello")?.selected_version ??
        message.value.legacy_version;
      return `${ProtocolVersion.name(version)}, ${CipherSuite.name(message.value.cipher_suite)}`;
    }
    case "hello_retry_request": {
      const group = extensions.key_share.find(
        message.value.extensions,
        "hello_retry_request",
      )?.selected_group;
      return group === undefined
        ? "asks for another Client Hello"
        : `asks for a key share in ${NamedGroup.name(group)}`;
    }
    case "encrypted_extensions":
      return message.value.extensions.length === 0
        ? "none"
        : plural(message.value.extensions.length, "extension");
    case "certificate": {
      const { length } = message.value.value.certificate_list;
      return length === 0 ? "empty: no certificate" : plural(length, "certificate");
    }
    case "certificate_request": {
      const { value } = message;
      if (value.tag === "tls13") {
        const schemes =
          extensions.signature_algorithms.find(value.value.extensions, "certificate_request")
            ?.supported_signature_algorithms.length ?? 0;
        const names =
          extensions.certificate_authorities.find(value.value.extensions, "certificate_request")?.authorities
            .length ?? 0;
        return `${plural(schemes, "signature algorithm")}, ${authorities(names)}`;
      }
      const { certificate_types, certificate_authorities } = value.value;
      return `${plural(certificate_types.length, "type")}, ${authorities(certificate_authorities.length)}`;
    }
    case "server_key_exchange": {
      const { value } = message;
      if (value.tag === "ecdhe" || value.tag === "ecdhe_psk")
        return NamedGroup.name(value.value.params.named_curve);
      return value.tag === "dhe" || value.tag === "dhe_psk"
        ? `DHE, ${String(value.value.params.dh_p.length * 8)} bits`
        : "";
    }
    case "client_key_exchange":
      return message.value.tag === "rsa"
        ? "encrypted premaster secret"
        : message.value.tag === "unknown"
          ? ""
          : "public key";
    case "certificate_verify": {
      const { algorithm } = message.value.signed;
      return algorithm === undefined ? "" : SignatureScheme.name(algorithm);
    }
    case "new_session_ticket":
      return `${String(message.value.tag === "tls13" ? message.value.value.ticket_lifetime : message.value.value.ticket_lifetime_hint)} s`;
    default:
      return "";
  }
}

function authorities(length: number): string {
  return length === 0 ? "any authority" : length === 1 ? "1 authority" : `${String(length)} authorities`;
}
