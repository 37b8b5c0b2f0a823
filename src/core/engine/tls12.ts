import { concat, equalBytes } from "../bytes/concat";
import { Writer } from "../bytes/writer";
import {
  extendedMasterSecret,
  keyBlock,
  masterSecret12,
  verifyData12,
  type KeyBlock,
} from "../crypto/keySchedule12";
import { CryptoError, type VerifyKey } from "../crypto/provider";
import { recordCipher, type RecordCipher } from "../crypto/recordProtection";
import { keyBlockLengths, prfHash, type SuiteParameters } from "../crypto/suites";
import type { Side } from "../inspection";
import { PRE_MASTER_SECRET } from "../capture/secretLabels";
import { NamedGroup } from "../tls/codePoints";
import { extensions } from "../tls/extensions";
import { ServerECDHParams, type HandshakeMessage } from "../tls/handshake";
import { chainFor, chooseScheme } from "./clientAuth";
import { demand, EngineFailure } from "./failure";
import { decoding, WARNING, type Handshaker } from "./handshaker";
import { makeKeyShare, type ClientHello } from "./hello";
import { agree } from "./keyAgreement";
import { serverKey, verifyServerSignature } from "./serverKey";
import type { Steps } from "./steps";

type Body<N extends HandshakeMessage["tag"]> = Extract<HandshakeMessage, { tag: N }>["value"];

/** Where a TLS 1.2 handshake stands after the hellos. */
export interface Hellos12 {
  readonly clientHello: ClientHello;
  readonly serverHello: Body<"server_hello">;
  readonly suite: SuiteParameters;
}

/** What the server's flight said. */
interface ServerFlight {
  readonly key: VerifyKey;
  readonly exchange: Body<"server_key_exchange"> | undefined;
  readonly request: Body<"certificate_request"> | undefined;
}

const VERSION = 0x0303;
const NO_RENEGOTIATION = 100;

/** From the Server Hello to the server's Finished (RFC 5246 §7.3). */
export function* handshake12(io: Handshaker, hellos: Hellos12): Steps<void> {
  const { suite } = hellos;
  const flight = yield* serverFlight(io, hellos);
  const { identity } = io.options;
  const accepted =
    flight.request?.tag === "tls12" ? (flight.request.value.supported_signature_algorithms ?? []) : [];
  const scheme = flight.request && chooseScheme(identity, accepted, false);
  if (flight.request)
    io.send({
      tag: "certificate",
      value: { tag: "tls12", value: { certificate_list: chainFor(identity, scheme) } },
    });
  const { preMaster, message } = clientKeyExchange(io, flight);
  io.logSecret(PRE_MASTER_SECRET, preMaster);
  io.send(message);
  const master = deriveMaster(io, hellos, preMaster);
  io.logSecret("CLIENT_RANDOM", master);
  const keys = keyBlock(
    io.options.provider,
    prfHash(suite, VERSION),
    master,
    randoms(hellos),
    keyBlockLengths(suite, VERSION),
  );
  if (scheme !== undefined) {
    const content = io.transcript.bytesAt(io.transcript.length, suite.hash);
    const signature = yield* io.sign(scheme, content);
    io.send({ tag: "certificate_verify", value: { signed: { algorithm: scheme, signature } } });
  }
  io.sendChangeCipherSpec(cipherFor(io, hellos, keys, "client"));
  io.send({ tag: "finished", value: { verify_data: verifyData(io, suite, master, "client") } });
  yield* serverFinished(io, hellos, master, keys);
  io.recording = false;
  io.emit({ type: "established" });
  for (;;) {
    yield* io.expect("hello_request");
    // One handshake is what there is to see: the server may go on without another (RFC 5246 §7.2.2).
    io.sendAlert(WARNING, NO_RENEGOTIATION);
  }
}

/** Certificate, Server Key Exchange where the key exchange has one, Certificate Request in two-way TLS, Server Hello Done. */
function* serverFlight(io: Handshaker, hellos: Hellos12): Steps<ServerFlight> {
  const { suite } = hellos;
  const certificate = yield* io.expect("certificate");
  const chain =
    certificate.message.value.tag === "tls12" ? certificate.message.value.value.certificate_list : [];
  const key = serverKey(chain);
  demand(
    (suite.authentication === "rsa") === (key.kind === "rsa"),
    "illegal_parameter",
    `The server chose ${suite.name}, but its certificate holds a key of the kind ${key.kind}.`,
  );
  const ephemeral = suite.keyExchange === "ecdhe";
  const first = ephemeral
    ? (["certificate_status", "server_key_exchange"] as const)
    : (["certificate_status", "certificate_request", "server_hello_done"] as const);
  let next = yield* io.expect<HandshakeMessage["tag"]>(...first);
  if (next.message.tag === "certificate_status")
    next = yield* io.expect<HandshakeMessage["tag"]>(...first.slice(1));
  let exchange: ServerFlight["exchange"];
  if (next.message.tag === "server_key_exchange") {
    exchange = next.message.value;
    verifyExchange(io, hellos, key, exchange);
    next = yield* io.expect<HandshakeMessage["tag"]>("certificate_request", "server_hello_done");
  }
  let request: ServerFlight["request"];
  if (next.message.tag === "certificate_request") {
    request = next.message.value;
    yield* io.expect("server_hello_done");
  }
  return { key, exchange, request };
}

/** Verifies the signature over the server's ephemeral key (RFC 8422 §5.4). */
function verifyExchange(
  io: Handshaker,
  { clientHello, serverHello }: Hellos12,
  key: VerifyKey,
  exchange: Body<"server_key_exchange">,
): void {
  demand(
    exchange.tag === "ecdhe" && exchange.value.signed_params !== undefined,
    "decode_error",
    "The server's Server Key Exchange holds no signed ECDHE parameters.",
  );
  const { params, signed_params } = exchange.value;
  demand(
    params.curve_type === 3,
    "illegal_parameter",
    "The server's Server Key Exchange describes a curve of its own; only named curves are in use.",
  );
  const writer = new Writer();
  ServerECDHParams.write(writer, params);
  const content = concat(clientHello.random, serverHello.random, writer.finish());
  verifyServerSignature(io.options.provider, key, signed_params, content, {
    message: "Server Key Exchange",
    offered: io.options.signatureSchemes,
    tls13: false,
  });
}

/** Our part of the key exchange: an ephemeral key, or a premaster secret encrypted to the server's RSA key. */
function clientKeyExchange(
  io: Handshaker,
  { key, exchange }: ServerFlight,
): { preMaster: Uint8Array; message: HandshakeMessage } {
  const { provider, random, groups } = io.options;
  if (exchange?.tag === "ecdhe") {
    const { named_curve, public: point } = exchange.value.params;
    const share = groups.includes(named_curve) ? makeKeyShare(io.options, named_curve) : undefined;
    demand(
      share !== undefined,
      "illegal_parameter",
      `The server's ephemeral key is in ${NamedGroup.display(named_curve)}, which we did not offer.`,
    );
    return {
      preMaster: agree(io.options, share, point),
      message: { tag: "client_key_exchange", value: { tag: "ecdhe", value: { ecdh_Yc: share.publicKey } } },
    };
  }
  demand(
    key.kind === "rsa",
    "illegal_parameter",
    "The server chose RSA key exchange, but its certificate holds no RSA key.",
  );
  const preMaster = concat(Uint8Array.of(3, 3), random(46));
  try {
    const encrypted_pre_master_secret = provider.rsaEncryptPkcs1(
      key.modulus,
      key.exponent,
      preMaster,
      random,
    );
    return {
      preMaster,
      message: { tag: "client_key_exchange", value: { tag: "rsa", value: { encrypted_pre_master_secret } } },
    };
  } catch (error) {
    if (error instanceof CryptoError)
      throw new EngineFailure("illegal_parameter", `The server's RSA key cannot be used: ${error.message}.`);
    throw error;
  }
}

function randoms({ clientHello, serverHello }: Hellos12): { client: Uint8Array; server: Uint8Array } {
  return { client: clientHello.random, server: serverHello.random };
}

function has(hellos: Hellos12, name: "extended_master_secret" | "encrypt_then_mac"): boolean {
  return (
    decoding(name, () => extensions[name].read(hellos.serverHello.extensions, "server_hello")) !== undefined
  );
}

function deriveMaster(io: Handshaker, hellos: Hellos12, preMaster: Uint8Array): Uint8Array {
  const { provider } = io.options;
  const hash = prfHash(hellos.suite, VERSION);
  if (!has(hellos, "extended_master_secret"))
    return masterSecret12(provider, hash, preMaster, randoms(hellos)).output;
  return extendedMasterSecret(provider, hash, preMaster, io.transcript.digestAt(io.transcript.length, hash))
    .output;
}

function cipherFor(io: Handshaker, hellos: Hellos12, { keys }: KeyBlock, side: Side): RecordCipher {
  const own = {
    key: keys[`${side}_write_key`],
    iv: keys[`${side}_write_IV`],
    macKey: keys[`${side}_write_MAC_key`],
  };
  return recordCipher(io.options.provider, hellos.suite, own, {
    version: VERSION,
    encryptThenMac: has(hellos, "encrypt_then_mac"),
  });
}

function verifyData(
  io: Handshaker,
  suite: SuiteParameters,
  master: Uint8Array,
  from: Side,
  count = io.transcript.length,
): Uint8Array {
  const hash = prfHash(suite, VERSION);
  return verifyData12(io.options.provider, hash, master, from, io.transcript.digestAt(count, hash)).output;
}

/** A ticket if it promised one, Change Cipher Spec, and its Finished, which must hold. */
function* serverFinished(io: Handshaker, hellos: Hellos12, master: Uint8Array, keys: KeyBlock): Steps<void> {
  if (extensions.session_ticket.find(hellos.serverHello.extensions, "server_hello") !== undefined)
    yield* io.expect("new_session_ticket");
  yield* io.expectChangeCipherSpec();
  io.receiveWith(cipherFor(io, hellos, keys, "server"), false);
  const count = io.transcript.length;
  const { message } = yield* io.expect("finished");
  const expected = verifyData(io, hellos.suite, master, "server", count);
  demand(
    equalBytes(expected, message.value.verify_data),
    "decrypt_error",
    "The server's Finished does not hold: it saw another handshake than we did.",
  );
}
