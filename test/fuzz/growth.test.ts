import { describe, expect, it } from "vitest";
import { createClient } from "../../src/core/engine/client";
import { defaultOffer } from "../../src/core/engine/defaults";
import { inspectConnection } from "../../src/core/inspect/connection";
import { inspectFile } from "../../src/core/inspect/file";
import type { KeyLogEntry } from "../../src/core/inspection";
import type { WireChunk } from "../../src/core/session/wireLog";
import { HandshakeBuffer } from "../../src/core/session/handshakeBuffer";
import { extensions } from "../../src/core/tls/extensions";
import { writeHandshake } from "../../src/core/tls/handshake";
import { CONTENT, writeRecord } from "../../src/core/tls/record";
import { concatAll } from "../../src/core/bytes/concat";
import { cpuMs, growth, MOST_GROWTH } from "../support/growth";
import { testProvider } from "../support/provider";
import { simple1Rtt } from "../support/rfc8448";
import { wireLogOf } from "../support/rfc8448Log";

const inspect = (chunks: readonly WireChunk[], keyLog: readonly KeyLogEntry[] = []): void => {
  inspectConnection({ chunks, keyLog }, { kind: "connection", label: "" }, { provider: testProvider });
};
const record = (type: number, ...bytes: number[]): Uint8Array =>
  writeRecord(type, 0x0303, Uint8Array.from(bytes));
const many = (size: number, one: (i: number) => Uint8Array): Uint8Array[] =>
  Array.from({ length: size }, (_, i) => one(i));
const server = (parts: readonly Uint8Array[]): WireChunk[] => [{ from: "server", bytes: concatAll(parts) }];
const chunksOf = (parts: readonly Uint8Array[]): WireChunk[] =>
  parts.map((bytes) => ({ from: "server" as const, bytes }));

const trace = wireLogOf(simple1Rtt);
const EARLY: KeyLogEntry = {
  label: "CLIENT_EARLY_TRAFFIC_SECRET",
  clientRandom: new Uint8Array(32).fill(7),
  secret: new Uint8Array(32),
};
const helloOf = (i: number, suites = [0xc02f], early = false): Uint8Array =>
  writeRecord(
    CONTENT.handshake,
    0x0303,
    writeHandshake({
      tag: "client_hello",
      value: {
        legacy_version: 0x0303,
        random: new Uint8Array(32).fill(i & 255),
        legacy_session_id: new Uint8Array(0),
        cipher_suites: suites,
        legacy_compression_methods: [0],
        extensions: early ? [extensions.early_data.make("client_hello", {})] : undefined,
      },
    }),
  );
const serverHello = writeRecord(
  CONTENT.handshake,
  0x0303,
  writeHandshake({
    tag: "server_hello",
    value: {
      legacy_version: 0x0303,
      random: new Uint8Array(32),
      legacy_session_id_echo: new Uint8Array(0),
      cipher_suite: 0xc02f,
      legacy_compression_method: 0,
      extensions: undefined,
    },
  }),
);

/** Inputs that grow, each after what could be quadratic in it. */
const INPUTS: Readonly<Record<string, (size: number) => readonly WireChunk[]>> = {
  "alerts of every kind": (size) => server(many(size, (i) => record(21, 2, i & 127))),
  "records of unknown content": (size) => server(many(size, () => record(24, 1, 2, 3))),
  "protected records without keys": (size) => [
    { from: "client", bytes: helloOf(1) },
    ...server([serverHello, record(20, 1), ...many(size, () => record(23, 1, 2, 3))]),
  ],
  "Finished after Finished": (size) => [
    { from: "client", bytes: helloOf(1) },
    ...server([serverHello, ...many(size, () => record(22, 20, 0, 0, 1, 7))]),
  ],
  "Certificate Verify after Certificate Verify": (size) => [
    { from: "client", bytes: helloOf(1) },
    ...server([serverHello, ...many(size, () => record(22, 15, 0, 0, 5, 4, 3, 0, 1, 7))]),
  ],
  "Certificate Request after Certificate Request, each answered": (size) => [
    { from: "client", bytes: helloOf(1) },
    ...server([serverHello]),
    ...many(size / 4, () => record(22, 13, 0, 0, 5, 1, 1, 0, 0, 0)).flatMap((bytes): WireChunk[] => [
      { from: "server", bytes },
      { from: "client", bytes: record(22, 11, 0, 0, 3, 0, 0, 0) },
    ]),
  ],
  "handshake after handshake": (size) =>
    many(size / 4, helloOf).flatMap((bytes): WireChunk[] => [
      { from: "client", bytes },
      { from: "server", bytes: serverHello },
    ]),
  "a message in one-byte records": (size) =>
    server([record(22, 11, 0, size >> 8, size & 255), ...many(size, (i) => record(22, i & 255))]),
  "a message that is too long, in one-byte records": (size) =>
    server([record(22, 11, 255, 255, 255), ...many(size, (i) => record(22, i & 255))]),
  "one byte a chunk": (size) =>
    chunksOf(many(size, (i) => Uint8Array.of([21, 3, 3, 0, 2, 1, 0][i % 7] ?? 0))),
  "a certificate list of tiny certificates": (size) => {
    const list = Array.from({ length: size }, () => [0, 0, 2, 0x30, 0]).flat();
    const body = [list.length >> 16, (list.length >> 8) & 255, list.length & 255, ...list];
    const message = [11, body.length >> 16, (body.length >> 8) & 255, body.length & 255, ...body];
    return server([
      serverHello,
      ...many(Math.ceil(message.length / 16000), (i) =>
        record(22, ...message.slice(i * 16000, (i + 1) * 16000)),
      ),
    ]);
  },
  "suites that an early secret is tried with": (size) => [
    { from: "client", bytes: helloOf(7, new Array<number>(size).fill(0x1301), true) },
    { from: "client", bytes: concatAll(many(500, () => record(23, ...new Array<number>(40).fill(1)))) },
  ],
};

describe("time grows with the input", () => {
  it.each(Object.entries(INPUTS))("%s", (_, make) => {
    expect(growth(make, (chunks) => inspect(chunks, [EARLY]))).toBeLessThan(MOST_GROWTH);
  });

  it("and hardly with the key log, of which a session needs few lines", () => {
    const entries = (size: number): KeyLogEntry[] =>
      Array.from({ length: size }, (__, i) => ({
        label: "CLIENT_RANDOM",
        clientRandom: Uint8Array.from({ length: 32 }, (___, at) => (i >> ((at % 4) << 3)) & 255),
        secret: new Uint8Array(48),
      }));
    const keyLog = [...entries(100_000), ...trace.keyLog];
    const chunks = INPUTS["handshake after handshake"]?.(2000) ?? [];
    expect(cpuMs(() => inspect([...trace.chunks, ...chunks], keyLog))).toBeLessThan(3000);
  });

  it("in files that change sides with every record", () => {
    const size = 150_000;
    const bytes = concatAll(many(size, (i) => record(22, i % 2 === 0 ? 1 : 2, 0, 0, 0)));
    const options = {
      label: "",
      provider: testProvider,
      trust: { roots: undefined, storeName: "none", at: "2026-01-01T00:00:00Z" },
      decodeText: () => "",
    };
    const [inspection] = inspectFile(bytes, options);
    expect(inspection?.messages).toHaveLength(size);
  }, 20_000);

  it("in the client, however its bytes are sliced", () => {
    const make = (size: number): Uint8Array[] => [
      ...many(size, () => record(20, 1)),
      ...[...record(22, ...new Array<number>(200).fill(0))].map((byte) => Uint8Array.of(byte)),
    ];
    const run = (parts: readonly Uint8Array[]): void => {
      const random = (length: number): Uint8Array => new Uint8Array(length).fill(5);
      const engine = createClient({ ...defaultOffer(), provider: testProvider, random });
      engine.start();
      for (const part of parts) engine.receive(part);
    };
    expect(growth(make, run)).toBeLessThan(MOST_GROWTH);
    expect(growth((size) => [concatAll(make(size * 4))], run)).toBeLessThan(MOST_GROWTH);
  });

  it("in the buffer of handshake fragments", () => {
    const run = (size: number): void => {
      const buffer = new HandshakeBuffer();
      buffer.push(0, 0, Uint8Array.of(11, size >> 16, (size >> 8) & 255, size & 255), 0);
      for (let i = 0; i < size; i++) buffer.push(0, i, Uint8Array.of(1), 0);
      expect(buffer.pending).toBe(0);
    };
    expect(growth((size) => size * 16, run)).toBeLessThan(MOST_GROWTH);
  });
});
