import { describe, expect, it } from "vitest";
import { toHex } from "../../../src/core/bytes/hex";
import { inspectText } from "../../../src/core/inspect/text";
import { HANDSHAKE_HEADER, writeHandshake } from "../../../src/core/tls/handshake";
import { CONTENT, writeRecord } from "../../../src/core/tls/record";
import { testProvider } from "../../support/provider";
import { unsound } from "../../support/soundness";

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
const serverHello = writeHandshake({
  tag: "server_hello",
  value: {
    legacy_version: 0x0303,
    random: new Uint8Array(32).fill(2),
    legacy_session_id_echo: new Uint8Array(0),
    cipher_suite: 0xc02f,
    legacy_compression_method: 0,
    extensions: undefined,
  },
});
const finished = writeHandshake({ tag: "finished", value: { verify_data: new Uint8Array(12).fill(3) } });

/** Rows as `openssl s_client -debug` prints them. */
function rows(bytes: Uint8Array): string {
  return Array.from({ length: Math.ceil(bytes.length / 16) }, (_, i) => {
    const row = bytes.subarray(i * 16, (i + 1) * 16);
    return `${(i * 16).toString(16).padStart(4, "0")} - ${toHex(row, " ")}`;
  }).join("\n");
}

function debug(way: "write to" | "read from", message: Uint8Array): string {
  const bytes = writeRecord(CONTENT.handshake, 0x0303, message);
  const count = String(bytes.length);
  return `${way} 0x5581 [0x5582] (${count} bytes => ${count} (0x${bytes.length.toString(16)}))\n${rows(bytes)}\n`;
}

const senders = (text: string): string[] => {
  const inspection = inspectText(text, options);
  expect(unsound(inspection)).toEqual([]);
  return inspection.messages.map(({ from, name }) => `${from} ${name}`);
};

describe("a log of records", () => {
  const expected = ["client client_hello", "server server_hello", "server finished"];

  it("of a client has the client's under what it wrote", () => {
    const log = [debug("write to", hello), debug("read from", serverHello), debug("read from", finished)];
    expect(senders(log.join("\n"))).toEqual(expected);
  });

  it("of a server has the server's", () => {
    const log = [debug("read from", hello), debug("write to", serverHello), debug("write to", finished)];
    expect(senders(log.join("\n"))).toEqual(expected);
  });

  it("keeps handshake messages that stand without records beside it", () => {
    const bare = `>>> TLS 1.2, Handshake [length ${hello.length.toString(16).padStart(4, "0")}], ClientHello\n`;
    const hex = Array.from(
      { length: Math.ceil(hello.length / 16) },
      (_, i) => `    ${toHex(hello.subarray(i * 16, (i + 1) * 16), " ")}`,
    ).join("\n");
    expect(hello.length).toBeGreaterThan(HANDSHAKE_HEADER);
    const messages = senders(`${debug("read from", serverHello)}\n${bare}${hex}\n`);
    expect([...messages].sort()).toEqual(["client client_hello", "server server_hello"]);
  });
});

describe("text that has lost bytes", () => {
  it.each([
    [
      "dump.lossy.replacement",
      "\u0016\u0003\u0001\u0001K\u0001\u0000\u0001G\u0003\u00039\ufffd\u000e\ufffd\ufffd\ufffd",
    ],
    ["dump.lossy.caret", "^V^C^A^AK^A^@^AG^C^C9M-4^NM-0M-kM-^?"],
    ["dump.lossy.cut", '10.0.0.1 - - [24/Nov/2026:10:00:00 +0000] "\\x16\\x03\\x01" 400 157 "-" "-"'],
  ])("%s is refused with its reason, and nothing else is said", (id, text) => {
    const { findings } = inspectText(text, options);
    expect(findings.map((finding) => finding.id)).toEqual([id]);
  });
});
