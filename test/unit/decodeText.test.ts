import { describe, expect, it } from "vitest";
import { inspectFile } from "../../src/core/inspect/file";
import { decodeText } from "../../src/decodeText";
import { pureProvider } from "../../src/core/crypto/pure";
import { clientHello, sample } from "./text/samples";

const utf16 = (text: string, mark: boolean, big: boolean): Uint8Array => {
  const bytes = Buffer.from((mark ? "\ufeff" : "") + text, "utf16le");
  return new Uint8Array(big ? bytes.swap16() : bytes);
};

describe("decodeText", () => {
  const dump = sample("xxd.txt");
  it.each([
    ["UTF-8", new Uint8Array(Buffer.from(dump))],
    ["UTF-8 with its mark", new Uint8Array(Buffer.from(`\ufeff${dump}`))],
    ["UTF-16LE with its mark", utf16(dump, true, false)],
    ["UTF-16BE with its mark", utf16(dump, true, true)],
    ["UTF-16LE", utf16(dump, false, false)],
    ["UTF-16BE", utf16(dump, false, true)],
  ])("reads a dump in %s, and inspectFile finds the hello in it", (_, bytes) => {
    expect(decodeText(bytes)).toBe(dump);
    const [inspection] = inspectFile(bytes, {
      label: "dump.txt",
      keyLog: [],
      provider: pureProvider,
      trust: { roots: undefined, storeName: "none", at: "2026-06-01T00:00:00Z" },
      decodeText,
    });
    expect(inspection?.messages.map(({ name }) => name)).toEqual(["client_hello"]);
    expect(
      inspection?.sources.all.some(
        (source) => source.kind === "bytes" && Buffer.compare(source.bytes, clientHello) === 0,
      ),
    ).toBe(true);
  });

  it("takes bytes with zeros that are no text for UTF-8", () => {
    expect(decodeText(Uint8Array.of(0, 1, 0, 2, 0, 3, 0, 4))).toBe("\0\u0001\0\u0002\0\u0003\0\u0004");
    expect(decodeText(Uint8Array.of(97, 0, 98))).toBe("a\0b");
  });
});
