import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  clip,
  colons,
  duration,
  oneLine,
  plural,
  short,
  time,
  validity,
  visible,
} from "../../../src/core/words/visible";

describe("visible", () => {
  test.each([
    ["plain text, ü and 漢字 and 🔒 stay", "plain text, ü and 漢字 and 🔒 stay"],
    ["a\u202eb", "a‹U+202E›b"],
    ["\u2066x\u2069", "‹U+2066›x‹U+2069›"],
    ["\u200b\u200d\ufeff", "‹U+200B›‹U+200D›‹U+FEFF›"],
    ["\u0000\u001b[31m\u009b", "‹U+0000›‹U+001B›[31m‹U+009B›"],
    ["line\nfeed\tand tab stay", "line\nfeed\tand tab stay"],
    ["\r", "‹U+000D›"],
    ["half \ud800 pair \udc00", "half ‹U+D800› pair ‹U+DC00›"],
    ["tag \u{e0041}", "tag ‹U+E0041›"],
  ])("%j", (text, shown) => {
    expect(visible(text)).toBe(shown);
  });

  test("leaves no control or bidi character of any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(visible(text)).not.toMatch(/[\p{Bidi_Control}\p{Cs}]|(?![\n\t])\p{Cc}/u);
      }),
    );
  });

  test("on one line", () => {
    expect(oneLine("a\nb\tc")).toBe("a‹U+000A›b‹U+0009›c");
    expect(short("x".repeat(1000), 10)).toBe(`${"x".repeat(10)}…`);
  });
});

test("clip never splits a surrogate pair", () => {
  expect(clip("ab🔒", 3)).toBe("ab…");
  expect(clip("ab🔒", 4)).toBe("ab🔒");
});

test("small words", () => {
  expect(colons("0a1b2c")).toBe("0a:1b:2c");
  expect(plural(1, "byte")).toBe("1 byte");
  expect(plural(1204, "byte")).toBe("1,204 bytes");
  expect([0.42, 9.96, 12.3, 1250].map(duration)).toEqual(["0.4 ms", "10.0 ms", "12 ms", "1.25 s"]);
  expect(time("2026-11-24T10:30:59Z")).toBe("2026-11-24 10:30 UTC");
  expect(time("yesterday")).toBe("yesterday");
});

describe("validity", () => {
  const now = Date.parse("2026-11-24T00:00:00Z");
  test.each([
    ["2026-01-01T00:00:00Z", "2026-12-06T12:00:00Z", "expires in 12 days", "warning"],
    ["2026-01-01T00:00:00Z", "2026-11-25T01:00:00Z", "expires in 1 day", "warning"],
    ["2026-01-01T00:00:00Z", "2026-11-24T05:00:00Z", "expires in 5 hours", "warning"],
    ["2026-01-01T00:00:00Z", "2027-06-01T00:00:00Z", "expires in 6 months", "passed"],
    ["2026-01-01T00:00:00Z", "2036-11-24T00:00:00Z", "expires in 10 years", "passed"],
    ["2026-01-01T00:00:00Z", "2026-11-21T00:00:00Z", "expired 3 days ago", "failed"],
    ["2026-12-24T00:00:00Z", "2027-11-24T00:00:00Z", "valid only in 30 days", "failed"],
    ["2026-01-01T00:00:00Z", undefined, "end of validity could not be read", "unknown"],
    ["2026-01-01T00:00:00Z", "never", "end of validity could not be read", "unknown"],
  ])("%s to %s", (notBefore, notAfter, text, state) => {
    expect(validity(notBefore, notAfter, now)).toEqual({ text, state });
  });
});
