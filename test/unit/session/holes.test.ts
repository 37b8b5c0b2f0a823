import { describe, expect, it } from "vitest";
import { concat } from "../../../src/core/bytes/concat";
import { readSession } from "../../../src/core/session/readSession";
import type { WireChunk } from "../../../src/core/session/wireLog";
import { writeHandshake } from "../../../src/core/tls/handshake";
import { CONTENT, writeRecord } from "../../../src/core/tls/record";
import { testProvider } from "../../support/provider";

const hello = writeHandshake({
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
const certificate = writeHandshake({
  tag: "certificate",
  value: { tag: "tls12", value: { certificate_list: [new Uint8Array(300).fill(0x30)] } },
});
const done = writeHandshake({ tag: "server_hello_done", value: {} });
const record = (...messages: Uint8Array[]): Uint8Array =>
  writeRecord(CONTENT.handshake, 0x0303, concat(...messages));

/** What the session says of bytes of which those from `from` to `to` are not shown. */
function names(bytes: Uint8Array, from: number, to: number, known = true): string[] {
  const chunks: WireChunk[] = [
    { from: "server", bytes: bytes.subarray(0, from), missing: known ? to - from : "unknown" },
    { from: "server", bytes: bytes.subarray(to) },
  ];
  const { messages } = readSession({ chunks, keyLog: [], complete: true }, { provider: testProvider });
  return messages.map(({ name, partial }) => (partial ? `${name} in part` : name));
}

describe("bytes that are not shown", () => {
  const apart = concat(record(hello), record(certificate), record(done));
  const inCertificate = record(hello).length + 100;

  it("leave a message that is read as far as it goes, and the next record whole", () => {
    expect(names(apart, inCertificate, inCertificate + 50)).toEqual([
      "server_hello",
      "certificate in part",
      "server_hello_done",
    ]);
  });

  it("in a record of several messages leave the next message whole", () => {
    const together = record(hello, certificate, done);
    expect(names(together, inCertificate, inCertificate + 50)).toEqual([
      "server_hello",
      "certificate in part",
      "server_hello_done",
    ]);
  });

  it("may be of unknown number: the next record is looked for", () => {
    expect(names(apart, inCertificate, inCertificate + 50, false)).toEqual([
      "server_hello",
      "certificate in part",
      "server_hello_done",
    ]);
  });

  it("may hold a header: what follows begins with the next one", () => {
    const header = record(hello).length;
    expect(names(apart, header - 1, header + 20)).toEqual(["server_hello in part", "server_hello_done"]);
    expect(names(apart, header, header + 20)).toEqual(["server_hello", "server_hello_done"]);
  });

  it("anywhere, of any number, are no exception", () => {
    for (let from = 0; from < apart.length; from += 7)
      for (const length of [1, 5, 40, 400])
        for (const known of [true, false])
          expect(names(apart, from, Math.min(apart.length, from + length), known).length).toBeLessThan(5);
  });
});
