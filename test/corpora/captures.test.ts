import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { SourceGraph } from "../../src/core/bytes/source";
import { readCapture } from "../../src/core/capture/readCapture";

const folder = resolve(import.meta.dirname, "../../../shared/corpora/captures");
const present = existsSync(folder);
if (!present) console.log(`skipped: no corpora at ${folder}`);
const tshark = spawnSync("tshark", ["--version"]).status === 0;
if (!tshark) console.log("skipped: tshark is missing");

/** What tshark says both sides of a TCP stream sent: `-z follow` prints the second side's lines after a tab. */
function follow(file: string, stream: number): string {
  const output = execFileSync("tshark", ["-r", file, "-q", "-z", `follow,tcp,raw,${String(stream)}`], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
    maxBuffer: 2 ** 28,
  });
  const lines = output.split("\n").filter((line) => /^\t?[0-9a-f]+$/.test(line));
  const join = (second: boolean): string =>
    lines
      .filter((line) => line.startsWith("\t") === second)
      .join("")
      .replaceAll("\t", "");
  return [join(false), join(true)].sort().join("\n");
}

describe.skipIf(!present || !tshark)("captures", () => {
  const files = present ? readdirSync(folder).filter((file) => /\.pcap(?:ng)?$/.test(file)) : [];
  it.each(files)("%s: the same streams as tshark", (name) => {
    const file = join(folder, name);
    const { streams, findings } = readCapture(new SourceGraph(), name, new Uint8Array(readFileSync(file)));
    expect(findings.filter((finding) => finding.severity !== "info")).toEqual([]);
    const ports = execFileSync(
      "tshark",
      ["-r", file, "-Y", "tcp.len > 0", "-T", "fields", "-e", "tcp.stream"],
      {
        encoding: "utf8",
        stdio: ["ignore", "pipe", "ignore"],
      },
    );
    const numbers = [...new Set(ports.split("\n").filter((line) => line !== ""))]
      .map(Number)
      .sort((a, b) => a - b);
    expect(streams.map(({ index }) => index)).toEqual(numbers);
    for (const { index, log } of streams) {
      const sent = (side: string): string =>
        log.chunks
          .filter(({ from }) => from === side)
          .map(({ bytes }) => Buffer.from(bytes).toString("hex"))
          .join("");
      expect([sent("client"), sent("server")].sort().join("\n")).toBe(follow(file, index));
    }
  });
});
