import fc from "fast-check";
import { isIPv4, isIPv6 } from "node:net";
import { describe, expect, it } from "vitest";
import { ipRangeText, ipText, parseIp } from "../../../src/core/bytes/ipAddress";

describe("IP addresses", () => {
  it("are written as RFC 5952 wants", () => {
    for (const text of [
      "127.0.0.1",
      "::",
      "::1",
      "1::",
      "2001:db8::1",
      "1:0:0:2::3",
      "1:2:3:4:5:6:7:8",
      "0:1::",
    ]) {
      expect(ipText(parseIp(text) ?? new Uint8Array(0))).toBe(text);
    }
    expect(ipText(parseIp("2001:DB8:0:0:1:0:0:1") ?? new Uint8Array(0))).toBe("2001:db8::1:0:0:1");
    expect(ipText(parseIp("::ffff:1.2.3.4") ?? new Uint8Array(0))).toBe("::ffff:102:304");
    expect(ipText(new Uint8Array(5))).toBeUndefined();
  });

  it("are read exactly where Node reads them", () => {
    const piece = fc.constantFrom(
      "0",
      "1",
      "255",
      "256",
      "01",
      "ffff",
      "fffff",
      "g",
      ":",
      "::",
      ".",
      "1.2.3.4",
      "",
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.ipV4(),
          fc.ipV6(),
          fc.array(piece, { maxLength: 12 }).map((parts) => parts.join("")),
          fc.array(piece, { maxLength: 9 }).map((parts) => parts.join(":")),
        ),
        (text) => {
          expect(parseIp(text)?.length, text).toBe(isIPv4(text) ? 4 : isIPv6(text) ? 16 : undefined);
        },
      ),
      { numRuns: 3000 },
    );
  });

  it("have masks", () => {
    expect(ipRangeText(Uint8Array.of(10, 0, 0, 0, 255, 0, 0, 0))).toBe("10.0.0.0/8");
    expect(ipRangeText(Uint8Array.of(10, 0, 0, 0, 255, 0, 255, 0))).toBe("10.0.0.0 mask 255.0.255.0");
    expect(ipRangeText(new Uint8Array(32))).toBe("::/0");
    expect(ipRangeText(new Uint8Array(6))).toBeUndefined();
  });
});
