import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { SourceGraph } from "../../src/core/bytes/source";
import { groupDumps } from "../../src/core/text/groupDumps";
import { readText } from "../../src/core/text/readText";
import { CARRIES, type CarryName } from "../support/paste/carries";
import { mapProblem } from "../support/paste/exact";

const folder = resolve(import.meta.dirname, "../../../shared/corpora/paste");
const present = existsSync(folder);
if (!present) console.log(`skipped: no corpora at ${folder}`);

/** How many dumps of each file are the one hello; the others hold something else. */
const HELLOS: Readonly<Record<string, number>> = {
  "base64.txt": 1,
  "hexdump-C.txt": 1,
  "hexdump.txt": 1,
  "od-x1.txt": 1,
  "od.txt": 1,
  "python.txt": 8,
  "rust.txt": 4,
  "xxd-i.txt": 1,
  "xxd-p.txt": 1,
  "xxd.txt": 1,
};

/** How the dumps of each file write a byte, in their order; two hexadecimal digits where nothing is said. */
const WRITTEN: Readonly<Record<string, readonly CarryName[]>> = {
  "base64.txt": ["base64"],
  "od.txt": ["octal word"],
  "python.txt": ["escape", "hex", "hex", "decimal", "escape", "hex", "escape", "hex number"],
  "rust.txt": ["decimal", "hex", "hex", "hex number", "escape", "escape"],
};

/** Lines that say how many bytes follow, in files that hold a whole session. */
const HEADERS: readonly { pattern: RegExp; radix: number; sent: string }[] = [
  { pattern: /^(write to|read from) .* => (\d+)/gm, radix: 10, sent: "write to" },
  { pattern: /^(>>>|<<<) .*\[length ([0-9a-f]+)\]/gm, radix: 16, sent: ">>>" },
  { pattern: /^(=>|<=) .*, (\d+) bytes/gm, radix: 10, sent: "=>" },
];

/** How many bytes of each direction a text says it shows. */
function foretold(text: string): { sent: number; received: number } {
  const sum = { sent: 0, received: 0 };
  for (const { pattern, radix, sent } of HEADERS)
    for (const [, way, length = "0"] of text.matchAll(pattern))
      sum[way === sent ? "sent" : "received"] += Number.parseInt(length, radix);
  return sum;
}

describe.skipIf(!present)("pasted dumps", () => {
  const files = present ? readdirSync(folder).filter((file) => file.endsWith(".txt")) : [];
  const hello = present ? readFileSync(join(folder, "client-hello.bin")).toString("hex") : "";

  it.each(files)("%s", (file) => {
    const text = readFileSync(join(folder, file), "utf8");
    const sources = new SourceGraph();
    const started = performance.now();
    const { dumps, findings } = readText(sources, file, text);
    expect(performance.now() - started).toBeLessThan(1000);
    expect(findings).toEqual([]);
    expect(
      dumps.map((dump, i) => mapProblem(sources, text, dump, CARRIES[WRITTEN[file]?.[i] ?? "hex"])),
    ).toEqual(dumps.map(() => undefined));
    if (WRITTEN[file]) expect(dumps).toHaveLength(WRITTEN[file].length);
    const hellos = dumps.filter((dump) => Buffer.from(dump.bytes).toString("hex") === hello).length;
    expect(hellos).toBe(HELLOS[file] ?? 0);
    const sum = (direction: string): number =>
      dumps
        .filter((dump) => dump.direction === direction)
        .reduce((total, dump) => total + dump.bytes.length, 0);
    expect({ sent: sum("sent"), received: sum("received") }).toEqual(foretold(text));
  });

  it("the pieces of s_client-debug.txt make whole records", () => {
    const { dumps } = readText(
      new SourceGraph(),
      "t",
      readFileSync(join(folder, "s_client-debug.txt"), "utf8"),
    );
    const groups = groupDumps(dumps);
    expect(groups.filter(({ kind }) => kind === "record header")).toEqual([]);
    // The one other dump is the session ticket that s_client shows among the session's properties.
    expect(
      groups.filter(({ kind }) => kind === "single").map(({ dumps: [dump] }) => dump?.bytes.length),
    ).toEqual([176]);
  });

  it("the packet of tcpdump-X.txt, which ends early, starts a hello", () => {
    const { dumps } = readText(new SourceGraph(), "t", readFileSync(join(folder, "tcpdump-X.txt"), "utf8"));
    expect(dumps.map(({ content, bytes }) => [content, bytes.length])).toEqual([["ipv4", 0xd0]]);
    // 20 bytes of IP, 32 of TCP.
    expect([...(dumps[0]?.bytes.subarray(52, 58) ?? [])]).toEqual([0x16, 3, 1, 0, 0xc9, 1]);
  });

  it("the packet of tshark-x.txt ends with the hello", () => {
    const { dumps } = readText(new SourceGraph(), "t", readFileSync(join(folder, "tshark-x.txt"), "utf8"));
    expect(
      Buffer.from(dumps[0]?.bytes ?? [])
        .toString("hex")
        .endsWith(hello),
    ).toBe(true);
  });
});
