import { asciiBytes } from "../crypto/octets";
import { extensions } from "../tls/extensions";
import type { Extension } from "../tls/extensions/extension";
import type { HandshakeMessage } from "../tls/handshake";
import { groupOfCode } from "./groups";
import type { EngineOptions } from "./types";

export type ClientHello = Extract<HandshakeMessage, { tag: "client_hello" }>["value"];

/** A key share's private side. */
export interface KeyShare {
  readonly group: number;
  readonly privateKey: Uint8Array;
  readonly publicKey: Uint8Array;
}

/** What a Hello Retry Request asked to be changed. */
export interface Retry {
  readonly cookie: Uint8Array | undefined;
}

const TLS13 = 0x0304;
const RENEGOTIATION_SCSV = 0x00ff;

/** A fresh key pair in `group`; undefined for a group that the provider does not know. */
export function makeKeyShare({ provider, random }: EngineOptions, group: number): KeyShare | undefined {
  const known = groupOfCode(group);
  if (!known) return undefined;
  const privateKey = known.privateKey(random);
  return { group, privateKey, publicKey: provider.publicKey(known.name, privateKey) };
}

/** The first Client Hello, or the second one that answers a Hello Retry Request with the first one's random and session ID. */
export function buildClientHello(
  options: EngineOptions,
  shares: readonly KeyShare[],
  first?: ClientHello,
  retry?: Retry,
): ClientHello {
  const tls13 = options.versions.includes(TLS13);
  return {
    legacy_version: 0x0303,
    random: first?.random ?? options.random(32),
    // A session ID makes the handshake look like a resumption to middleboxes (RFC 8446 §D.4).
    legacy_session_id: first?.legacy_session_id ?? (tls13 ? options.random(32) : new Uint8Array(0)),
    cipher_suites: options.versions.some((version) => version < TLS13)
      ? [...options.cipherSuites, RENEGOTIATION_SCSV]
      : [...options.cipherSuites],
    legacy_compression_methods: [0],
    extensions: [
      ...commonExtensions(options),
      ...(tls13 ? tls13Extensions(options, shares, retry) : []),
      ...(options.versions.some((version) => version < TLS13) ? tls12Extensions() : []),
    ],
  };
}

function commonExtensions({ serverName, groups, signatureSchemes, alpn }: EngineOptions): Extension[] {
  const list: Extension[] = [];
  if (serverName)
    list.push(
      extensions.server_name.make("client_hello", {
        server_name_list: [{ name_type: 0, host_name: asciiBytes(serverName) }],
      }),
    );
  if (groups.length > 0)
    list.push(extensions.supported_groups.make("client_hello", { named_group_list: [...groups] }));
  if (signatureSchemes.length > 0)
    list.push(
      extensions.signature_algorithms.make("client_hello", {
        supported_signature_algorithms: [...signatureSchemes],
      }),
    );
  // Servers staple an OCSP response only to those who ask (RFC 6066 §8): what they have is to be seen.
  list.push(
    extensions.status_request.make("client_hello", {
      status_type: 1,
      responder_id_list: [],
      request_extensions: new Uint8Array(0),
    }),
  );
  if (alpn.length > 0)
    list.push(
      extensions.application_layer_protocol_negotiation.make("client_hello", {
        protocol_name_list: alpn.map(asciiBytes),
      }),
    );
  return list;
}

function tls13Extensions(
  { versions }: EngineOptions,
  shares: readonly KeyShare[],
  retry: Retry | undefined,
): Extension[] {
  return [
    extensions.supported_versions.make("client_hello", { versions: [...versions] }),
    extensions.psk_key_exchange_modes.make("client_hello", { ke_modes: [1] }),
    extensions.key_share.make("client_hello", {
      client_shares: shares.map(({ group, publicKey }) => ({ group, key_exchange: publicKey })),
    }),
    ...(retry?.cookie ? [extensions.cookie.make("client_hello", { cookie: retry.cookie })] : []),
  ];
}

function tls12Extensions(): Extension[] {
  return [
    extensions.ec_point_formats.make("client_hello", { ec_point_format_list: [0] }),
    extensions.encrypt_then_mac.make("client_hello", {}),
    extensions.extended_master_secret.make("client_hello", {}),
    extensions.session_ticket.make("client_hello", { ticket: new Uint8Array(0) }),
  ];
}
