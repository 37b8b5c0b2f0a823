import { describe, expect, it } from "vitest";
import { findDumps } from "../../../src/core/text/hexDump";
import { groupDumps } from "../../../src/core/text/groupDumps";

/** Kinds of the groups, and the lengths of their dumps. */
const shape = (text: string): unknown[] =>
  groupDumps(findDumps(text)).map(({ kind, dumps }) => [kind, ...dumps.map(({ bytes }) => bytes.length)]);

describe("groupDumps", () => {
  it("joins a record's header and body, past what the other side sent", () => {
    const text = [
      "read from 0x1 [0x2] (5 bytes => 5 (0x5))",
      "0000 - 16 03 03 00 04                                    .....",
      "write to 0x1 [0x2] (7 bytes => 7 (0x7))",
      "0000 - 15 03 03 00 02 02 28                              ......(",
      "read from 0x1 [0x2] (4 bytes => 4 (0x4))",
      "0000 - 0e 00 00 00                                       ....",
    ].join("\n");
    expect(shape(text)).toEqual([
      ["records", 5, 4],
      ["records", 7],
    ]);
  });

  it("leaves a header alone whose record is shown decrypted", () => {
    const text = [
      "<= Recv SSL data, 5 bytes (0x5)",
      "0000: 17 03 03 00 17                                  .....",
      "<= Recv SSL data, 1 bytes (0x1)",
      "0000: 16                                              .",
      "<= Recv SSL data, 6 bytes (0x6)",
      "0000: 08 00 00 02 00 00                               ......",
      "<= Recv SSL data, 5 bytes (0x5)",
      "0000: 14 03 03 00 01                                  .....",
      "<= Recv SSL data, 1 bytes (0x1)",
      "0000: 01                                              .",
    ].join("\n");
    expect(shape(text)).toEqual([
      ["record header", 5],
      ["single", 1],
      ["single", 6],
      ["records", 5, 1],
    ]);
  });

  it("takes a dump without a direction by itself", () => {
    expect(
      shape(
        "00000000: 1603 0300 040e 0000 00                   .........\n\n0000: 16 03 03 00 04 0e 00 00 00\n",
      ),
    ).toEqual([
      ["records", 9],
      ["records", 9],
    ]);
  });
});
