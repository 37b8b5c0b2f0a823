import { writeFile } from "node:fs/promises";
import { createInterface } from "node:readline/promises";
import { formatKeyLog } from "../core/capture/keyLog";
import { writePcapng } from "../core/capture/pcapng";
import { inspectConnection } from "../core/inspect/connection";
import { createNodeProvider } from "../net/cryptoNode";
import { loadIdentity } from "../net/identity";
import { engineOptions } from "../net/offer";
import { runHandshake } from "../net/runHandshake";
import { parseTarget } from "../net/target";
import { fileStore, joinStores, mozillaStore } from "../net/trustStores";
import type { ConnectRequest } from "../protocol";
import { UsageError, type Values } from "./options";
import { print } from "./output";
import { givenPassphrase } from "./passphrase";

/** `connect HOST[:PORT]`: 0 when the handshake was completed, 1 when it failed. */
export async function connect(text: string, values: Values): Promise<number> {
  const target = parseTarget(text);
  const request = requestOf(text, values);
  const { provider } = createNodeProvider();
  const loaded =
    values["client-cert"] === undefined
      ? undefined
      : await loadIdentity(
          {
            certificate: values["client-cert"],
            ...(values["client-key"] === undefined ? {} : { key: values["client-key"] }),
          },
          askPassphrase,
        );
  if (values["client-cert"] !== undefined && !loaded)
    throw new UsageError("No passphrase was given for the client's key.");
  const stores = await Promise.all((values.ca ?? []).map(fileStore));
  const { name, roots } = joinStores([mozillaStore(), ...stores]);
  const run = await runHandshake({
    target,
    engine: engineOptions(request, target, provider, loaded?.identity),
    ...(loaded ? { signer: loaded.signer } : {}),
    timeoutMs: milliseconds("timeout", values.timeout, 10_000),
    settleMs: milliseconds("settle", values.settle, 300),
  });
  const host = request.serverName ?? target.serverName ?? target.host;
  const inspection = inspectConnection(
    run.log,
    { kind: "connection", label: target.label },
    { provider, trust: { roots, storeName: name, at: new Date().toISOString(), host } },
  );
  print([inspection], values, false);
  if (values["export-keylog"] !== undefined)
    await writeFile(values["export-keylog"], formatKeyLog(run.log.keyLog), { mode: 0o600 });
  if (values["export-pcapng"] !== undefined)
    await writeFile(values["export-pcapng"], writePcapng(run.log), { mode: 0o600 });
  const refused = inspection.negotiated?.clientAuthentication === "refused";
  return run.established && !refused ? 0 : 1;
}

function requestOf(target: string, values: Values): ConnectRequest {
  const list = (value: string | undefined): readonly string[] | undefined =>
    value
      ?.split(",")
      .map((one) => one.trim())
      .filter((one) => one !== "");
  const cipherSuites = list(values.ciphers);
  const groups = list(values.groups);
  const alpn = list(values.alpn);
  const version = versionOf(values.tls);
  return {
    target,
    mutual: values["client-cert"] !== undefined,
    ...(values["server-name"] === undefined ? {} : { serverName: values["server-name"] }),
    ...(version ? { minVersion: version, maxVersion: version } : {}),
    ...(cipherSuites ? { cipherSuites } : {}),
    ...(groups ? { groups } : {}),
    ...(alpn ? { alpn } : {}),
  };
}

function versionOf(text: string | undefined): "TLS 1.2" | "TLS 1.3" | undefined {
  if (text === undefined) return undefined;
  if (text === "1.2" || text === "1.3") return `TLS ${text}`;
  throw new UsageError(`--tls takes 1.2 or 1.3, not "${text}".`);
}

function milliseconds(name: string, text: string | undefined, fallback: number): number {
  if (text === undefined) return fallback;
  if (!/^\d{1,7}$/.test(text)) throw new UsageError(`--${name} takes milliseconds, not "${text}".`);
  return Number(text);
}

/** Out of the environment, else asked for at the terminal. */
async function askPassphrase(file: string, attempt: number): Promise<string | undefined> {
  const given = givenPassphrase();
  if (given !== undefined) return attempt === 1 ? given : undefined;
  if (!process.stdin.isTTY || attempt > 3) return undefined;
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await terminal.question(`Passphrase for ${file}: `);
  } finally {
    terminal.close();
  }
}
