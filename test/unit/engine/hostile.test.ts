import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { concat } from "../../../src/core/bytes/concat";
import { createClient } from "../../../src/core/engine/client";
import { defaultOffer } from "../../../src/core/engine/defaults";
import type { Effect, EngineOptions } from "../../../src/core/engine/types";
import { AlertDescription } from "../../../src/core/tls/codePoints";
import { extensions } from "../../../src/core/tls/extensions";
import {
  HELLO_RETRY_REQUEST_RANDOM,
  writeHandshake,
  type HandshakeMessage,
} from "../../../src/core/tls/handshake";
import { CONTENT, writeRecord } from "../../../src/core/tls/record";
import { fromHex } from "../../../src/core/bytes/hex";
import { testProvider } from "../../support/provider";

type ServerHello = Extract<HandshakeMessage, { tag: "server_hello" }>["value"];

/** Counts up: the session ID that the client sends is known. */
function counting(): (length: number) => Uint8Array {
  let next = 0;
  return (length) => Uint8Array.from({ length }, () => next++ & 0xff);
}

const offer = (more: Partial<EngineOptions> = {}): EngineOptions => ({
  ...defaultOffer(),
  keyShares: [29],
  provider: testProvider,
  random: counting(),
  ...more,
});

/** The session ID of a client with `counting` randomness: its bytes come after the key share's and the random's. */
const SESSION_ID = Uint8Array.from({ length: 32 }, (_, i) => 64 + i);
const SHARE = testProvider.publicKey("x25519", new Uint8Array(32).fill(7));

const shareOf = (group: number) =>
  extensions.key_share.make("server_hello", { server_share: { group, key_exchange: SHARE } });
const version = (selected_version: number) =>
  extensions.supported_versions.make("server_hello", { selected_version });
const retryFor = (selected_group: number) =>
  extensions.key_share.make("hello_retry_request", { selected_group });

const hello = (more: Partial<ServerHello> = {}): Uint8Array =>
  writeHandshake({
    tag: "server_hello",
    value: {
      legacy_version: 0x0303,
      random: new Uint8Array(32).fill(9),
      legacy_session_id_echo: SESSION_ID,
      cipher_suite: 0x1301,
      legacy_compression_method: 0,
      extensions: [version(0x0304), shareOf(29)],
      ...more,
    },
  });
const retry = (...list: NonNullable<ServerHello["extensions"]>): Uint8Array =>
  hello({ random: HELLO_RETRY_REQUEST_RANDOM, extensions: [version(0x0304), ...list] });
const tls12 = (more: Partial<ServerHello> = {}): Uint8Array =>
  hello({ legacy_session_id_echo: new Uint8Array(0), cipher_suite: 0xc02f, extensions: [], ...more });

const handshake = (...messages: Uint8Array[]): Uint8Array => writeRecord(22, 0x0303, concat(...messages));

type Failed = Extract<Effect, { type: "failed" }>;

/** What a client makes of these bytes: how it failed, and the last plaintext alert that it sent. */
function failureOf(bytes: Uint8Array, options = offer()): { failed: Failed; alert: string | undefined } {
  const engine = createClient(options);
  const effects = [...engine.start(), ...engine.receive(bytes)];
  const failed = effects.find((effect): effect is Failed => effect.type === "failed");
  if (!failed) throw new Error(`it did not fail: ${effects.map(({ type }) => type).join(" ")}`);
  expect(engine.receive(handshake(hello()))).toEqual([]);
  expect(engine.end()).toEqual([]);
  const last = effects.findLast((effect) => effect.type === "send");
  const sent = last?.type === "send" && last.bytes[0] === CONTENT.alert ? last.bytes[6] : undefined;
  return { failed, alert: sent === undefined ? undefined : AlertDescription.name(sent) };
}

const done = writeHandshake({ tag: "server_hello_done", value: {} });
const encryptedExtensions = writeHandshake({ tag: "encrypted_extensions", value: { extensions: [] } });

describe("the client against a hostile server", () => {
  it.each<[string, Uint8Array, string, RegExp]>([
    [
      "a message out of turn",
      handshake(done),
      "unexpected_message",
      /Server Hello Done where Server Hello or Hello Retry Request was expected/,
    ],
    [
      "an unknown handshake type",
      handshake(Uint8Array.of(77, 0, 0, 0)),
      "unexpected_message",
      /unknown \(0x4d, 77\)/,
    ],
    ["an empty handshake record", handshake(), "unexpected_message", /empty handshake record/],
    [
      "a message that is cut inside",
      handshake(Uint8Array.of(2, 0, 0, 3, 3, 3, 1)),
      "decode_error",
      /Server Hello is malformed/,
    ],
    [
      "a message of 16 MB",
      handshake(Uint8Array.of(2, 255, 255, 255)),
      "decode_error",
      /more than any message has/,
    ],
    ["application data", writeRecord(23, 0x0303, Uint8Array.of(1)), "unexpected_message", /application_data/],
    ["a heartbeat", writeRecord(24, 0x0303, Uint8Array.of(1)), "unexpected_message", /heartbeat/],
    ["a record too large", fromHex("1603037fff"), "record_overflow", /32767 bytes/],
    [
      "a plaintext record above 2^14",
      writeRecord(22, 0x0303, new Uint8Array(16385)),
      "record_overflow",
      /16384/,
    ],
    [
      "an alert of three bytes",
      writeRecord(21, 0x0303, Uint8Array.of(2, 40, 0)),
      "decode_error",
      /malformed alert/,
    ],
    [
      "a Change Cipher Spec of 2",
      writeRecord(20, 0x0303, Uint8Array.of(2)),
      "unexpected_message",
      /Change Cipher Spec/,
    ],
    ["TLS 1.1", handshake(tls12({ legacy_version: 0x0302 })), "protocol_version", /TLS 1\.1 \(0x0302\)/],
    [
      "a version from the future",
      handshake(hello({ extensions: [version(0x0305), shareOf(29)] })),
      "protocol_version",
      /0x0305/,
    ],
    [
      "TLS 1.2 in supported_versions",
      handshake(hello({ extensions: [version(0x0303)] })),
      "illegal_parameter",
      /only fits TLS 1\.3/,
    ],
    [
      "a suite that was not offered",
      handshake(hello({ cipher_suite: 0x1304 })),
      "illegal_parameter",
      /did not offer/,
    ],
    [
      "an old suite in TLS 1.3",
      handshake(hello({ cipher_suite: 0xc02f })),
      "illegal_parameter",
      /no TLS 1\.3 cipher suite/,
    ],
    [
      "a TLS 1.3 suite in TLS 1.2",
      handshake(tls12({ cipher_suite: 0x1301 })),
      "illegal_parameter",
      /does not go with TLS 1\.2/,
    ],
    ["compression", handshake(hello({ legacy_compression_method: 1 })), "illegal_parameter", /compression/],
    [
      "another session ID",
      handshake(hello({ legacy_session_id_echo: new Uint8Array(32) })),
      "illegal_parameter",
      /session ID/,
    ],
    [
      "a session that never was",
      handshake(tls12({ legacy_session_id_echo: SESSION_ID })),
      "illegal_parameter",
      /never was/,
    ],
    [
      "no key share",
      handshake(hello({ extensions: [version(0x0304)] })),
      "missing_extension",
      /no key share/,
    ],
    [
      "a share in another group",
      handshake(hello({ extensions: [version(0x0304), shareOf(23)] })),
      "illegal_parameter",
      /secp256r1/,
    ],
    [
      "a key share of zeros",
      handshake(
        hello({
          extensions: [
            version(0x0304),
            extensions.key_share.make("server_hello", {
              server_share: { group: 29, key_exchange: new Uint8Array(32) },
            }),
          ],
        }),
      ),
      "illegal_parameter",
      /cannot be used/,
    ],
    [
      "an extension nobody asked for",
      handshake(
        hello({
          extensions: [
            version(0x0304),
            shareOf(29),
            { extension_type: 17, extension_data: new Uint8Array(0) },
          ],
        }),
      ),
      "unsupported_extension",
      /status_request_v2/,
    ],
    [
      "an extension twice",
      handshake(hello({ extensions: [version(0x0304), shareOf(29), shareOf(29)] })),
      "illegal_parameter",
      /twice/,
    ],
    [
      "a downgrade",
      handshake(tls12({ random: concat(new Uint8Array(24), fromHex("444f574e47524401")) })),
      "illegal_parameter",
      /older version/,
    ],
    ["a retry for a group that was sent", handshake(retry(retryFor(29))), "illegal_parameter", /x25519/],
    [
      "a retry for a group that was not offered",
      handshake(retry(retryFor(256))),
      "illegal_parameter",
      /ffdhe2048/,
    ],
    ["a retry that changes nothing", handshake(retry()), "illegal_parameter", /change nothing/],
    [
      "a retry without TLS 1.3",
      handshake(hello({ random: HELLO_RETRY_REQUEST_RANDOM, extensions: [] })),
      "illegal_parameter",
      /without choosing TLS 1\.3/,
    ],
    [
      "a second retry",
      concat(handshake(retry(retryFor(23))), handshake(retry(retryFor(24)))),
      "unexpected_message",
      /Hello Retry Request where Server Hello/,
    ],
    [
      "a retry and then another suite",
      concat(handshake(retry(retryFor(23))), handshake(hello({ cipher_suite: 0x1302 }))),
      "illegal_parameter",
      /changed its cipher suite/,
    ],
    [
      "a retry and then TLS 1.2",
      concat(handshake(retry(retryFor(23))), handshake(tls12())),
      "illegal_parameter",
      /older version/,
    ],
    [
      "an unprotected message after the Server Hello",
      concat(handshake(hello()), handshake(encryptedExtensions)),
      "unexpected_message",
      /unprotected handshake/,
    ],
    [
      "messages across the change of keys",
      handshake(hello(), encryptedExtensions),
      "unexpected_message",
      /keys change/,
    ],
    [
      "half a message before the change of keys",
      handshake(hello(), encryptedExtensions.subarray(0, 3)),
      "unexpected_message",
      /keys change/,
    ],
    [
      "a protected record that nobody sealed",
      concat(handshake(hello()), writeRecord(23, 0x0303, new Uint8Array(40))),
      "bad_record_mac",
      /did not open/,
    ],
    [
      "another record inside a message",
      concat(handshake(done.subarray(0, 2)), writeRecord(20, 0x0303, Uint8Array.of(1))),
      "unexpected_message",
      /in the middle of a handshake message/,
    ],
  ])("answers %s with the right alert", (_, bytes, alert, sentence) => {
    const whole = failureOf(bytes);
    expect(whole.alert).toBe(alert);
    expect(whole.failed.reason).toMatch(sentence);
    expect(whole.failed.reason).toContain(`We sent the alert ${alert}`);
    expect(whole.failed.alert).toMatchObject({ from: "client" });
  });

  it("gives the same failure however the bytes are sliced", () => {
    const bytes = concat(
      writeRecord(20, 0x0303, Uint8Array.of(1)),
      handshake(retry(retryFor(23))),
      handshake(done),
    );
    const whole = createClient(offer());
    const expected = [...whole.start(), ...whole.receive(bytes)];
    const sliced = createClient(offer());
    const effects = sliced.start();
    for (const byte of bytes) effects.push(...sliced.receive(Uint8Array.of(byte)));
    expect(effects).toEqual(expected);
  });

  it("sends a second Client Hello that differs in its key share and cookie alone (RFC 8446 §4.1.2)", () => {
    const engine = createClient(offer());
    const [first] = engine.start();
    const cookie = extensions.cookie.make("hello_retry_request", { cookie: Uint8Array.of(1, 2, 3) });
    const answer = engine.receive(handshake(retry(retryFor(23), cookie)));
    const sent = answer.flatMap((effect) => (effect.type === "send" ? [effect.bytes] : []));
    expect(sent[0]).toEqual(fromHex("140303000101"));
    const body = (bytes: Uint8Array | undefined): Uint8Array => (bytes ?? new Uint8Array(0)).subarray(9);
    if (first?.type !== "send") throw new Error("no Client Hello");
    const [one, two] = [body(first.bytes), body(sent[1])];
    // Version, random, session ID, suites and compression stand before the extensions.
    const before = 2 + 32 + 1 + 32 + 2 + 2 * (defaultOffer().cipherSuites.length + 1) + 2;
    expect(two.subarray(0, before)).toEqual(one.subarray(0, before));
    expect(Buffer.from(two).includes(Buffer.from([0, 44, 0, 5, 0, 3, 1, 2, 3]))).toBe(true);
    expect(Buffer.from(two).includes(Buffer.from([0, 51, 0, 71, 0, 69, 0, 23, 0, 65, 4]))).toBe(true);
  });

  it("takes time in proportion to the bytes, also for a megabyte of records of one byte", () => {
    const engine = createClient(offer());
    engine.start();
    // A Server Hello of 150 KB, a byte at a time.
    engine.receive(writeRecord(22, 0x0303, Uint8Array.of(2, 2, 0x49, 0xf0)));
    const record = writeRecord(22, 0x0303, Uint8Array.of(0));
    const started = performance.now();
    let effects = 0;
    for (let i = 0; i < 149_000; i++) effects += engine.receive(record).length;
    expect(effects).toBe(0);
    expect(performance.now() - started).toBeLessThan(20_000);
  }, 60_000);

  it("says what it waited for when the server closes", () => {
    const engine = createClient(offer());
    engine.start();
    const effects = engine.end();
    expect(effects).toMatchObject([
      { type: "failed", reason: expect.stringContaining("Server Hello or Hello Retry Request") as string },
    ]);
  });

  it("never throws, and says at most once that it failed, whatever comes", () => {
    const piece = fc.oneof(
      fc.uint8Array({ maxLength: 60 }),
      fc.constantFrom(
        handshake(hello()),
        handshake(tls12()),
        handshake(retry(retryFor(23))),
        handshake(done),
      ),
      fc
        .tuple(fc.integer({ min: 20, max: 24 }), fc.uint8Array({ maxLength: 80 }))
        .map(([type, fragment]) => writeRecord(type, 0x0303, fragment)),
      fc
        .tuple(fc.constantFrom(hello(), tls12(), retry(retryFor(23))), fc.nat(), fc.nat(255))
        .map(([message, at, value]) =>
          handshake(message.map((byte, i) => (i === at % message.length ? value : byte))),
        ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 6 }), (pieces) => {
        const engine = createClient(offer());
        const effects = engine.start();
        for (const bytes of pieces) effects.push(...engine.receive(bytes));
        effects.push(...engine.end(), ...engine.close());
        expect(effects.filter(({ type }) => type === "failed").length).toBe(1);
        expect(effects.some(({ type }) => type === "established" || type === "data")).toBe(false);
      }),
      { numRuns: 300 },
    );
  });
});
