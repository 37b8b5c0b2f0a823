import { describe, expect, it } from "vitest";
import { concatAll } from "../../../src/core/bytes/concat";
import { suiteOf } from "../../../src/core/crypto/suites";
import type { Inspection, KeyLogEntry, Side } from "../../../src/core/inspection";
import { summaryOf } from "../../../src/core/inspect/summary";
import { trafficCipher } from "../../../src/core/session/ciphers";
import { readSession } from "../../../src/core/session/readSession";
import type { WireChunk, WireLog } from "../../../src/core/session/wireLog";
import { writeHandshake, type HandshakeMessage } from "../../../src/core/tls/handshake";
import { CONTENT, writeRecord } from "../../../src/core/tls/record";
import { testProvider } from "../../support/provider";
import { helloRetryRequest, simple1Rtt } from "../../support/rfc8448";
import { wireLogOf } from "../../support/rfc8448Log";
import { inspectAll, unsound } from "../../support/soundness";

const CLIENT_RANDOM = new Uint8Array(32).fill(1);
const trace = wireLogOf(simple1Rtt);

function inspect(chunks: readonly WireChunk[], keyLog: readonly KeyLogEntry[] = []): Inspection {
  const inspection = inspectAll({ chunks, keyLog });
  expect(unsound(inspection)).toEqual([]);
  return inspection;
}

const from = (side: Side, ...parts: readonly Uint8Array[]): WireChunk => ({
  from: side,
  bytes: concatAll(parts),
});
const record = (type: number, ...bytes: number[]): Uint8Array =>
  writeRecord(type, 0x0303, Uint8Array.from(bytes));
const message = (one: HandshakeMessage): Uint8Array =>
  writeRecord(CONTENT.handshake, 0x0303, writeHandshake(one));
const clientHello = message({
  tag: "client_hello",
  value: {
    legacy_version: 0x0303,
    random: CLIENT_RANDOM,
    legacy_session_id: new Uint8Array(0),
    cipher_suites: [0xc02f],
    legacy_compression_methods: [0],
    extensions: undefined,
  },
});
const serverHello = (legacy_version = 0x0303, cipher_suite = 0xc02f): Uint8Array =>
  message({
    tag: "server_hello",
    value: {
      legacy_version,
      random: new Uint8Array(32).fill(2),
      legacy_session_id_echo: new Uint8Array(0),
      cipher_suite,
      legacy_compression_method: 0,
      extensions: undefined,
    },
  });
const changeCipherSpec = record(CONTENT.change_cipher_spec, 1);
const names = ({ messages }: Inspection): string[] =>
  messages.map(({ from: side, name }) => `${side} ${name}`);
const said = ({ findings }: Inspection): string[] => findings.map(({ message: words }) => words);

describe("a session", () => {
  it("of one direction only does not take what is protected for plaintext", () => {
    const inspection = inspect([
      from("client", clientHello, record(CONTENT.handshake, 16, 0, 0, 2, 1, 4), changeCipherSpec),
      from("client", record(CONTENT.handshake, ...new Array<number>(40).fill(0xa5))),
      from("client", record(CONTENT.alert, ...new Array<number>(26).fill(0xa5))),
    ]);
    expect(names(inspection).slice(2)).toEqual([
      "client change_cipher_spec",
      "client encrypted",
      "client encrypted",
    ]);
    expect(said(inspection)).toEqual([
      "Record 4 from the client and what follows is protected, and the Server Hello, which says what protects it, is not here",
    ]);
  });

  it("that begins in the middle is not taken for plaintext either", () => {
    const inspection = inspect([
      from("server", record(CONTENT.application_data, ...new Array<number>(40).fill(7))),
      from("client", record(CONTENT.alert, ...new Array<number>(24).fill(7))),
      from("client", record(CONTENT.alert, 1, 0)),
    ]);
    expect(names(inspection)).toEqual(["server encrypted", "client encrypted", "client alert"]);
  });

  it("whose second hello follows a Hello Retry Request is one handshake", () => {
    const session = readSession(wireLogOf(helloRetryRequest), { provider: testProvider });
    expect(session.rounds).toHaveLength(1);
    expect(session.messages.filter(({ name }) => name === "client_hello")).toHaveLength(2);
  });

  it("with compressed certificates says that it does not unpack them, and checks no signature against nothing", () => {
    const inspection = inspect([
      from("client", clientHello),
      from(
        "server",
        serverHello(),
        message({
          tag: "compressed_certificate",
          value: {
            algorithm: 2,
            uncompressed_length: 900,
            compressed_certificate_message: new Uint8Array(90),
          },
        }),
        message({
          tag: "server_key_exchange",
          value: {
            tag: "ecdhe",
            value: {
              params: { curve_type: 3, named_curve: 29, public: new Uint8Array(32) },
              signed_params: { algorithm: 0x0804, signature: new Uint8Array(64) },
            },
          },
        }),
      ),
    ]);
    expect(said(inspection)).toEqual([
      "The server's certificates came compressed with brotli (0x0002), and are not decompressed here",
    ]);
    expect(inspection.checks.map(({ status, message: words }) => [status, words])).toEqual([
      ["not checked", expect.stringMatching(/came compressed, and is not decompressed here\.$/)],
    ]);
  });

  it("of SSL 3.0 is not decrypted with the keys of TLS, and its Finished not checked by TLS's rules", () => {
    const keyLog = [{ label: "CLIENT_RANDOM", clientRandom: CLIENT_RANDOM, secret: new Uint8Array(48) }];
    const inspection = inspect(
      [
        from("client", clientHello),
        from("server", serverHello(0x0300, 0x002f), record(CONTENT.handshake, 20, 0, 0, 2, 7, 7)),
        from("server", changeCipherSpec, record(CONTENT.handshake, ...new Array<number>(64).fill(9))),
      ],
      keyLog,
    );
    expect(said(inspection)).toEqual([
      "Record 4 from the server and what follows is protected, and records of SSL 3.0 (0x0300) are not decrypted here",
    ]);
    expect(inspection.checks.map(({ status }) => status)).toEqual(["not checked"]);
  });

  it("without keys does not claim that only the server was to prove itself", () => {
    expect(summaryOf(inspectAll({ ...trace, keyLog: [] })).headline).toMatch(/^TLS 1\.3 · /);
    expect(summaryOf(inspectAll(trace)).headline).toMatch(/^One-way TLS 1\.3 · /);
  });
});

describe("what breaks in a session", () => {
  it("is a message that is too long, once", () => {
    const inspection = inspect([
      from("server", record(CONTENT.handshake, 11, 255), record(CONTENT.handshake, 255, 255, 1)),
      from("server", record(CONTENT.handshake, 1, 2, 3), record(CONTENT.handshake, 2, 0, 0, 0)),
    ]);
    expect(said(inspection)).toEqual([
      "A handshake message from the server claims 16777215 bytes, more than any message has",
    ]);
  });

  it("is a message that ends too early, at its beginning", () => {
    const atEnd = inspect([from("server", record(CONTENT.handshake, 11, 0, 0, 9, 1))]);
    expect(said(atEnd)).toEqual(["A handshake message from the server is cut after 5 bytes by the end"]);
    expect(atEnd.findings[0]?.span).toMatchObject({ start: 5, end: 10 });
    const byChange = inspect([
      from("client", clientHello),
      from("server", serverHello(), record(CONTENT.handshake, 11, 0, 0, 9, 1), changeCipherSpec),
    ]);
    expect(said(byChange)).toEqual([
      "A handshake message from the server is cut after 5 bytes by Change Cipher Spec",
    ]);
  });

  it("is one record of many, and those after it open", () => {
    const damaged = trace.chunks.map((chunk, i) => {
      if (i !== trace.chunks.length - 2) return chunk;
      const bytes = chunk.bytes.slice();
      bytes.fill((bytes.at(-1) ?? 0) ^ 1, bytes.length - 1);
      return { ...chunk, bytes };
    });
    const inspection = inspect(damaged, trace.keyLog);
    expect(inspection.findings.map(({ id }) => id)).toEqual(["record.authentication"]);
    expect(said(inspection)[0]).toMatch(
      /^Record \d+ from the \w+ \(application keys, sequence number \d+\) failed/,
    );
    expect(names(inspection).at(-1)).toMatch(/ alert$/);
  });

  it("is every record, when the keys are another's: said once for a side", () => {
    const keyLog = trace.keyLog.map((entry) => ({ ...entry, secret: entry.secret.map((byte) => byte ^ 1) }));
    const inspection = inspect(trace.chunks, keyLog);
    const failures = inspection.findings.filter(({ id }) => id === "record.authentication");
    expect(failures).toHaveLength(2);
    expect(failures[0]?.message).toMatch(
      /^Records \d+ to \d+ from the server \(handshake keys, sequence numbers 0 to /,
    );
  });

  it("is said in clear by a TLS 1.3 client that cannot go on", () => {
    const until = trace.chunks.findLastIndex(
      ({ from: side, bytes }) => side === "client" && bytes[0] === CONTENT.handshake,
    );
    const inspection = inspect(
      [...trace.chunks.slice(0, until + 3), from("client", record(CONTENT.alert, 2, 50))],
      trace.keyLog,
    );
    expect(inspection.messages.at(-1)).toMatchObject({ name: "alert", encrypted: false });
    expect(inspection.findings[0]?.id).toBe("alert.decode_error");
  });
});

describe("post-handshake authentication", () => {
  it("changes no keys, and is not checked by the transcript of the handshake", () => {
    const suite = suiteOf(0x1301);
    const session = readSession(trace, { provider: testProvider });
    const last = (side: Side): number =>
      session.records.filter((one) => one.from === side && one.epoch === "application").length - 1;
    // The close_notify of both sides ends the trace: what follows comes before it.
    const kept = trace.chunks.slice(0, -2);
    const protect = (side: Side, offset: number, type: number, content: Uint8Array): WireChunk => {
      const secret = session.secret(`${side.toUpperCase()}_TRAFFIC_SECRET_0`);
      const cipher = secret && trafficCipher(suite, secret, testProvider);
      if (!cipher) throw new Error("the trace has no application keys");
      const sealed = cipher.seal(last(side) + offset, type, content, (length) => new Uint8Array(length));
      return from(side, writeRecord(sealed.type, sealed.version, sealed.fragment));
    };
    const handshake = (side: Side, offset: number, one: HandshakeMessage): WireChunk =>
      protect(side, offset, CONTENT.handshake, writeHandshake(one));
    const log: WireLog = {
      keyLog: trace.keyLog,
      chunks: [
        ...kept,
        handshake("server", 0, {
          tag: "certificate_request",
          value: {
            tag: "tls13",
            value: { certificate_request_context: Uint8Array.of(1), extensions: [] },
          },
        }),
        handshake("client", 0, {
          tag: "certificate",
          value: {
            tag: "tls13",
            value: { certificate_request_context: Uint8Array.of(1), certificate_list: [] },
          },
        }),
        handshake("client", 1, { tag: "finished", value: { verify_data: new Uint8Array(32) } }),
        protect("client", 2, CONTENT.application_data, Uint8Array.of(1, 2, 3)),
      ],
    };
    const inspection = inspect(log.chunks, log.keyLog);
    expect(names(inspection).slice(-4)).toEqual([
      "server certificate_request",
      "client certificate",
      "client finished",
      "client application_data",
    ]);
    expect(inspection.checks.at(-1)).toMatchObject({ id: "finished.client", status: "not checked" });
    expect(inspection.checks.filter(({ status }) => status === "failed")).toEqual([]);
    expect(inspection.findings).toEqual([]);
  });
});
