import { randomBytes } from "node:crypto";
import { defaultOffer } from "../../../src/core/engine/defaults";
import type { EngineOptions } from "../../../src/core/engine/types";
import { inspectConnection } from "../../../src/core/inspect/connection";
import type { Inspection } from "../../../src/core/inspection";
import type { WireLog } from "../../../src/core/session/wireLog";
import { loadIdentity, type LoadedIdentity } from "../../../src/net/identity";
import { runHandshake, type HandshakeOptions, type HandshakeRun } from "../../../src/net/runHandshake";
import { parseTarget } from "../../../src/net/target";
import type { OpensslFolder } from "../openssl";
import { testProvider } from "../provider";
import type { ClientKind } from "./certificates";

export interface Run extends HandshakeRun {
  readonly inspection: Inspection;
}

export interface RunOptions extends Partial<Omit<HandshakeOptions, "target" | "engine" | "signer">> {
  readonly engine?: Partial<EngineOptions>;
  readonly identity?: LoadedIdentity | undefined;
  /** Where to connect; 127.0.0.1 by default. */
  readonly host?: string;
}

/** Runs a handshake with a server on loopback that knows itself as localhost, and inspects it. */
export async function run(port: number, options: RunOptions = {}): Promise<Run> {
  const { engine, identity, host = "127.0.0.1", ...rest } = options;
  const result = await runHandshake({
    timeoutMs: 10_000,
    settleMs: 400,
    ...rest,
    target: parseTarget(`${host}:${String(port)}`),
    engine: {
      ...defaultOffer(),
      provider: testProvider,
      random: (length) => new Uint8Array(randomBytes(length)),
      serverName: "localhost",
      ...(identity ? { identity: identity.identity } : {}),
      ...engine,
    },
    ...(identity ? { signer: identity.signer } : {}),
  });
  return { ...result, inspection: inspect(result.log) };
}

/** The Inspection of a log. */
export function inspect(log: WireLog): Inspection {
  return inspectConnection(log, { kind: "connection", label: "test" }, { provider: testProvider });
}

/** The same log after it was written to text and read again, as an inspection that is kept. */
export function saved(log: WireLog): WireLog {
  const text = JSON.stringify(log, (_, value: unknown) =>
    value instanceof Uint8Array ? { bytes: Buffer.from(value).toString("hex") } : value,
  );
  return JSON.parse(text, (_, value: unknown) =>
    typeof value === "object" && value !== null && "bytes" in value && typeof value.bytes === "string"
      ? new Uint8Array(Buffer.from(value.bytes, "hex"))
      : value,
  ) as WireLog;
}

/** "client client_hello", "server server_hello", …: who sent what, in order. */
export function sequence(inspection: Inspection): string[] {
  return inspection.messages.map(({ from, name }) => `${from} ${name}`);
}

/** A client identity of the test certificates. */
export async function clientIdentity(folder: OpensslFolder, kind: ClientKind): Promise<LoadedIdentity> {
  const files = { certificate: folder.file(`client-${kind}.pem`), key: folder.file(`client-${kind}.key`) };
  const loaded = await loadIdentity(files, () => Promise.resolve(undefined));
  if (!loaded) throw new Error("the test's keys are not encrypted");
  return loaded;
}
