import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { createClient } from "../../src/core/engine/client";
import { defaultOffer } from "../../src/core/engine/defaults";
import { inspectConnection } from "../../src/core/inspect/connection";
import { toJson } from "../../src/core/inspect/json";
import type { WireChunk } from "../../src/core/session/wireLog";
import { writeHandshake } from "../../src/core/tls/handshake";
import { CONTENT, writeRecord } from "../../src/core/tls/record";
import { coverageProblems } from "../support/leaves";
import { testProvider } from "../support/provider";

const corpora = fileURLToPath(new URL("../../../shared/corpora/", import.meta.url));
const has = existsSync(corpora);
if (!has) console.warn("The corpora folder is not here: these tests are skipped");

const origin = { kind: "connection", label: "fuzz" } as const;
const MOST_MS = 50;

function filesOf(folder: string): { name: string; bytes: Uint8Array }[] {
  return readdirSync(`${corpora}${folder}`).map((name) => ({
    name,
    bytes: new Uint8Array(readFileSync(`${corpora}${folder}/${name}`)),
  }));
}

/** The fastest of up to three runs: what another process takes of the machine says nothing of the decoder. */
function milliseconds(run: () => void): number {
  let best = Infinity;
  for (let i = 0; i < 3 && best >= MOST_MS; i++) {
    const start = performance.now();
    run();
    best = Math.min(best, performance.now() - start);
  }
  return best;
}

function inspect(chunks: readonly WireChunk[]): ReturnType<typeof inspectConnection> {
  return inspectConnection({ chunks, keyLog: [] }, origin, { provider: testProvider });
}

/** A client with fixed randomness, and its Client Hello. */
function client(): { engine: ReturnType<typeof createClient>; hello: Uint8Array } {
  let next = 1;
  const random = (length: number): Uint8Array => new Uint8Array(length).fill(next++ & 0x7f);
  const engine = createClient({ ...defaultOffer(), provider: testProvider, random, serverName: "localhost" });
  const [first] = engine.start();
  if (first?.type !== "send") throw new Error("the engine did not begin with a Client Hello");
  return { engine, hello: first.bytes };
}

function slices(bytes: Uint8Array, size: number): Uint8Array[] {
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
    bytes.subarray(i * size, (i + 1) * size),
  );
}

function handshakeRecord(message: Parameters<typeof writeHandshake>[0]): Uint8Array[] {
  return slices(writeHandshake(message), 16384).map((part) => writeRecord(CONTENT.handshake, 0x0303, part));
}

describe.skipIf(!has)("what a fuzzer made of servers", () => {
  let hello: Uint8Array;
  const streams = has ? filesOf("tls-client-fuzz") : [];
  beforeAll(() => {
    ({ hello } = client());
    // Warm up: the first runs compile.
    for (const { bytes } of streams.slice(0, 50)) inspect([{ from: "server", bytes }]);
  });

  it.each([
    ["alone", false],
    ["after a Client Hello", true],
  ])("record streams are read whole, %s", (_, withHello) => {
    expect(streams.length).toBeGreaterThan(1000);
    for (const { name, bytes } of streams) {
      const chunks: WireChunk[] = [
        ...(withHello ? [{ from: "client", bytes: hello } as const] : []),
        { from: "server", bytes },
      ];
      expect(
        milliseconds(() => {
          inspect(chunks);
        }),
        name,
      ).toBeLessThan(MOST_MS);
      const inspection = inspect(chunks);
      expect(coverageProblems(inspection.fields), name).toEqual([]);
      // Every label, value and text is computed.
      expect(() => toJson(inspection), name).not.toThrow();
    }
  });

  it("the client answers every stream with effects, in whatever slices it comes", () => {
    for (const { name, bytes } of streams) {
      const run = (size: number): string[] => {
        const { engine } = client();
        const effects = slices(bytes, size).flatMap((part) => engine.receive(part));
        return [...effects, ...engine.end()].map((effect) =>
          effect.type === "failed" ? `failed: ${effect.reason}` : effect.type,
        );
      };
      const whole = run(Math.max(1, bytes.length));
      expect(run(7), name).toEqual(whole);
      expect(
        milliseconds(() => {
          run(1000);
        }),
        name,
      ).toBeLessThan(MOST_MS);
    }
  });

  it("certificates inside a Certificate message are read whole, and end the handshake in order", () => {
    const serverHello = handshakeRecord({
      tag: "server_hello",
      value: {
        legacy_version: 0x0303,
        random: new Uint8Array(32).fill(7),
        legacy_session_id_echo: new Uint8Array(0),
        cipher_suite: 0xc02f,
        legacy_compression_method: 0,
        extensions: undefined,
      },
    });
    for (const { name, bytes: der } of filesOf("x509-fuzz")) {
      const certificate = handshakeRecord({
        tag: "certificate",
        value: { tag: "tls12", value: { certificate_list: [der] } },
      });
      const chunks: WireChunk[] = [
        { from: "client", bytes: hello },
        ...[...serverHello, ...certificate].map((bytes) => ({ from: "server", bytes }) as const),
      ];
      expect(
        milliseconds(() => {
          inspect(chunks);
        }),
        name,
      ).toBeLessThan(MOST_MS);
      expect(coverageProblems(inspect(chunks).fields), name).toEqual([]);
      const { engine } = client();
      for (const record of [...serverHello, ...certificate]) engine.receive(record);
      expect(engine.end().length, name).toBeLessThanOrEqual(1);
    }
  });
});
