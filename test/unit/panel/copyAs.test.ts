import { generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { toHex } from "../../../src/core/bytes/hex";
import { BYTE_FORMATS } from "../../../src/core/convert/byteFormats";
import { inspectText } from "../../../src/core/inspect/text";
import type { Inspection } from "../../../src/core/inspection";
import { writeHandshake } from "../../../src/core/tls/handshake";
import { CONTENT, writeRecord } from "../../../src/core/tls/record";
import { copyChoices, copyText } from "../../../src/panel/copyAs";
import { mayKeep } from "../../../src/panel/mayKeep";
import { pureProvider } from "../../../src/core/crypto/pure";

const options = {
  label: "pasted text",
  selected: true,
  provider: pureProvider,
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
const inspect = (text: string): Inspection => inspectText(text, options);
const rowOf = (inspection: Inspection, key: string): number =>
  inspection.fields.find(key, inspection.messages[0]?.field ?? 0) ?? -1;

describe("what can be copied of a field", () => {
  const inspection = inspect(toHex(record));
  const row = rowOf(inspection, "tls.handshake.ciphersuite");

  it("is the field, its message, and all bytes", () => {
    const { scopes, formats } = copyChoices(inspection, row);
    expect(scopes.map(({ scope, label, length }) => [scope, label, length])).toEqual([
      ["field", "Cipher Suite", 2],
      ["message", "Client Hello", hello.length],
      ["dump", expect.any(String), record.length],
    ]);
    expect(formats).toContainEqual({ id: "hex", label: "Hex" });
    expect(formats).toHaveLength(BYTE_FORMATS.filter(({ copied }) => copied).length);
  });

  it("gives the bytes of each", () => {
    expect(copyText(inspection, row, "field", "hex")).toEqual({
      text: "c02f",
      sentence: "Copied 2 bytes as Hex",
    });
    expect(copyText(inspection, row, "message", "hex").text).toBe(toHex(hello));
    expect(copyText(inspection, row, "dump", "hex").text).toBe(toHex(record));
  });

  it("says the same bytes once", () => {
    const { scopes } = copyChoices(inspection, inspection.messages[0]?.field ?? -1);
    expect(scopes.map(({ scope }) => scope)).toEqual(["field", "dump"]);
  });

  it("refuses rows and formats that are none", () => {
    expect(copyChoices(inspection, -1).scopes).toEqual([]);
    expect(copyChoices(inspection, 1e6).scopes).toEqual([]);
    expect(() => copyText(inspection, row, "field", "no such")).toThrow("no bytes here");
  });

  it("refuses more than 1 MB", () => {
    const big = inspect(Buffer.alloc(1.1 * 2 ** 20, 0xa5).toString("hex"));
    expect(() => copyText(big, 0, "field", "hex")).toThrow("more than 1 MB");
  });
});

describe("a private key", () => {
  const pem = generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }).toString();

  it("is copied in no form, and its text is not kept", () => {
    const inspection = inspect(pem);
    expect(inspection.fields.length).toBeGreaterThan(3);
    for (let row = 0; row < inspection.fields.length; row++)
      expect(copyChoices(inspection, row).scopes).toEqual([]);
    expect(() => copyText(inspection, 0, "field", "hex")).toThrow("no bytes here");
    expect(mayKeep(pem, inspection)).toBe(false);
    const der = Buffer.from(pem.replace(/-----[^-]+-----|\s/g, ""), "base64").toString("hex");
    expect(mayKeep(der, inspect(der))).toBe(false);
  });

  it("nor is the text of session secrets, or of part of a key kept", () => {
    const random = "52".repeat(32);
    for (const text of [
      `CLIENT_RANDOM ${random} ${"8c".repeat(48)}`,
      `  CLIENT_TRAFFIC_SECRET_0 ${random} ${"8c".repeat(32)}`,
      `    Master-Key: ${"8c".repeat(48)}`,
      pem.slice(0, 40),
    ])
      expect(mayKeep(text, inspect(text))).toBe(false);
    const dump = toHex(record, " ");
    expect(mayKeep(dump, inspect(dump))).toBe(true);
  });
});
