import { describe, expect, it } from "vitest";
import { ROW_FORMATS } from "../../../src/core/convert/byteFormats/rows";
import { findDumps, refusedText } from "../../../src/core/text/hexDump";
import { clientHello } from "./samples";

const hello = Buffer.from(clientHello).toString("hex");
const print = (id: string): string => {
  const format = ROW_FORMATS.find((row) => row.id === id);
  if (!format) throw new Error(`no format ${id}`);
  return format.print(clientHello).text;
};
const hexOf = (text: string): string[] =>
  findDumps(text).map((dump) => Buffer.from(dump.bytes).toString("hex"));

describe("rows without offsets", () => {
  const rows = (before: string, between: string): string => {
    let text = "";
    for (let at = 0; at < clientHello.length; at += 16) {
      const row = Array.from(clientHello.subarray(at, at + 16));
      const hex = row.map((byte) => byte.toString(16).padStart(2, "0")).join(" ");
      const ascii = row.map((byte) => (byte > 31 && byte < 127 ? String.fromCharCode(byte) : ".")).join("");
      text += `${before}${hex.padEnd(47)}${between}${ascii}\n`;
    }
    return text;
  };
  it("are read under NSS's header line", () => {
    const text = `1234: SSL[8]: send (encrypted) record data: [Len: 201]\n${rows("   ", "   ")}`;
    const [dump, ...more] = findDumps(text);
    expect(more).toEqual([]);
    expect(Buffer.from(dump?.bytes ?? []).toString("hex")).toBe(hello);
    expect([dump?.format, dump?.direction, dump?.findings]).toEqual(["NSS", "sent", []]);
  });
  it("are read as wolfSSL sets them", () => {
    expect(hexOf(rows("\t", " | "))).toEqual([hello]);
  });
});

describe("what is missing", () => {
  it("is said of a row left out", () => {
    const lines = print("xxd").trimEnd().split("\n");
    const [dump] = findDumps(lines.filter((_, i) => i !== 3).join("\n"));
    expect(dump?.missing).toEqual([{ at: 48, count: 16 }]);
    expect(dump?.findings.map(({ id }) => id)).toEqual(["dump.missing"]);
  });
  it("is said of rows that the text counts", () => {
    const lines = print("wireshark").trimEnd().split("\n").slice(0, 4);
    const [dump] = findDumps([...lines, "... 137 more bytes"].join("\n"));
    expect(dump?.bytes.length).toBe(64);
    expect(dump?.missing).toEqual([{ at: 64, count: 137 }]);
    expect(dump?.findings.map(({ id }) => id)).toEqual(["dump.elided"]);
  });
  it("is said of OpenSSL's spaces and zeros", () => {
    const [dump] = findDumps("0000 - 16 03 01 00 c9 01 00 00-c5   .........\n000e - <SPACES/NULS>\n");
    expect(dump?.missing).toEqual([{ at: 9, count: 5 }]);
  });
});

describe("words", () => {
  it("can be read in the other order", () => {
    const text = print("od-x2");
    const [dump] = findDumps(text);
    expect(Buffer.from(dump?.bytes ?? []).toString("hex")).toBe(hello);
    expect(dump?.others?.map(({ id }) => id)).toContain("big-endian");
    const [other] = findDumps(text, { choose: new Map([[dump?.range.start ?? 0, "big-endian"]]) });
    expect(Buffer.from(other?.bytes.subarray(0, 4) ?? []).toString("hex")).toBe("03160001");
  });
});

describe("the same bytes printed twice", () => {
  it("are counted once", () => {
    const one = print("od-x1").split("\n");
    const other = print("od-c").split("\n");
    const both = one.flatMap((line, i) =>
      line.length > 7 ? [line, `       ${other[i]?.slice(7) ?? ""}`] : [line],
    );
    expect(hexOf(both.join("\n"))).toEqual([hello]);
  });
});

describe("strings with escaped line ends", () => {
  it("hold rows", () => {
    expect(hexOf(JSON.stringify({ dump: print("xxd"), next: 1 }))).toEqual([hello]);
    expect(hexOf(JSON.stringify({ rows: print("hexdump-c").trimEnd().split("\n") }, undefined, 2))).toEqual([
      hello,
    ]);
  });
});

describe("follow", () => {
  it("gives both sides, each by its margin", () => {
    const text = print("follow-hex");
    const indented = text.replace(/^(?=.)/gm, "\t");
    expect(findDumps(`${text}${indented}`).map((dump) => dump.direction)).toEqual(["sent", "received"]);
  });
});

describe("refusedText", () => {
  it("names what loses bytes, and leaves the rest alone", () => {
    const lossy = "0000000 syn etx soh nul   D soh nul nul   @ etx etx   K   4   l   1   g\n";
    expect(refusedText(lossy).map(({ id }) => id)).toEqual(["dump.lossy.od"]);
    expect(findDumps(lossy)).toEqual([]);
    const twice = "0000000 syn etx soh nul\n         16  03  01  00\n0000004\n";
    expect(refusedText(twice)).toEqual([]);
    expect(hexOf(twice)).toEqual(["16030100"]);
    expect(refusedText(`${print("od-c")}Plain words.\n`)).toEqual([]);
  });
});
