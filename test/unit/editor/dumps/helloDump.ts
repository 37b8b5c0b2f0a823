import { fromHex } from "../../../../src/core/bytes/hex";
import { findDumps, type Dump } from "../../../../src/core/text/hexDump";
import { FieldReader } from "../../../../src/editor/dumps/fieldReader";
import type { FieldSource } from "../../../../src/editor/dumps/paint";

/** A record with a small Client Hello: three suites, server_name and supported_groups. Made by hand after RFC 8446 §4.1.2. */
export const HELLO = fromHex(
  "1603010051" + // record
    "0100004d" + // message
    "0303" +
    "ab".repeat(32) +
    "00" + // no session identifier
    "0006130113021303" + // suites
    "0100" + // compression
    "001e" + // extensions
    "0000000e000c0000096c6f63616c686f7374" + // server_name
    "000a000800060017001d0018", // supported_groups
);

/** A dump as `xxd` prints it. */
export function xxd(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 16) {
    const row = [...bytes.subarray(at, at + 16)];
    const words = row
      .map((byte, i) => byte.toString(16).padStart(2, "0") + (i % 2 === 1 ? " " : ""))
      .join("");
    const ascii = row.map((byte) => (byte > 31 && byte < 127 ? String.fromCharCode(byte) : ".")).join("");
    text += `${at.toString(16).padStart(8, "0")}: ${words.padEnd(40)} ${ascii}\n`;
  }
  return text;
}

/** The dumps of a text, each with its fields. */
export function decoded(text: string): { readonly dump: Dump; readonly source: FieldSource }[] {
  const dumps = findDumps(text);
  const reader = new FieldReader();
  return dumps.map((dump) => ({ dump, source: reader.of(dump, dumps, { label: "untitled:dump", text }) }));
}
