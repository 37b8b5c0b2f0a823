import { equalBytes } from "../bytes/concat";
import {
  derivedSecret,
  earlySecret,
  finishedVerifyData,
  handshakeSecret,
  masterSecret,
  nextTrafficSecret,
  trafficKeys,
  type Schedule,
} from "../crypto/keySchedule13";
import { recordCipher, type RecordCipher } from "../crypto/recordProtection";
import type { SuiteParameters } from "../crypto/suites";
import type { Side } from "../inspection";
import { certificateVerifyContent } from "../session/certificateVerifyContent";
import { SHARED_SECRET } from "../capture/secretLabels";
import { CipherSuite, NamedGroup } from "../tls/codePoints";
import { extensions } from "../tls/extensions";
import type { Extension } from "../tls/extensions/extension";
import type { HandshakeMessage } from "../tls/handshake";
import { chainFor, chooseScheme } from "./clientAuth";
import { checkExtensions } from "./extensionRules";
import { demand } from "./failure";
import { decoding, type Handshaker } from "./handshaker";
import type { ClientHello, KeyShare } from "./hello";
import { agree } from "./keyAgreement";
import { serverKey, verifyServerSignature } from "./serverKey";
import type { Steps } from "./steps";

type ServerHello = Extract<HandshakeMessage, { tag: "server_hello" }>["value"];
type CertificateRequest = Extract<HandshakeMessage, { tag: "certificate_request" }>["value"];

/** Where a TLS 1.3 handshake stands after the hellos. */
export interface Hellos13 {
  readonly clientHello: ClientHello;
  readonly serverHello: ServerHello;
  readonly suite: SuiteParameters;
  readonly shares: readonly KeyShare[];
  /** Change Cipher Spec was sent already, after a Hello Retry Request. */
  readonly sentChangeCipherSpec: boolean;
}

interface Secrets {
  readonly schedule: Schedule;
  readonly client: Uint8Array;
  readonly server: Uint8Array;
}

/** From the Server Hello to the client's Finished (RFC 8446 §2), then post-handshake messages for as long as it lasts. */
export function* handshake13(io: Handshaker, hellos: Hellos13): Steps<void> {
  const { suite, clientHello } = hellos;
  const schedule: Schedule = { crypto: io.options.provider, hash: suite.hash };
  const handshake = deriveHandshake(io, hellos, schedule);
  const secrets = trafficSecrets(io, schedule, handshake, "handshake");
  io.receiveWith(cipherFor(io, suite, schedule, secrets.server), true);

  const encrypted = yield* io.expect("encrypted_extensions");
  checkEncryptedExtensions(encrypted.message.value.extensions, clientHello);
  let next = yield* io.expect("certificate_request", "certificate");
  let request: CertificateRequest | undefined;
  if (next.message.tag === "certificate_request") {
    request = next.message.value;
    next = yield* io.expect("certificate");
  }
  const certificate = next.message.tag === "certificate" ? next.message.value : undefined;
  const chain =
    certificate?.tag === "tls13" ? certificate.value.certificate_list.map((entry) => entry.cert_data) : [];
  yield* serverProof(io, schedule, chain, secrets.server);

  const master = masterSecret(schedule, handshake)[1].output;
  const application = trafficSecrets(io, schedule, master, "application");
  io.receiveWith(cipherFor(io, suite, schedule, application.server), true);
  if (!hellos.sentChangeCipherSpec) io.sendChangeCipherSpec();
  io.outgoing.use(cipherFor(io, suite, schedule, secrets.client));
  if (request) yield* clientProof(io, schedule, request);
  const verify_data = finishedVerifyData(
    schedule,
    secrets.client,
    io.transcript.digestAt(io.transcript.length, schedule.hash),
  )[1].output;
  io.send({ tag: "finished", value: { verify_data } });
  io.outgoing.use(cipherFor(io, suite, schedule, application.client));
  io.recording = false;
  io.emit({ type: "established" });
  yield* afterwards(io, suite, application);
}

/** The handshake secret from both key shares; logs the shared secret. */
function deriveHandshake(io: Handshaker, { serverHello, shares }: Hellos13, schedule: Schedule): Uint8Array {
  const share = decoding("key_share", () =>
    extensions.key_share.read(serverHello.extensions, "server_hello"),
  )?.server_share;
  demand(share !== undefined, "missing_extension", "The server chose TLS 1.3 but sent no key share.");
  const own = shares.find(({ group }) => group === share.group);
  demand(
    own !== undefined,
    "illegal_parameter",
    `The server's key share is in ${NamedGroup.display(share.group)}, for which we sent none.`,
  );
  const shared = agree(io.options, own, share.key_exchange);
  io.logSecret(SHARED_SECRET, shared);
  return handshakeSecret(schedule, earlySecret(schedule).output, shared)[1].output;
}

const LABELS = {
  handshake: { client: "CLIENT_HANDSHAKE_TRAFFIC_SECRET", server: "SERVER_HANDSHAKE_TRAFFIC_SECRET" },
  application: { client: "CLIENT_TRAFFIC_SECRET_0", server: "SERVER_TRAFFIC_SECRET_0" },
} as const;

/** Both sides' traffic secrets of an epoch, from the transcript so far; logs them. */
function trafficSecrets(
  io: Handshaker,
  schedule: Schedule,
  from: Uint8Array,
  epoch: "handshake" | "application",
): Secrets {
  const hash = io.transcript.digestAt(io.transcript.length, schedule.hash);
  const derive = (side: Side): Uint8Array => {
    const name =
      epoch === "handshake"
        ? (`${side}_handshake_traffic_secret` as const)
        : (`${side}_application_traffic_secret_0` as const);
    const secret = derivedSecret(schedule, name, from, hash).output;
    io.logSecret(LABELS[epoch][side], secret);
    return secret;
  };
  const secrets = { schedule, client: derive("client"), server: derive("server") };
  if (epoch === "application")
    io.logSecret("EXPORTER_SECRET", derivedSecret(schedule, "exporter_master_secret", from, hash).output);
  return secrets;
}

function cipherFor(
  io: Handshaker,
  suite: SuiteParameters,
  schedule: Schedule,
  secret: Uint8Array,
): RecordCipher {
  const { key, iv } = trafficKeys(schedule, secret, { key: suite.keyLength, iv: suite.fixedIvLength });
  return recordCipher(io.options.provider, suite, { key: key.output, iv: iv.output }, { version: 0x0304 });
}

function checkEncryptedExtensions(list: readonly Extension[], clientHello: ClientHello): void {
  checkExtensions(list, new Set(clientHello.extensions?.map((one) => one.extension_type)));
  const { application_layer_protocol_negotiation: alpn } = extensions;
  const chosen = decoding("ALPN", () => alpn.read(list, "encrypted_extensions"))?.protocol_name_list;
  const offered = alpn.find(clientHello.extensions, "client_hello")?.protocol_name_list ?? [];
  const [protocol] = chosen ?? [];
  demand(
    chosen === undefined ||
      (chosen.length === 1 && protocol !== undefined && offered.some((one) => equalBytes(one, protocol))),
    "illegal_parameter",
    "The server chose an ALPN protocol that we did not offer, or several.",
  );
}

/** The server's Certificate Verify and Finished (RFC 8446 §4.4.3, §4.4.4). */
function* serverProof(
  io: Handshaker,
  schedule: Schedule,
  chain: readonly Uint8Array[],
  trafficSecret: Uint8Array,
): Steps<void> {
  const key = serverKey(chain);
  const before = io.transcript.length;
  const verify = yield* io.expect("certificate_verify");
  const content = certificateVerifyContent("server", io.transcript.digestAt(before, schedule.hash));
  verifyServerSignature(io.options.provider, key, verify.message.value.signed, content, {
    message: "Certificate Verify",
    offered: io.options.signatureSchemes,
    tls13: true,
  });
  const count = io.transcript.length;
  const finished = yield* io.expect("finished");
  const expected = finishedVerifyData(
    schedule,
    trafficSecret,
    io.transcript.digestAt(count, schedule.hash),
  )[1].output;
  demand(
    equalBytes(expected, finished.message.value.verify_data),
    "decrypt_error",
    "The server's Finished does not hold: it saw another handshake than we did.",
  );
}

/** The client's Certificate, empty where it has none that fits, and its Certificate Verify. */
function* clientProof(io: Handshaker, schedule: Schedule, request: CertificateRequest): Steps<void> {
  if (request.tag !== "tls13") return;
  const { certificate_request_context, extensions: asked } = request.value;
  const schemes = decoding("Certificate Request", () =>
    extensions.signature_algorithms.read(asked, "certificate_request"),
  );
  demand(
    schemes !== undefined,
    "missing_extension",
    "The server's Certificate Request names no signature algorithms.",
  );
  const { identity } = io.options;
  const scheme = chooseScheme(identity, schemes.supported_signature_algorithms, true);
  const certificate_list = chainFor(identity, scheme).map((cert_data) => ({ cert_data, extensions: [] }));
  io.send({
    tag: "certificate",
    value: { tag: "tls13", value: { certificate_request_context, certificate_list } },
  });
  if (scheme === undefined) return;
  const signature = yield* io.sign(
    scheme,
    certificateVerifyContent("client", io.transcript.digestAt(io.transcript.length, schedule.hash)),
  );
  io.send({ tag: "certificate_verify", value: { signed: { algorithm: scheme, signature } } });
}

/** Tickets and key updates (RFC 8446 §4.6). */
function* afterwards(
  io: Handshaker,
  suite: SuiteParameters,
  { schedule, client, server }: Secrets,
): Steps<void> {
  const current = { client, server };
  for (;;) {
    const { message } = yield* io.expect("new_session_ticket", "key_update");
    if (message.tag !== "key_update") continue;
    current.server = nextTrafficSecret(schedule, current.server).output;
    io.receiveWith(cipherFor(io, suite, schedule, current.server), true);
    demand(
      message.value.request_update <= 1,
      "illegal_parameter",
      `The server's Key Update holds ${String(message.value.request_update)}, which is neither 0 nor 1.`,
    );
    if (message.value.request_update === 0) continue;
    io.send({ tag: "key_update", value: { request_update: 0 } });
    current.client = nextTrafficSecret(schedule, current.client).output;
    io.outgoing.use(cipherFor(io, suite, schedule, current.client));
  }
}

/** Whether the suite that a TLS 1.3 server chose is one that we offered for TLS 1.3. */
export function checkSuite13(
  suite: SuiteParameters | undefined,
  code: number,
): asserts suite is SuiteParameters {
  demand(
    suite?.keyExchange === "tls13",
    "illegal_parameter",
    `The server chose ${CipherSuite.display(code)}, which is no TLS 1.3 cipher suite that we know.`,
  );
}
