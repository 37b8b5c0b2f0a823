import { describe, expect, it } from "vitest";
import { toHex } from "../../../src/core/bytes/hex";
import { heldBy } from "../../../src/core/inspect/found";
import { inspectText } from "../../../src/core/inspect/text";
import { writeHandshake } from "../../../src/core/tls/handshake";
import { CONTENT, writeRecord } from "../../../src/core/tls/record";
import { testProvider } from "../../support/provider";
import { smallCertificate } from "../../support/selfSigned";

const options = {
  label: "log",
  provider: testProvider,
  trust: { roots: undefined, storeName: "none", at: "2026-01-01T00:00:00Z" },
};
const hello = writeHandshake({
  tag: "client_hello",
  value: {
    legacy_version: 0x0303,
    random: new Uint8Array(32).fill(1),
    legacy_session_id: new Uint8Array(0),
    cipher_suites: [0xc02f],
    legacy_compression_methods: [0],
    extensions: undefined,
  },
});
const record = writeRecord(CONTENT.handshake, 0x0303, hello);
/** The AlgorithmIdentifier of Ed25519. */
const ED25519 = Uint8Array.of(0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70);
const pemOf = (der: Uint8Array): string =>
  `-----BEGIN CERTIFICATE-----\n${Buffer.from(der).toString("base64")}\n-----END CERTIFICATE-----\n`;
const tell = (text: string): string[] => {
  const inspection = inspectText(text, options);
  const held = heldBy(inspection);
  return (inspection.found ?? []).map(
    ({ format, length, range }, i) =>
      `${String(range.start)}-${String(range.end)} ${format}, ${String(length)} bytes: ${held[i]?.words ?? ""}`,
  );
};

describe("what was found in a text", () => {
  it("names a dump's form, its length, its characters and its message", () => {
    const hex = toHex(record, " ");
    const inspection = inspectText(`see\n${hex}\n`, options);
    expect(inspection.found).toMatchObject([
      { length: record.length, content: "tls record", range: { start: 4, end: 4 + hex.length } },
    ]);
    const [held] = heldBy(inspection);
    expect(held?.words).toBe("TLS record: Client Hello");
    expect(inspection.fields.field(held?.row ?? -1).label).toBe("Handshake Protocol: Client Hello");
  });

  it("keeps dumps and certificates in the text's order", () => {
    const pem = pemOf(smallCertificate(Uint8Array.of(1), ED25519, () => new Uint8Array(64)));
    const hex = toHex(hello, " ");
    const text = `${pem}\n${hex}\n\n${pem}`;
    expect(tell(text).map((line) => line.replace(/^\d+-\d+ /, ""))).toEqual([
      expect.stringMatching(/^PEM, \d+ bytes: Certificate$/),
      expect.stringMatching(new RegExp(`, ${String(hello.length)} bytes: Handshake message: Client Hello$`)),
      expect.stringMatching(/^PEM, \d+ bytes: Certificate$/),
    ]);
  });

  it("says no more of bytes that it does not know than that", () => {
    expect(tell("00000000: a1b2 c3d4 e5f6 0718 293a 4b5c 6d7e 8f90  ................\n")).toEqual([
      expect.stringMatching(/^0-\d+ xxd, 16 bytes: not recognised$/),
    ]);
  });

  it("finds nothing in prose", () => {
    expect(tell("The quick brown fox jumps over the lazy dog.")).toEqual([]);
  });
});
