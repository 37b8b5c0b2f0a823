import { describe, expect, it } from "vitest";
import { mayBegin } from "../../../src/core/text/forms/hexBeginning";

const at = (text: string): boolean => mayBegin(text.replace("^", ""), text.indexOf("^"));

describe("hexadecimal that may be the first of a dump", () => {
  it.each([
    "^30 82 01 22",
    "der = bytes.fromhex('^30820122",
    "x = {\n  0x^30, 0x82",
    "00000000: ^3082 0122",
    "0000 - ^30 82 01 22",
    "write to 0x55d0 (290 bytes => 290 (0x122))\n0000 - ^30 82",
    "2026-11-24 10:22:33 ^30 82",
    "00000010: 1603 0100 ee01 0000  ........\n00000000: ^3082 0122",
    "the certificate:\n^30:82:01:22",
    "00000010  ^30 82",
  ])("%j", (text) => {
    expect(at(text)).toBe(true);
  });

  it.each([
    "16 03 01 ^30 82",
    "160301 0100 ^3082",
    "0x16, 0x03, 0x01, 0x^30, 0x82",
    "00000010: 1603 ^3082 0122",
    "16 03 01 00 ee\n^30 82",
    "  0x16, 0x03, 0x01, 0x00,\n  0x^30, 0x82",
    '"\\x16\\x03\\x01\\x00"\n"\\x^30\\x82"',
    "00000000: 1603 0100 ee01 0000  ........\n00000010: ^3082 0122",
    "16 03 01 00 ee\r\n^30 82",
  ])("goes on: %j", (text) => {
    expect(at(text)).toBe(false);
  });
});
