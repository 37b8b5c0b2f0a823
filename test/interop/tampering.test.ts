import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { LoadedIdentity } from "../../src/net/identity";
import { opensslVersion, type OpensslFolder } from "../support/openssl";
import { makeCertificates } from "../support/peers/certificates";
import { startOpenssl } from "../support/peers/openssl";
import type { Peer } from "../support/peers/process";
import { startProxy, type Tampering } from "../support/peers/proxy";
import { clientIdentity, inspect, run, type Run } from "../support/peers/run";
import { readSession } from "../../src/core/session/readSession";
import type { SessionRecord } from "../../src/core/session/types";
import { testProvider } from "../support/provider";

const TIMEOUT_MS = 1500;

describe.skipIf(opensslVersion === undefined)("a proxy that tampers with one record", () => {
  let folder: OpensslFolder;
  let identity: LoadedIdentity;
  beforeAll(async () => {
    folder = makeCertificates();
    identity = await clientIdentity(folder, "p256");
  }, 60_000);
  afterAll(() => {
    folder.remove();
  });

  async function through(server: Peer, tampering?: Tampering): Promise<Run & { seconds: number }> {
    const proxy = await startProxy(server.port, tampering);
    const started = Date.now();
    try {
      const result = await run(proxy.port, { identity, timeoutMs: TIMEOUT_MS, settleMs: 1000 });
      return { ...result, seconds: (Date.now() - started) / 1000 };
    } finally {
      await proxy.stop();
    }
  }

  const records = (result: Run, from: "client" | "server"): SessionRecord[] =>
    readSession(result.log, { provider: testProvider }).records.filter((record) => record.from === from);

  const CONNECTIONS = [
    ["TLS 1.3", ["-tls1_3"]],
    ["TLS 1.2, AES-GCM", ["-tls1_2", "-cipher", "ECDHE-RSA-AES128-GCM-SHA256"]],
    ["TLS 1.2, AES-CBC", ["-tls1_2", "-cipher", "ECDHE-RSA-AES128-SHA256"]],
    ["TLS 1.2, AES-CBC, MAC first", ["-tls1_2", "-cipher", "ECDHE-RSA-AES256-SHA"]],
    ["TLS 1.2, RSA key exchange", ["-tls1_2", "-cipher", "AES256-SHA"]],
  ] as const;

  it.each(CONNECTIONS)(
    "%s: every record in turn with a flipped bit",
    async (_, args) => {
      const server = await startOpenssl(folder, { certificate: "rsa", clientAuth: "required", args });
      try {
        const clean = await through(server);
        expect(clean.inspection.findings).toEqual([]);
        const counts = { client: records(clean, "client").length, server: records(clean, "server").length };
        for (const from of ["server", "client"] as const) {
          // The client's last record, its close_notify, is nothing that anybody answers.
          const last = from === "client" ? counts.client - 1 : counts.server;
          for (let record = 1; record <= last; record++) {
            const result = await through(server, { from, record, action: "flip" });
            expectExplained(result, from, record, records(clean, from)[record - 1]);
          }
        }
      } finally {
        await server.stop();
      }
    },
    120_000,
  );

  /** Whatever was changed, the user reads why it failed; a protected record is named with its epoch. */
  function expectExplained(
    result: Run & { seconds: number },
    from: "client" | "server",
    number: number,
    record: SessionRecord | undefined,
  ): void {
    const where = `Record ${String(number)} from the ${from}`;
    const { findings, checks } = result.inspection;
    const said = [
      ...findings
        .filter(({ severity }) => severity === "error")
        .map(({ id, message }) => `${id}: ${message}`),
      ...checks.filter(({ status }) => status === "failed").map(({ id, message }) => `${id}: ${message}`),
    ].join("\n");
    expect(said, where).not.toBe("");
    expect(result.seconds, where).toBeLessThan(TIMEOUT_MS / 1000 + 2);
    if (from === "server" && record?.epoch !== undefined) {
      expect(said, where).toContain(
        `${where} (${record.epoch} keys, sequence number ${String(record.sequence)})`,
      );
      expect(said, where).toContain("failed authentication");
    }
    // What we sent arrived changed: the server's alert says so, where it sends one.
    if (from === "client" && record?.epoch !== undefined)
      expect(said, where).toMatch(/alert\.(bad_record_mac|decrypt)/);
  }

  it.each(["stall", "truncate", "reset"] as const)("%s: no hang, and a sentence", async (action) => {
    const server = await startOpenssl(folder, { certificate: "rsa", clientAuth: "none", args: ["-tls1_3"] });
    try {
      // After the Server Hello and Change Cipher Spec comes the first protected record.
      for (const record of [1, 3]) {
        const result = await through(server, { from: "server", record, action });
        expect(result.established).toBe(false);
        // Node ends a socket before it resets it: the end may be read first.
        const kinds = { stall: ["timeout"], truncate: ["eof"], reset: ["reset", "eof"] }[action];
        const id = result.failure?.id ?? "";
        expect(kinds.map((kind) => `connection.${kind}`)).toContain(id);
        expect(result.failure?.message).toMatch(/\.$/);
        expect(result.seconds).toBeLessThan(TIMEOUT_MS / 1000 + 1);
        expect(inspect(result.log).findings.map(({ id }) => id)).toContain(id);
      }
    } finally {
      await server.stop();
    }
  });
});
