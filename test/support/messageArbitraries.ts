import fc from "fast-check";
import type { Context } from "../../src/core/grammar";
import { extensions } from "../../src/core/tls/extensions";
import type { Extension, ExtensionMessage } from "../../src/core/tls/extensions/extension";
import type { HandshakeMessage } from "../../src/core/tls/handshake";

// Values of every message and extension, within the bounds that the RFCs set them, to be written and read again.

const bytes = (minLength = 0, maxLength = 40): fc.Arbitrary<Uint8Array> =>
  fc.uint8Array({ minLength, maxLength });
const exactly = (length: number): fc.Arbitrary<Uint8Array> => bytes(length, length);
const uint8 = fc.nat(0xff);
const uint16 = fc.nat(0xffff);
const uint24 = fc.nat(0xffffff);
const uint32 = fc.nat(0xffffffff);
const list = <T>(item: fc.Arbitrary<T>, minLength = 0, maxLength = 6): fc.Arbitrary<T[]> =>
  fc.array(item, { minLength, maxLength });
const nothing = fc.constant({});

const names = list(bytes(1));
const shareEntry = fc.record({ group: uint16, key_exchange: bytes(1) });
const schemes = fc.record({ supported_signature_algorithms: list(uint16, 1) });
const ocsp = fc.record({ status_type: uint8, response: bytes(1) });
const scts = fc.record({ sct_list: list(bytes(1), 1) });
const alpn = fc.record({ protocol_name_list: list(bytes(1), 1) });
const types = fc.record({ certificate_types: list(uint8, 1) });
const type = fc.record({ certificate_type: uint8 });
const algorithms = fc.record({ algorithms: list(uint16, 1) });
const cookie = fc.record({ cookie: bytes(1) });
const formats = fc.record({ ec_point_format_list: list(uint8, 1) });
const groups = fc.record({ named_group_list: list(uint16, 1) });
const fragment = fc.record({ max_fragment_length: uint8 });
const limit = fc.record({ record_size_limit: uint16 });
const renegotiation = fc.record({ renegotiated_connection: bytes() });
const selected = fc.record({ selected_version: uint16 });
const authorities = fc.record({ authorities: list(bytes(1), 1) });

type Bodies = {
  readonly [N in keyof typeof extensions]: {
    readonly [M in keyof (typeof extensions)[N]["bodies"]]: fc.Arbitrary<unknown>;
  };
};

/** Content of every extension in every message that may bear it: one that is missing here does not compile. */
export const EXTENSION_BODIES: Bodies = {
  server_name: {
    client_hello: fc.record({
      server_name_list: list(fc.record({ name_type: uint8, host_name: bytes(1) }), 1),
    }),
    server_hello: nothing,
    encrypted_extensions: nothing,
  },
  max_fragment_length: { client_hello: fragment, server_hello: fragment, encrypted_extensions: fragment },
  status_request: {
    client_hello: fc.record({
      status_type: uint8,
      responder_id_list: list(bytes(1)),
      request_extensions: bytes(),
    }),
    certificate_request: fc.record({ request: bytes() }),
    server_hello: nothing,
    certificate: ocsp,
  },
  supported_groups: { client_hello: groups, encrypted_extensions: groups, server_hello: groups },
  ec_point_formats: { client_hello: formats, server_hello: formats },
  signature_algorithms: { client_hello: schemes, certificate_request: schemes },
  application_layer_protocol_negotiation: {
    client_hello: alpn,
    server_hello: alpn,
    encrypted_extensions: alpn,
  },
  signed_certificate_timestamp: {
    client_hello: nothing,
    server_hello: scts,
    certificate: scts,
    certificate_request: nothing,
  },
  client_certificate_type: { client_hello: types, server_hello: type, encrypted_extensions: type },
  server_certificate_type: { client_hello: types, server_hello: type, encrypted_extensions: type },
  padding: { client_hello: fc.record({ padding: bytes() }) },
  encrypt_then_mac: { client_hello: nothing, server_hello: nothing },
  extended_master_secret: { client_hello: nothing, server_hello: nothing },
  compress_certificate: { client_hello: algorithms, certificate_request: algorithms },
  record_size_limit: { client_hello: limit, server_hello: limit, encrypted_extensions: limit },
  session_ticket: { client_hello: fc.record({ ticket: bytes() }), server_hello: nothing },
  pre_shared_key: {
    client_hello: fc.record({
      identities: list(fc.record({ identity: bytes(1), obfuscated_ticket_age: uint32 }), 1),
      binders: list(bytes(32, 64), 1),
    }),
    server_hello: fc.record({ selected_identity: uint16 }),
  },
  early_data: {
    client_hello: nothing,
    encrypted_extensions: nothing,
    new_session_ticket: fc.record({ max_early_data_size: uint32 }),
  },
  supported_versions: {
    client_hello: fc.record({ versions: list(uint16, 1) }),
    server_hello: selected,
    hello_retry_request: selected,
  },
  cookie: { client_hello: cookie, hello_retry_request: cookie },
  psk_key_exchange_modes: { client_hello: fc.record({ ke_modes: list(uint8, 1) }) },
  certificate_authorities: { client_hello: authorities, certificate_request: authorities },
  oid_filters: {
    certificate_request: fc.record({
      filters: list(
        fc.record({ certificate_extension_oid: bytes(1), certificate_extension_values: bytes() }),
      ),
    }),
  },
  post_handshake_auth: { client_hello: nothing },
  signature_algorithms_cert: { client_hello: schemes, certificate_request: schemes },
  key_share: {
    client_hello: fc.record({ client_shares: list(shareEntry) }),
    server_hello: fc.record({ server_share: shareEntry }),
    hello_retry_request: fc.record({ selected_group: uint16 }),
  },
  renegotiation_info: { client_hello: renegotiation, server_hello: renegotiation },
};

/** An extension that has a content of its own in `message`, or one that nobody knows. */
function extensionOf(message: ExtensionMessage): fc.Arbitrary<Extension> {
  const known = Object.entries(EXTENSION_BODIES).flatMap(([name, bodies]) => {
    const body = (bodies as Partial<Record<ExtensionMessage, fc.Arbitrary<unknown>>>)[message];
    const definition: { make(message: string, value: unknown): Extension } =
      extensions[name as keyof typeof extensions];
    return body ? [body.map((value) => definition.make(message, value))] : [];
  });
  // 0x0a0a and its kin are GREASE (RFC 8701): unknown to everybody.
  const unknown = fc.record({
    extension_type: fc.constantFrom(0x0a0a, 0xfafa, 0x7777),
    extension_data: bytes(),
  });
  return fc.oneof(...known, unknown);
}

const listOf = (message: ExtensionMessage): fc.Arbitrary<Extension[]> => list(extensionOf(message));
const optionalListOf = (message: ExtensionMessage): fc.Arbitrary<Extension[] | undefined> =>
  fc.option(listOf(message), { nil: undefined });

/** A message with the context that it is read in. */
export interface Sample {
  readonly message: HandshakeMessage;
  readonly context: Context;
}

const tls12: Context = { version: 0x0303, signed: true };
const tls10: Context = { version: 0x0301, signed: true };
const tls13: Context = { version: 0x0304, keyExchange: "tls13" };

function sample<N extends HandshakeMessage["tag"]>(
  tag: N,
  value: fc.Arbitrary<Extract<HandshakeMessage, { tag: N }>["value"]>,
  context: Context = tls12,
): fc.Arbitrary<Sample> {
  return value.map((content) => ({ message: { tag, value: content } as HandshakeMessage, context }));
}

const serverHello = (message: "server_hello" | "hello_retry_request", random: fc.Arbitrary<Uint8Array>) =>
  fc.record({
    legacy_version: uint16,
    random,
    legacy_session_id_echo: bytes(0, 32),
    cipher_suite: uint16,
    legacy_compression_method: uint8,
    extensions: optionalListOf(message),
  });

const signed = fc.record({ algorithm: uint16, signature: bytes() });
const unsigned = fc.record({ algorithm: fc.constant(undefined), signature: bytes() });
const ecdhParams = fc.record({ curve_type: uint8, named_curve: uint16, public: bytes(1) });
const dhParams = fc.record({ dh_p: bytes(1), dh_g: bytes(1), dh_Ys: bytes(1) });
const tagged = <K extends string, T>(tag: K, value: fc.Arbitrary<T>): fc.Arbitrary<{ tag: K; value: T }> =>
  value.map((content) => ({ tag, value: content }));
const certificateRequest12 = {
  certificate_types: list(uint8, 1),
  certificate_authorities: names,
};
const retryRandom = fc.constant(
  Uint8Array.from(Buffer.from("cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c", "hex")),
);

/** Every message, in every form that it has: one that is missing here does not compile. */
export const MESSAGE_SAMPLES: Readonly<Record<HandshakeMessage["tag"], readonly fc.Arbitrary<Sample>[]>> = {
  hello_request: [sample("hello_request", nothing)],
  client_hello: [
    sample(
      "client_hello",
      fc.record({
        legacy_version: uint16,
        random: exactly(32),
        legacy_session_id: bytes(0, 32),
        cipher_suites: list(uint16, 1, 30),
        legacy_compression_methods: list(uint8, 1),
        extensions: optionalListOf("client_hello"),
      }),
    ),
  ],
  server_hello: [sample("server_hello", serverHello("server_hello", exactly(32)))],
  hello_retry_request: [sample("hello_retry_request", serverHello("hello_retry_request", retryRandom))],
  new_session_ticket: [
    sample(
      "new_session_ticket",
      tagged(
        "tls13",
        fc.record({
          ticket_lifetime: uint32,
          ticket_age_add: uint32,
          ticket_nonce: bytes(),
          ticket: bytes(1),
          extensions: listOf("new_session_ticket"),
        }),
      ),
      tls13,
    ),
    sample(
      "new_session_ticket",
      tagged("tls12", fc.record({ ticket_lifetime_hint: uint32, ticket: bytes() })),
    ),
  ],
  end_of_early_data: [sample("end_of_early_data", nothing, tls13)],
  encrypted_extensions: [
    sample("encrypted_extensions", fc.record({ extensions: listOf("encrypted_extensions") }), tls13),
  ],
  certificate: [
    sample(
      "certificate",
      tagged(
        "tls13",
        fc.record({
          certificate_request_context: bytes(),
          certificate_list: list(fc.record({ cert_data: bytes(1), extensions: listOf("certificate") })),
        }),
      ),
      tls13,
    ),
    sample("certificate", tagged("tls12", fc.record({ certificate_list: names }))),
  ],
  server_key_exchange: [
    sample("server_key_exchange", tagged("ecdhe", fc.record({ params: ecdhParams, signed_params: signed })), {
      ...tls12,
      keyExchange: "ecdhe",
    }),
    sample(
      "server_key_exchange",
      tagged("ecdhe", fc.record({ params: ecdhParams, signed_params: fc.constant(undefined) })),
      { ...tls12, keyExchange: "ecdhe", signed: false },
    ),
    sample("server_key_exchange", tagged("dhe", fc.record({ params: dhParams, signed_params: signed })), {
      ...tls12,
      keyExchange: "dhe",
    }),
    sample("server_key_exchange", tagged("dhe", fc.record({ params: dhParams, signed_params: unsigned })), {
      ...tls10,
      keyExchange: "dhe",
    }),
    sample("server_key_exchange", tagged("psk", fc.record({ psk_identity_hint: bytes() })), {
      ...tls12,
      keyExchange: "psk",
    }),
    sample(
      "server_key_exchange",
      tagged("ecdhe_psk", fc.record({ psk_identity_hint: bytes(), params: ecdhParams })),
      { ...tls12, keyExchange: "ecdhe_psk" },
    ),
    sample(
      "server_key_exchange",
      tagged("dhe_psk", fc.record({ psk_identity_hint: bytes(), params: dhParams })),
      { ...tls12, keyExchange: "dhe_psk" },
    ),
    sample("server_key_exchange", tagged("unknown", fc.record({ data: bytes() }))),
  ],
  certificate_request: [
    sample(
      "certificate_request",
      tagged(
        "tls13",
        fc.record({ certificate_request_context: bytes(), extensions: listOf("certificate_request") }),
      ),
      tls13,
    ),
    sample(
      "certificate_request",
      tagged(
        "tls12",
        fc.record({ ...certificateRequest12, supported_signature_algorithms: list(uint16, 1) }),
      ),
    ),
    sample(
      "certificate_request",
      tagged(
        "tls12",
        fc.record({ ...certificateRequest12, supported_signature_algorithms: fc.constant(undefined) }),
      ),
      tls10,
    ),
  ],
  server_hello_done: [sample("server_hello_done", nothing)],
  certificate_verify: [
    sample("certificate_verify", fc.record({ signed })),
    sample("certificate_verify", fc.record({ signed: unsigned }), tls10),
  ],
  client_key_exchange: [
    sample("client_key_exchange", tagged("rsa", fc.record({ encrypted_pre_master_secret: bytes(1) })), {
      ...tls12,
      keyExchange: "rsa",
    }),
    sample("client_key_exchange", tagged("ecdhe", fc.record({ ecdh_Yc: bytes(1) })), {
      ...tls12,
      keyExchange: "ecdhe",
    }),
    sample("client_key_exchange", tagged("dhe", fc.record({ dh_Yc: bytes(1) })), {
      ...tls12,
      keyExchange: "dhe",
    }),
    sample("client_key_exchange", tagged("psk", fc.record({ psk_identity: bytes() })), {
      ...tls12,
      keyExchange: "psk",
    }),
    sample(
      "client_key_exchange",
      tagged("ecdhe_psk", fc.record({ psk_identity: bytes(), ecdh_Yc: bytes(1) })),
      {
        ...tls12,
        keyExchange: "ecdhe_psk",
      },
    ),
    sample("client_key_exchange", tagged("dhe_psk", fc.record({ psk_identity: bytes(), dh_Yc: bytes(1) })), {
      ...tls12,
      keyExchange: "dhe_psk",
    }),
    sample(
      "client_key_exchange",
      tagged("rsa_psk", fc.record({ psk_identity: bytes(), encrypted_pre_master_secret: bytes(1) })),
      { ...tls12, keyExchange: "rsa_psk" },
    ),
    sample("client_key_exchange", tagged("unknown", fc.record({ data: bytes() }))),
  ],
  finished: [sample("finished", fc.record({ verify_data: bytes() }))],
  certificate_status: [sample("certificate_status", ocsp)],
  key_update: [sample("key_update", fc.record({ request_update: uint8 }), tls13)],
  compressed_certificate: [
    sample(
      "compressed_certificate",
      fc.record({
        algorithm: uint16,
        uncompressed_length: uint24,
        compressed_certificate_message: bytes(1),
      }),
      tls13,
    ),
  ],
};

/** Any message in any of its forms. */
export const samples: fc.Arbitrary<Sample> = fc.oneof(...Object.values(MESSAGE_SAMPLES).flat());
