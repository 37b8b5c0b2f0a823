import { describe, expect, it } from "vitest";
import { findDumps } from "../../../src/core/text/hexDump/findDumps";

const FRAME = "=".repeat(67);
/** As tshark 4.0 prints it. */
const follow = (protocol: string, ...segments: string[]): string =>
  [
    "",
    FRAME,
    `Follow: ${protocol},raw`,
    "Filter: tcp.stream eq 0",
    "Node 0: 192.0.2.1:49152",
    "Node 1: 198.51.100.1:443",
    ...segments,
    FRAME,
    "",
  ].join("\n");

const read = (text: string): unknown[] =>
  findDumps(text).map(({ direction, bytes, layer }) => [
    direction,
    Buffer.from(bytes).toString("hex"),
    layer,
  ]);

describe("follow as raw digits", () => {
  it("is a dump for each segment, of the side that its indentation tells", () => {
    expect(read(follow("tcp", "1603010004", "01000000", "\t15030300020228", "14"))).toEqual([
      ["sent", "1603010004", undefined],
      ["sent", "01000000", undefined],
      ["received", "15030300020228", undefined],
      ["sent", "14", undefined],
    ]);
  });

  it("takes whoever speaks first for the sender", () => {
    expect(read(follow("tcp", "\t16030300040e000000", "1503030002022a"))).toEqual([
      ["sent", "16030300040e000000", undefined],
      ["received", "1503030002022a", undefined],
    ]);
  });

  it("says that what was decrypted is no byte of the wire", () => {
    expect(read(follow("tls", "474554202f"))).toEqual([["sent", "474554202f", "plaintext"]]);
  });

  it("ends with its frame", () => {
    expect(read(`${follow("tcp", "15030300020228")}\n1603\n`)).toHaveLength(1);
    expect(read("Follow: tcp,raw\n".repeat(3) + "prose\n".repeat(20) + "1603\n")).toEqual([]);
  });
});
