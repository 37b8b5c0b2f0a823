import { asciiOf } from "../grammar";
import type { ClientAuthentication, Negotiated } from "../inspection";
import type { Session, SessionMessage } from "../session/types";
import { CipherSuite, NamedGroup, ProtocolVersion, SignatureScheme } from "../tls/codePoints";
import { extensions } from "../tls/extensions";

/** What both sides agreed on, as far as the session got; undefined when not even a hello was read. */
export function negotiatedOf(session: Session): Negotiated | undefined {
  const { clientHello, serverHello, version, suite } = session;
  if (!clientHello && !serverHello) return undefined;
  const serverName =
    clientHello &&
    extensions.server_name.find(clientHello.extensions, "client_hello")?.server_name_list[0]?.host_name;
  const alpn = alpnOf(session);
  const group = groupOf(session);
  const scheme = serverScheme(session);
  const keyExchange = keyExchangeName(session);
  return {
    ...(serverHello && version !== undefined ? { version: ProtocolVersion.name(version) } : {}),
    ...(serverHello ? { cipherSuite: CipherSuite.name(serverHello.cipher_suite) } : {}),
    ...(keyExchange ? { keyExchange } : {}),
    ...(group === undefined ? {} : { group: NamedGroup.name(group) }),
    ...(scheme === undefined ? {} : { signatureScheme: SignatureScheme.name(scheme) }),
    ...(alpn === undefined ? {} : { alpn }),
    ...(serverName ? { serverName: asciiOf(serverName) } : {}),
    ...(version === 0x0303 && suite
      ? {
          extendedMasterSecret:
            extensions.extended_master_secret.find(serverHello?.extensions, "server_hello") !== undefined,
        }
      : {}),
    ...(serverHello ? { resumed: isResumed(session) } : {}),
    clientAuthentication: clientAuthentication(session),
  };
}

function alpnOf({ serverHello, encryptedExtensions }: Session): string | undefined {
  const alpn = extensions.application_layer_protocol_negotiation;
  const chosen =
    alpn.find(encryptedExtensions?.extensions, "encrypted_extensions") ??
    alpn.find(serverHello?.extensions, "server_hello");
  const first = chosen?.protocol_name_list[0];
  return first && asciiOf(first);
}

/** The group of the key exchange, as a code point. */
function groupOf(session: Session): number | undefined {
  const share = extensions.key_share.find(session.serverHello?.extensions, "server_hello");
  if (share) return share.server_share.group;
  for (const { handshake } of session.messages) {
    if (
      handshake?.tag === "server_key_exchange" &&
      (handshake.value.tag === "ecdhe" || handshake.value.tag === "ecdhe_psk")
    )
      return handshake.value.value.params.named_curve;
  }
  return undefined;
}

/** The scheme that the server signed with, as a code point. */
function serverScheme({ messages }: Session): number | undefined {
  for (const { handshake, from } of messages) {
    if (handshake?.tag === "certificate_verify" && from === "server") return handshake.value.signed.algorithm;
    if (
      handshake?.tag === "server_key_exchange" &&
      (handshake.value.tag === "ecdhe" || handshake.value.tag === "dhe")
    )
      return handshake.value.value.signed_params?.algorithm;
  }
  return undefined;
}

function keyExchangeName(session: Session): string | undefined {
  const { suite, version, serverHello } = session;
  if (!serverHello) return undefined;
  if (version !== 0x0304) return suite?.keyExchange.toUpperCase();
  const psk = extensions.pre_shared_key.find(serverHello.extensions, "server_hello") !== undefined;
  const share = extensions.key_share.find(serverHello.extensions, "server_hello") !== undefined;
  return psk ? (share ? "PSK with (EC)DHE" : "PSK") : "(EC)DHE";
}

/** TLS 1.3: a PSK was chosen; before it: the server skipped its Certificate and went straight to Change Cipher Spec. */
function isResumed(session: Session): boolean {
  if (session.version === 0x0304)
    return extensions.pre_shared_key.find(session.serverHello?.extensions, "server_hello") !== undefined;
  const has = (name: string): boolean =>
    session.messages.some((message) => message.from === "server" && message.name === name);
  return has("change_cipher_spec") && !has("server_hello_done");
}

/** How far the client's authentication came: after our Finished the server may still refuse, so only its word, or its silence for the settle time, proves it. */
export function clientAuthentication(session: Session): ClientAuthentication {
  const { messages, log } = session;
  const request = messages.findIndex((message) => message.name === "certificate_request");
  if (request < 0) return "none";
  const later = messages.slice(request + 1);
  const verified = later.some(
    (message) => message.name === "certificate_verify" && message.from === "client",
  );
  const sentAt = later.findIndex(
    (message) =>
      message.from === "client" && (message.name === "certificate" || message.name === "certificate_verify"),
  );
  if (sentAt < 0) return "requested";
  const finishedAt = later.findIndex((message) => message.from === "client" && message.name === "finished");
  const refused = later.slice(sentAt).some((message) => message.from === "server" && isFatal(message));
  if (refused) return "refused";
  if (!verified) return "requested";
  const afterFinished = finishedAt < 0 ? [] : later.slice(finishedAt + 1);
  const word = afterFinished.some(
    (message) => message.from === "server" && accepts(message, session.version),
  );
  return word || (finishedAt >= 0 && session.version === 0x0304 && log.end?.by === "settled")
    ? "proved"
    : "sent";
}

function isFatal({ alert }: SessionMessage): boolean {
  return alert !== undefined && alert.description !== 0;
}

/** What a server sends only when it accepted the client's Finished. */
function accepts({ name }: SessionMessage, version: number | undefined): boolean {
  return version === 0x0304
    ? name === "new_session_ticket" || name === "application_data"
    : name === "finished";
}
