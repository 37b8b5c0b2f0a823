import { suiteOf, type SuiteParameters } from "../crypto/suites";
import { CipherSuite, NamedGroup, ProtocolVersion } from "../tls/codePoints";
import { extensions } from "../tls/extensions";
import { downgradeSentinel, type HandshakeMessage } from "../tls/handshake";
import { equalBytes } from "../bytes/concat";
import { checkExtensions } from "./extensionRules";
import { demand } from "./failure";
import { decoding, type Handshaker } from "./handshaker";
import { buildClientHello, makeKeyShare, type ClientHello, type KeyShare } from "./hello";
import type { Steps } from "./steps";
import { handshake12 } from "./tls12";
import { checkSuite13, handshake13 } from "./tls13";

type ServerHello = Extract<HandshakeMessage, { tag: "server_hello" }>["value"];

/** A whole handshake, from the Client Hello on (RFC 8446 §4.1). */
export function* handshake(io: Handshaker): Steps<void> {
  const { options } = io;
  let shares = makeShares(io, options.versions.includes(0x0304) ? options.keyShares : []);
  let clientHello = buildClientHello(options, shares);
  io.clientRandom = clientHello.random;
  io.send({ tag: "client_hello", value: clientHello });
  io.outgoing.version = 0x0303;
  let answer = yield* io.expect("server_hello", "hello_retry_request");
  const retried = answer.message.tag === "hello_retry_request";
  let retrySuite: number | undefined;
  if (answer.message.tag === "hello_retry_request") {
    demand(
      versionOf(answer.message.value) === 0x0304 && options.versions.includes(0x0304),
      "illegal_parameter",
      "The server asked for another Client Hello without choosing TLS 1.3.",
    );
    checkHello(answer.message.value, clientHello);
    retrySuite = answer.message.value.cipher_suite;
    const retry = readRetry(io, answer.message.value, shares);
    shares = retry.shares;
    clientHello = buildClientHello(options, shares, clientHello, { cookie: retry.cookie });
    io.sendChangeCipherSpec();
    io.send({ tag: "client_hello", value: clientHello });
    answer = yield* io.expect("server_hello");
  }
  if (answer.message.tag !== "server_hello") return;
  const serverHello = answer.message.value;
  const version = versionOf(serverHello);
  demand(
    options.versions.includes(version),
    "protocol_version",
    `The server chose ${ProtocolVersion.display(version)}, which we did not offer.`,
  );
  checkHello(serverHello, clientHello);
  const suite = suiteOf(serverHello.cipher_suite);
  if (version === 0x0304) {
    demand(
      retrySuite === undefined || retrySuite === serverHello.cipher_suite,
      "illegal_parameter",
      "The server changed its cipher suite between Hello Retry Request and Server Hello.",
    );
    checkSuite13(suite, serverHello.cipher_suite);
    io.context = contextFor(version, suite);
    yield* handshake13(io, { clientHello, serverHello, suite, shares, sentChangeCipherSpec: retried });
    return;
  }
  demand(
    !retried,
    "illegal_parameter",
    "The server asked for another Client Hello as TLS 1.3 does, and then chose an older version.",
  );
  checkDowngrade(io, serverHello, clientHello);
  demand(
    suite !== undefined && suite.maxVersion < 0x0304,
    "illegal_parameter",
    `The server chose ${CipherSuite.display(serverHello.cipher_suite)}, which does not go with ${ProtocolVersion.name(version)}.`,
  );
  io.context = contextFor(version, suite);
  yield* handshake12(io, { clientHello, serverHello, suite });
}

function makeShares(io: Handshaker, groups: readonly number[]): KeyShare[] {
  return groups.flatMap((group) => makeKeyShare(io.options, group) ?? []);
}

function contextFor(version: number, suite: SuiteParameters): Handshaker["context"] {
  return {
    version,
    from: "server",
    keyExchange: suite.keyExchange === "tls13" ? "tls13" : suite.keyExchange === "rsa" ? "rsa" : "ecdhe",
    signed: true,
  };
}

function versionOf(hello: ServerHello): number {
  const selected = decoding("supported_versions", () =>
    extensions.supported_versions.read(hello.extensions, "server_hello"),
  )?.selected_version;
  if (selected === undefined) return hello.legacy_version;
  demand(
    selected >= 0x0304 && hello.legacy_version === 0x0303,
    "illegal_parameter",
    `The server chose ${ProtocolVersion.display(selected)} in a way that only fits TLS 1.3 and later (its Server Hello says ${ProtocolVersion.display(hello.legacy_version)}).`,
  );
  return selected;
}

/** What holds for a Server Hello and a Hello Retry Request alike (RFC 8446 §4.1.3). */
function checkHello(hello: ServerHello, clientHello: ClientHello): void {
  const { cipher_suite, legacy_compression_method, extensions: list } = hello;
  demand(
    clientHello.cipher_suites.includes(cipher_suite),
    "illegal_parameter",
    `The server chose ${CipherSuite.display(cipher_suite)}, which we did not offer.`,
  );
  demand(
    legacy_compression_method === 0,
    "illegal_parameter",
    "The server chose a compression method that we did not offer.",
  );
  // The cookie of a Hello Retry Request comes unasked; renegotiation_info answers the SCSV (RFC 5746 §3.4).
  const offered = new Set([
    ...(clientHello.extensions ?? []).map((one) => one.extension_type),
    extensions.renegotiation_info.code,
    extensions.cookie.code,
  ]);
  checkExtensions(list ?? [], offered);
  if (extensions.supported_versions.find(list, "server_hello")) {
    demand(
      equalBytes(hello.legacy_session_id_echo, clientHello.legacy_session_id),
      "illegal_parameter",
      "The server did not echo our session ID, as TLS 1.3 demands.",
    );
  }
}

function readRetry(
  io: Handshaker,
  hello: ServerHello,
  shares: readonly KeyShare[],
): { shares: KeyShare[]; cookie: Uint8Array | undefined } {
  const group = decoding("key_share", () =>
    extensions.key_share.read(hello.extensions, "hello_retry_request"),
  )?.selected_group;
  const cookie = decoding("cookie", () =>
    extensions.cookie.read(hello.extensions, "hello_retry_request"),
  )?.cookie;
  demand(
    group !== undefined || cookie !== undefined,
    "illegal_parameter",
    "The server's Hello Retry Request would change nothing in our Client Hello.",
  );
  if (group === undefined) return { shares: [...shares], cookie };
  const allowed = io.options.groups.includes(group) && !shares.some((share) => share.group === group);
  demand(
    allowed,
    "illegal_parameter",
    `The server's Hello Retry Request asks for ${NamedGroup.display(group)}, which we did not offer or sent a share for already.`,
  );
  return { shares: makeShares(io, [group]), cookie };
}

/** A server that knows TLS 1.3 says so when it is made to speak less (RFC 8446 §4.1.3), and old sessions are not resumed here. */
function checkDowngrade(io: Handshaker, hello: ServerHello, clientHello: ClientHello): void {
  const sentinel = io.options.versions.includes(0x0304) ? downgradeSentinel(hello.random) : undefined;
  demand(
    sentinel === undefined,
    "illegal_parameter",
    `Somebody between us and the server made it choose an older version: its random says "${sentinel ?? ""}".`,
  );
  const echoes =
    hello.legacy_session_id_echo.length > 0 &&
    equalBytes(hello.legacy_session_id_echo, clientHello.legacy_session_id);
  demand(!echoes, "illegal_parameter", "The server claims to resume a session that never was.");
}
