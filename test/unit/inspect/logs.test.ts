import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { toHex } from "../../../src/core/bytes/hex";
import { inspectText } from "../../../src/core/inspect/text";
import type { Inspection } from "../../../src/core/inspection";
import { opensslVersion, type OpensslFolder } from "../../support/openssl";
import { folderForLogs, opensslLogs, type OpensslLogs } from "../../support/opensslLogs";
import { testProvider } from "../../support/provider";
import { unsound } from "../../support/soundness";

const options = {
  label: "log",
  provider: testProvider,
  trust: { roots: undefined, storeName: "none", at: "2026-01-01T00:00:00Z" },
};

/** The handshake as one reads it off the ladder; `*` stands before what travelled in a protected record. */
function ladder({ messages }: Inspection): string[] {
  const last = messages.findLastIndex(
    ({ name, encrypted }) => name === "finished" || (encrypted && name === "encrypted"),
  );
  return messages
    .slice(0, last + 1)
    .filter(({ name }) => name !== "new_session_ticket" && name !== "alert")
    .map(({ from, name, encrypted }) => `${from} ${encrypted ? "*" : ""}${name}`);
}

/** As RFC 8446 §2 has it with a client's certificate; the client says Change Cipher Spec when it has the server's flight (§D.4). */
const TLS13 = [
  "client client_hello",
  "server server_hello",
  "server change_cipher_spec",
  "server *encrypted_extensions",
  "server *certificate_request",
  "server *certificate",
  "server *certificate_verify",
  "server *finished",
  "client change_cipher_spec",
  "client *certificate",
  "client *certificate_verify",
  "client *finished",
];
/** As RFC 5246 §7.3 has it. */
const TLS12 = [
  "client client_hello",
  "server server_hello",
  "server certificate",
  "server server_key_exchange",
  "server certificate_request",
  "server server_hello_done",
  "client certificate",
  "client client_key_exchange",
  "client certificate_verify",
  "client change_cipher_spec",
  "client *finished",
  "server change_cipher_spec",
  "server *finished",
];
const VERSIONS = [
  { version: "TLS 1.3", flag: "-tls1_3", expected: TLS13 },
  { version: "TLS 1.2", flag: "-tls1_2", expected: TLS12 },
];

describe.skipIf(opensslVersion === undefined)("a log of openssl", () => {
  let folder: OpensslFolder;
  beforeAll(() => {
    folder = folderForLogs();
  });
  afterAll(() => {
    folder.remove();
  });

  const run = (flags: readonly string[], version: string): Promise<OpensslLogs> =>
    opensslLogs(
      folder,
      flags,
      [version, "-cert", "client.pem", "-key", "client.key"],
      ["-Verify", "1", "-CAfile", "client.pem"],
    );
  const read = (text: string): Inspection => {
    const inspection = inspectText(text, options);
    expect(unsound(inspection)).toEqual([]);
    return inspection;
  };
  const checksOf = ({ checks }: Inspection): string[] =>
    checks.map(({ id, status }) => `${id} ${status}`).sort();

  describe.each(VERSIONS)("$version", ({ version, flag, expected }) => {
    it.each([
      ["-msg", "client"],
      ["-msg", "server"],
      ["-debug -msg", "client"],
      ["-debug -msg", "server"],
    ] as const)(
      "%s of a %s is the whole handshake, with what can be checked checked",
      async (flags, side) => {
        const { [side]: log } = await run(flags.split(" "), flag);
        const inspection = read(log);
        expect(ladder(inspection).filter((name) => !name.endsWith("*encrypted"))).toEqual(expected);
        expect(inspection.negotiated?.version).toBe(version);
        const checks = checksOf(inspection);
        expect(checks).toContain("certificate_verify.client passed");
        expect(checks).toContain(
          version === "TLS 1.3" ? "certificate_verify.server passed" : "server_key_exchange.signature passed",
        );
        // Before TLS 1.3 s_client prints the master secret, which proves what it shows.
        const hasSecret = version === "TLS 1.2" && side === "client";
        expect(checks).toContain(`finished.client ${hasSecret ? "passed" : "not checked"}`);
        expect(checks.filter((check) => check.endsWith(" failed"))).toEqual([]);
        const ids = inspection.findings.map(({ id }) => id);
        expect(ids).toContain("log.shown");
        expect(ids.includes("log.repeated")).toBe(flags !== "-msg");
        if (hasSecret && flags !== "-msg") return;
        // Each message leads to the dump that shows it in the clear.
        const finished = inspection.messages.find(({ name }) => name === "finished");
        const [range] = finished ? inspection.sources.toText(finished.span) : [];
        expect(log.slice(range?.start, range?.end)).toBe("14");
      },
    );

    it("-debug shows protected records as such", async () => {
      const logs = await run(["-debug"], flag);
      for (const log of [logs.client.replaceAll("Master-Key: ", ""), logs.server]) {
        const inspection = read(log);
        const clear = expected.filter((name) => !name.includes("*"));
        expect(ladder(inspection).filter((name) => !name.includes("*"))).toEqual(clear);
        expect(inspection.findings.map(({ id }) => id)).toContain("record.no_keys");
        expect(inspection.findings.map(({ id }) => id)).not.toContain("log.shown");
      }
    });
  });

  it("-debug is opened with the master secret that s_client prints, and never shows it", async () => {
    const { client } = await run(["-debug"], "-tls1_2");
    const inspection = read(client);
    expect(ladder(inspection)).toEqual(TLS12);
    const checks = checksOf(inspection);
    expect(checks).toContain("finished.client passed");
    expect(checks).toContain("finished.server passed");
    const master = /Master-Key: ([0-9A-F]{96})/.exec(client)?.[1]?.toLowerCase() ?? "none";
    const shown = inspection.sources.all.map((source) =>
      source.kind === "bytes" ? toHex(source.bytes) : "",
    );
    expect(shown.filter((hex) => hex.includes(master))).toEqual([]);
  });

  it("-reconnect has a stream for each connection", async () => {
    const { client } = await opensslLogs(folder, ["-msg"], ["-tls1_2", "-reconnect"]);
    const inspection = read(client);
    const streams = [...new Set(inspection.messages.map(({ stream }) => stream))];
    expect(streams).toEqual([0, 1, 2, 3, 4, 5]);
    for (const stream of streams) {
      const own = inspection.messages.filter((message) => message.stream === stream);
      expect(own.map(({ name }) => name).slice(0, 2)).toEqual(["client_hello", "server_hello"]);
      expect(
        own
          .filter(({ name }) => name === "finished")
          .map(({ from }) => from)
          .sort(),
      ).toEqual(["client", "server"]);
      // A session that is taken up again has no certificates.
      expect(own.some(({ name }) => name === "certificate")).toBe(stream === 0);
    }
    expect(inspection.findings.map(({ id }) => id)).toContain("log.connections");
  });
});
