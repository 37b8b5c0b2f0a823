import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writePcapng } from "../../src/core/capture/pcapng";
import { MESSAGE_TYPES } from "../../src/core/tls/handshake";
import { opensslVersion, type OpensslFolder } from "../support/openssl";
import { makeCertificates } from "../support/peers/certificates";
import { MATRIX, runCase } from "../support/peers/matrix";

const tshark = spawnSync("tshark", ["--version"]).status === 0;
if (!tshark) console.log("tshark is not installed: exported captures are not held against it");

/** One of each kind is enough: the bytes come from the same matrix as the other tests'. */
const CASES = MATRIX.filter(
  ({ exchange, proof }) =>
    [
      "TLS 1.2 ECDHE-RSA",
      "TLS 1.2 RSA key exchange",
      "TLS 1.3 x25519",
      "TLS 1.3 secp256r1 after Hello Retry Request",
    ].includes(exchange.name) && ["one-way", "two-way, p256 certificate"].includes(proof.name),
);

/** tshark's JA3 of the first Client Hello, and JA3S of the Server Hello that ends the negotiation. */
function fingerprints(file: string, port: string): (string | undefined)[] {
  const fields = ["-T", "fields", "-e", "tls.handshake.ja3", "-e", "tls.handshake.ja3s"];
  const args = [
    "-r",
    file,
    "-d",
    `tcp.port==${port},tls`,
    "-Y",
    "tls.handshake.ja3 or tls.handshake.ja3s",
    ...fields,
  ];
  const rows = execFileSync("tshark", args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  const columns = rows
    .trimEnd()
    .split("\n")
    .map((row) => row.split("\t"));
  return [columns.find(([ja3]) => ja3)?.[0], columns.findLast(([, ja3s]) => ja3s)?.[1]];
}

describe.skipIf(!tshark || opensslVersion === undefined)("tshark decrypts what we export", () => {
  let folder: OpensslFolder;
  let temporary: string;
  beforeAll(() => {
    folder = makeCertificates();
    temporary = mkdtempSync(join(tmpdir(), "tls-inspector-export-"));
  }, 60_000);
  afterAll(() => {
    folder.remove();
    rmSync(temporary, { recursive: true, force: true });
  });

  it.each(CASES.map((one) => [one.name, one] as const))("%s", async (name, one) => {
    const { run } = await runCase(folder, one);
    const file = join(temporary, `${name.replace(/\W+/g, "-")}.pcapng`);
    writeFileSync(file, writePcapng(run.log));
    const port = String(run.log.connection?.server.port ?? 0);
    const fields = ["-T", "fields", "-e", "tcp.srcport", "-e", "tls.handshake.type", "-E", "aggregator=,"];
    const rows = execFileSync(
      "tshark",
      ["-r", file, "-d", `tcp.port==${port},tls`, "-Y", "tls.handshake", ...fields],
      { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] },
    );
    const seen = rows
      .trim()
      .split("\n")
      .flatMap((row) => {
        const [from, types = ""] = row.split("\t");
        return types.split(",").map((type) => `${from === port ? "server" : "client"} ${type}`);
      });
    // tshark counts Hello Retry Request as the Server Hello that it is on the wire.
    const ours = run.inspection.messages.flatMap(({ from, name: message }) =>
      message in MESSAGE_TYPES
        ? [`${from} ${String(MESSAGE_TYPES[message as keyof typeof MESSAGE_TYPES])}`]
        : [],
    );
    expect(seen).toEqual(ours);
    expect(fingerprints(file, port)).toEqual([
      run.inspection.fingerprints["ja3"],
      run.inspection.fingerprints["ja3s"],
    ]);
  });
});
