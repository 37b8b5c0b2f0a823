import { createHash, randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { concat } from "../../src/core/bytes/concat";
import { createClient } from "../../src/core/engine/client";
import { defaultOffer } from "../../src/core/engine/defaults";
import type { Effect, EngineOptions } from "../../src/core/engine/types";
import { toJson } from "../../src/core/inspect/json";
import type { WireChunk, WireLog } from "../../src/core/session/wireLog";
import { createNodeProvider } from "../../src/net/cryptoNode";
import { opensslVersion, type OpensslFolder } from "../support/openssl";
import { makeCertificates, type ServerKind } from "../support/peers/certificates";
import { startOpenssl } from "../support/peers/openssl";
import { clientIdentity, inspect, run, type Run } from "../support/peers/run";

/** A run with everything from outside that went into it. */
interface Recording {
  readonly result: Run;
  readonly options: Omit<EngineOptions, "random">;
  readonly random: readonly Uint8Array[];
  readonly signatures: readonly Uint8Array[];
}

/** A client that gets the recorded randomness again. */
function replayed({ options, random }: Recording): ReturnType<typeof createClient> {
  let next = 0;
  return createClient({
    ...options,
    random: (length) => {
      const bytes = random[next++];
      if (bytes?.length !== length) throw new Error("the replay asks for other randomness than the run did");
      return bytes;
    },
  });
}

/** Hands bytes to a client, with the recorded signature when it asks. */
function feed(recording: Recording, engine: ReturnType<typeof createClient>, bytes: Uint8Array): Effect[] {
  return withSignatures(recording, engine, engine.receive(bytes));
}

function withSignatures(
  recording: Recording,
  engine: ReturnType<typeof createClient>,
  effects: Effect[],
): Effect[] {
  const [signature] = recording.signatures;
  const asks = effects.some(({ type }) => type === "needSignature");
  return asks && signature ? [...effects, ...engine.supplySignature(signature)] : effects;
}

/** Effects with the bytes of consecutive sends joined: how a flight is cut into effects is of no account. */
function joined(effects: readonly Effect[]): Effect[] {
  const out: Effect[] = [];
  for (const effect of effects) {
    const last = out.at(-1);
    if (effect.type === "send" && last?.type === "send")
      out[out.length - 1] = { type: "send", bytes: concat(last.bytes, effect.bytes) };
    else out.push(effect);
  }
  return out;
}

/** The same in a form that is quick to compare. */
function digest(effects: readonly Effect[]): string {
  const hash = createHash("sha256");
  for (const effect of joined(effects)) {
    hash.update(effect.type);
    if (effect.type === "send" || effect.type === "data") hash.update(effect.bytes);
    else if (effect.type === "secret") hash.update(effect.entry.label).update(effect.entry.secret);
    else if (effect.type === "needSignature") hash.update(effect.content);
    else hash.update(JSON.stringify(effect));
  }
  return hash.digest("hex");
}

const CASES: readonly (readonly [string, ServerKind, readonly string[], Partial<EngineOptions>])[] = [
  ["TLS 1.3", "ecdsa", ["-tls1_3"], {}],
  ["TLS 1.3 after Hello Retry Request", "rsa", ["-tls1_3", "-groups", "P-256"], {}],
  ["TLS 1.2, AES-GCM", "ecdsa", ["-tls1_2", "-cipher", "ECDHE-ECDSA-AES128-GCM-SHA256"], {}],
  ["TLS 1.2, AES-CBC, RSA key exchange", "rsa", ["-tls1_2", "-cipher", "AES128-SHA"], {}],
];

describe.skipIf(opensslVersion === undefined)("a recorded run", () => {
  let folder: OpensslFolder;
  beforeAll(() => {
    folder = makeCertificates();
  }, 60_000);
  afterAll(() => {
    folder.remove();
  });

  async function record(
    certificate: ServerKind,
    args: readonly string[],
    more: Partial<EngineOptions>,
  ): Promise<Recording> {
    const server = await startOpenssl(folder, { certificate, clientAuth: "required", args });
    try {
      const { identity, signer } = await clientIdentity(folder, "p256");
      const random: Uint8Array[] = [];
      const signatures: Uint8Array[] = [];
      const { provider } = createNodeProvider();
      const result = await run(server.port, {
        engine: {
          ...more,
          provider,
          random: (length) => {
            random.push(new Uint8Array(randomBytes(length)));
            return random.at(-1) ?? new Uint8Array(0);
          },
        },
        identity: {
          identity,
          signer: async (scheme, content) => {
            signatures.push(await signer(scheme, content));
            return signatures.at(-1) ?? new Uint8Array(0);
          },
        },
      });
      expect(result.established).toBe(true);
      const options = { ...defaultOffer(), serverName: "localhost", identity, ...more, provider };
      return { result, options, random, signatures };
    } finally {
      await server.stop();
    }
  }

  it.each(CASES)(
    "%s: gives the same bytes, secrets and Inspection again, in any slicing",
    async (_, ...one) => {
      const recording = await record(...one);
      const { log, inspection } = recording.result;
      const fromServer = concat(
        ...log.chunks.flatMap(({ from, bytes }) => (from === "server" ? [bytes] : [])),
      );
      const fromClient = concat(
        ...log.chunks.flatMap(({ from, bytes }) => (from === "client" ? [bytes] : [])),
      );

      const whole = replayed(recording);
      const effects = [...whole.start(), ...feed(recording, whole, fromServer), ...whole.close()];
      const sent = concat(...effects.flatMap((effect) => (effect.type === "send" ? [effect.bytes] : [])));
      expect(Buffer.from(sent).equals(fromClient)).toBe(true);
      const keyLog = effects.flatMap((effect) => (effect.type === "secret" ? [effect.entry] : []));
      expect(keyLog).toEqual(log.keyLog);
      expect(effects.map(({ type }) => type)).toContain("established");
      expect(toJson(inspect(replayedLog(recording)))).toEqual(toJson(inspection));

      const bytewise = replayed(recording);
      const single = bytewise.start();
      for (const byte of fromServer) single.push(...feed(recording, bytewise, Uint8Array.of(byte)));
      single.push(...bytewise.close());
      expect(joined(single)).toEqual(joined(effects));

      const expected = digest(effects);
      for (let cut = 1; cut < fromServer.length; cut++) {
        const engine = replayed(recording);
        const cutEffects = [
          ...engine.start(),
          ...feed(recording, engine, fromServer.subarray(0, cut)),
          ...feed(recording, engine, fromServer.subarray(cut)),
          ...engine.close(),
        ];
        if (digest(cutEffects) !== expected)
          expect(joined(cutEffects), `cut at ${String(cut)}`).toEqual(joined(effects));
      }
    },
    120_000,
  );

  /** The log of a run that is played again with the recorded times. */
  function replayedLog(recording: Recording): WireLog {
    const { log } = recording.result;
    const engine = replayed(recording);
    const chunks: WireChunk[] = [];
    const keyLog: WireLog["keyLog"][number][] = [];
    const times = log.chunks.filter(({ from }) => from === "client").map(({ timeMs }) => timeMs);
    const take = (effects: readonly Effect[]): void => {
      for (const effect of effects) {
        if (effect.type === "secret") keyLog.push(effect.entry);
        if (effect.type !== "send") continue;
        const timeMs = times.shift();
        chunks.push({ from: "client", bytes: effect.bytes, ...(timeMs === undefined ? {} : { timeMs }) });
      }
    };
    take(engine.start());
    for (const chunk of log.chunks) {
      if (chunk.from !== "server") continue;
      chunks.push(chunk);
      take(feed(recording, engine, chunk.bytes));
    }
    take(engine.close());
    return { chunks, keyLog, ...(log.end ? { end: log.end } : {}) };
  }
});
