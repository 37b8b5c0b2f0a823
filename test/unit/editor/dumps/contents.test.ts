import { describe, expect, test } from "vitest";
import { fromHex } from "../../../../src/core/bytes/hex";
import { contentOf } from "../../../../src/core/text/content";
import { findDumps } from "../../../../src/core/text/hexDump";
import { contentWords, dumpWords } from "../../../../src/editor/dumps/contents";
import { HELLO, xxd } from "./helloDump";

/** A record of this content type (hexadecimal) around a payload (hexadecimal). */
const record = (type: string, payload: string): string =>
  `${type}0303${(payload.length / 2).toString(16).padStart(4, "0")}${payload}`;
/** A handshake message of this type (hexadecimal) with a body of so many bytes. */
const message = (type: string, length: number): string =>
  `${type}${length.toString(16).padStart(6, "0")}${"00".repeat(length)}`;
const words = (hex: string): string => {
  const bytes = fromHex(hex);
  return contentWords(bytes, contentOf(bytes));
};

describe("what a dump holds", () => {
  test("is said with its size and its form", () => {
    const [dump] = findDumps(xxd(HELLO));
    expect(dump && dumpWords(dump)).toBe("Client Hello, 86 bytes (xxd)");
  });

  test("names the messages of a flight, of many the first", () => {
    const flight = [message("02", 70), message("0b", 300), message("0c", 40), message("0e", 0)];
    expect(words(record("16", flight.slice(0, 2).join("")))).toBe("Server Hello, Certificate");
    expect(words(flight.map((one) => record("16", one)).join(""))).toBe(
      "Server Hello, Certificate, … 4 messages",
    );
  });

  test("counts a message in two records once, and a header without its record not as a message", () => {
    const certificate = message("0b", 300);
    expect(words(record("16", certificate.slice(0, 200)) + record("16", certificate.slice(200)))).toBe(
      "Certificate",
    );
    expect(words("160303012c")).toBe("Handshake record's header");
  });

  test("says what is encrypted, and makes no message of it", () => {
    const secret = "e5".repeat(40);
    expect(words(record("14", "01") + record("16", secret))).toBe("Change Cipher Spec, Encrypted Handshake");
    expect(words(record("17", secret).repeat(3))).toBe("Application Data (3)");
    expect(words(record("15", "0228"))).toBe("Alert");
    expect(words(record("15", secret))).toBe("Encrypted Alert");
  });

  test("is told of lone messages, and of nothing where nothing is known", () => {
    expect(words(message("0e", 0))).toBe("Server Hello Done");
    expect(words("ff".repeat(40))).toBe("");
  });

  test("names DER by what it is", () => {
    // An Ed25519 public key (RFC 8410 §10.1).
    expect(words("302a300506032b656e032100" + "5a".repeat(32))).toBe("Public Key");
  });
});
