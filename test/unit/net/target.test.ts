import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseTarget, TargetError } from "../../../src/net/target";

describe("a target as a person types it", () => {
  it.each([
    ["example.org", "example.org", 443, "example.org"],
    ["localhost:8443", "localhost", 8443, "localhost"],
    ["  example.org:8443  ", "example.org", 8443, "example.org"],
    ["https://example.org", "example.org", 443, "example.org"],
    ["https://user:secret@example.org:444/path?q=1#f", "example.org", 444, "example.org"],
    ["ldaps://directory.example.org", "directory.example.org", 636, "directory.example.org"],
    ["imaps://mail.example.org/INBOX", "mail.example.org", 993, "mail.example.org"],
    // The trailing dot is for the resolver; SNI goes without (RFC 6066 §3).
    ["example.org.", "example.org.", 443, "example.org"],
    ["EXAMPLE.org:1", "example.org", 1, "example.org"],
    ["bücher.example", "xn--bcher-kva.example", 443, "xn--bcher-kva.example"],
    ["127.0.0.1:8443", "127.0.0.1", 8443, undefined],
    ["[::1]:8443", "::1", 8443, undefined],
    ["[::1]", "::1", 443, undefined],
    ["::1", "::1", 443, undefined],
    ["[fe80::1%eth0]:443", "fe80::1%eth0", 443, undefined],
    ["https://[2001:db8::1]/", "2001:db8::1", 443, undefined],
  ])("reads %s", (text, host, port, serverName) => {
    expect(parseTarget(text)).toMatchObject({ host, port, serverName });
  });

  it.each([
    ["", /Type a host/],
    ["localhost:0", /no port/],
    ["localhost:65536", /no port/],
    ["localhost:https", /no port/],
    ["localhost:", /no port/],
    ["http://example.org", /begins without TLS/],
    ["gopher://example.org", /no port that we know/],
    ["2001:db8::1:x:443", /brackets/],
    ["[example.org]:443", /no IPv6 address/],
    ["two words", /no host name/],
    ["a..b", /no host name/],
    ["-a.example", /no host name/],
    [`${"a".repeat(64)}.example`, /no host name/],
  ])("refuses %j with a reason", (text, reason) => {
    expect(() => parseTarget(text)).toThrow(TargetError);
    expect(() => parseTarget(text)).toThrow(reason);
  });

  it("throws nothing but TargetError, and reads its own labels again", () => {
    const typed = fc.oneof(fc.string(), fc.webUrl(), fc.domain(), fc.ipV6(), fc.ipV4());
    fc.assert(
      fc.property(typed, (text) => {
        try {
          const target = parseTarget(text);
          expect(parseTarget(target.label)).toMatchObject({
            port: target.port,
            serverName: target.serverName,
          });
        } catch (error) {
          if (!(error instanceof TargetError)) throw error;
        }
      }),
    );
  });
});
