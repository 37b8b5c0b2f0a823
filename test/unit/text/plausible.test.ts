import { describe, expect, it } from "vitest";
import { findDumps } from "../../../src/core/text/hexDump";
import { worthALens } from "../../../src/core/text/hexDump/plausible";
import { sample } from "./samples";

const lenses = (text: string, selected = false): boolean[] => findDumps(text, { selected }).map(worthALens);

describe("worthALens", () => {
  it.each(["xxd.txt", "xxd-p.txt", "base64.txt", "python-repr.txt", "java-signed.txt", "tshark-x.txt"])(
    "takes the TLS bytes of %s",
    (file) => {
      expect(lenses(sample(file))).toEqual([true]);
    },
  );

  it("takes rows with offsets, whatever they hold, when there are two", () => {
    const rows =
      "00000000: 8950 4e47 0d0a 1a0a 0000 000d 4948 4452  .PNG........IHDR\n" +
      "00000010: 0000 0010 0000 0010 0806 0000 001f f3ff  ................\n";
    expect(lenses(rows)).toEqual([true]);
    expect(lenses(rows.split("\n")[0] ?? "", true)).not.toContain(true);
  });

  it("leaves bytes alone that are nothing known, even those a person chose", () => {
    expect(lenses("89504e470d0a1a0a0000000d494844520000001000000010", true)).toEqual([false]);
    expect(lenses("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", true)).toEqual([false]);
  });

  it("takes the few bytes of a record's header only where a line announces them", () => {
    expect(lenses("16 03 01 00 c9", true)).toEqual([false]);
    expect(lenses(">>> TLS 1.0, RecordHeader [length 0005]\n    16 03 01 00 c9\n")).toEqual([true]);
  });
});
