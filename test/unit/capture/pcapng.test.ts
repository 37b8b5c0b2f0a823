import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { writePcapng, type PcapngOptions } from "../../../src/core/capture/pcapng";
import type { WireLog } from "../../../src/core/session/wireLog";
import { opensslVersion } from "../../support/openssl";
import { recordSession } from "./recordedSession";

vi.setConfig({ testTimeout: 30_000 });

const tshark = spawnSync("tshark", ["--version"]).status === 0;
if (!tshark) console.warn("tshark is missing: tests that compare with it are skipped");

/** What tshark prints of the fields of the packets that pass `filter`, a line a packet. */
function fields(file: Uint8Array, filter: string, names: readonly string[]): string[][] {
  const folder = mkdtempSync(join(tmpdir(), "tls-inspector-pcapng-"));
  try {
    const path = join(folder, "session.pcapng");
    writeFileSync(path, file);
    const output = execFileSync(
      "tshark",
      [
        ...["-r", path, "-2", "-Y", filter, "-T", "fields"],
        ...["-o", "tcp.check_checksum:TRUE", "-o", "ip.check_checksum:TRUE"],
        ...names.flatMap((name) => ["-e", name]),
      ],
      { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] },
    );
    return output
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => line.split("\t"));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const handshakeTypes = (file: Uint8Array): string =>
  fields(file, "tls.handshake.type", ["tls.handshake.type"]).flat().join(",");

describe.skipIf(!tshark || opensslVersion === undefined)("pcapng, read by tshark", () => {
  it.each([
    ["-tls1_3", "1,2,8,11,15,20,20,4,4", "reversed"],
    ["-tls1_2", "1,2,11,12,14,16,20,4,20", "reversed"],
  ])("a session of openssl %s decrypts", async (version, types) => {
    const log = await recordSession([version], "hello from the client\n");
    const file = writePcapng(log, { server: { address: "127.0.0.1", port: 14433 }, startMs: 1.7e12 });
    expect(handshakeTypes(file)).toBe(types);
    const said = fields(file, "data.data", ["data.data"])
      .flat()
      .map((hex) => Buffer.from(hex, "hex").toString());
    expect(said.join("")).toContain("hello from the client");
    expect(said.join("")).toContain("tneilc eht morf olleh");
    expect(fields(file, "tcp.checksum.status == 0 || ip.checksum.status == 0", ["frame.number"])).toEqual([]);
    expect(
      fields(file, "tcp.analysis.flags || _ws.malformed", ["frame.number", "_ws.expert.message"]),
    ).toEqual([]);
    // Without the secrets the same file shows the plaintext messages only.
    const closed = writePcapng(log, { withoutKeys: true });
    expect(handshakeTypes(closed).split(",").includes("20")).toBe(false);
  });
});

const log: WireLog = {
  chunks: [
    { from: "client", bytes: new Uint8Array(5000).fill(1), timeMs: 1.25 },
    { from: "server", bytes: new Uint8Array(10).fill(2), timeMs: 2.5 },
    { from: "server", bytes: new Uint8Array(0) },
    { from: "client", bytes: new Uint8Array(1).fill(3) },
  ],
  keyLog: [],
  end: { by: "server", timeMs: 9 },
};

describe.skipIf(!tshark)("made-up packets, read by tshark", () => {
  const addresses: readonly (readonly [string, PcapngOptions, string[]])[] = [
    ["nothing known", {}, ["192.0.2.1", "198.51.100.1", ""]],
    ["IPv4", { server: { address: "10.1.2.3", port: 8443 } }, ["192.0.2.1", "10.1.2.3", ""]],
    ["a name", { server: { address: "localhost", port: 1 } }, ["192.0.2.1", "198.51.100.1", ""]],
    ["IPv6", { client: { address: "::1", port: 5 }, server: { address: "::1", port: 6 } }, ["", "", "::1"]],
    ["one IPv6", { server: { address: "2001:db8::9", port: 6 } }, ["", "", "::ffff:192.0.2.1"]],
    [
      "IPv4 and IPv6",
      { client: { address: "10.0.0.1", port: 5 }, server: { address: "::1", port: 6 } },
      ["", "", "::ffff:10.0.0.1"],
    ],
  ];
  it.each(addresses)("%s", (_name, options, [source, target, source6]) => {
    const file = writePcapng(log, { ...options, startMs: 1000 });
    const [syn] = fields(file, "tcp.flags.syn == 1", ["ip.src", "ip.dst", "ipv6.src"]);
    expect(syn).toEqual([source, target, source6]);
    expect(
      fields(file, "tcp.analysis.flags || tcp.checksum.status == 0 || ip.checksum.status == 0", [
        "frame.number",
      ]),
    ).toEqual([]);
    const payload = fields(file, "tcp.len > 0", ["tcp.len", "frame.time_epoch"]);
    expect(payload.map(([length]) => Number(length)).reduce((a, b) => a + b)).toBe(5011);
    expect(payload.map(([, time]) => Number(time))).toEqual([
      1.00125, 1.00125, 1.00125, 1.00125, 1.0025, 1.0025,
    ]);
    expect(fields(file, "tcp.flags.fin == 1", ["tcp.srcport"])).toHaveLength(2);
  });

  it("a reset ends with RST, an open log with nothing", () => {
    expect(
      fields(writePcapng({ ...log, end: { by: "reset" } }), "tcp.flags.reset == 1", ["tcp.seq"]),
    ).toHaveLength(1);
    const open = writePcapng({ chunks: log.chunks, keyLog: [] });
    expect(fields(open, "tcp.flags.fin == 1 || tcp.flags.reset == 1", ["tcp.seq"])).toEqual([]);
  });
});
