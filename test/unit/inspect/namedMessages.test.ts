import { describe, expect, it } from "vitest";
import { inspectText } from "../../../src/core/inspect/text";
import type { Inspection } from "../../../src/core/inspection";
import { testProvider } from "../../support/provider";
import { unsound } from "../../support/soundness";

const read = (text: string): Inspection => {
  const trust = { roots: undefined, storeName: "none", at: "2026-01-01T00:00:00Z" };
  const inspection = inspectText(text, { label: "log", provider: testProvider, trust });
  expect(unsound(inspection)).toEqual([]);
  return inspection;
};
const ladder = ({ messages }: Inspection): string[] =>
  messages.map(({ from, name, encrypted }) => `${from} ${encrypted ? "*" : ""}${name}`);

const JAVA = `
javax.net.ssl|DEBUG|10|main|2026-11-24 08:16:02.134 UTC|ClientHello.java:639|Produced ClientHello handshake message (
"ClientHello": {
}
)
javax.net.ssl|DEBUG|10|main|2026-11-24 08:16:02.139 UTC|ServerHello.java:897|Consuming ServerHello handshake message (
javax.net.ssl|DEBUG|10|main|2026-11-24 08:16:02.192 UTC|ChangeCipherSpec.java:246|Consuming ChangeCipherSpec message
javax.net.ssl|DEBUG|10|main|2026-11-24 08:16:02.209 UTC|EncryptedExtensions.java:171|Consuming EncryptedExtensions handshake message (
javax.net.ssl|DEBUG|10|main|2026-11-24 08:16:02.236 UTC|CertificateMessage.java:1166|Consuming server Certificate handshake message (
javax.net.ssl|DEBUG|10|main|2026-11-24 08:16:02.390 UTC|Finished.java:687|Produced client Finished handshake message (
`;
const GNUTLS = `
|<4>| HSK[0x55703613bbf0]: CLIENT HELLO (1) was received. Length 151[151], frag offset 0, frag length: 151, sequence: 0
|<4>| HSK[0x55703613bbf0]: SERVER HELLO was queued [155 bytes]
|<4>| HSK[0x55703613bbf0]: SERVER HELLO DONE was queued [4 bytes]
`;
const TRACE = `CONNECTED(00000003)
Sent Record
Header:
  Version = TLS 1.0 (0x301)
  Content Type = Handshake (22)
  Length = 238
    ClientHello, Length=234
      client_version=0x303 (TLS 1.2)
Received Record
Header:
  Version = TLS 1.2 (0x303)
  Content Type = ChangeCipherSpec (20)
  Length = 1
`;

describe("a log that names messages and does not show them", () => {
  it.each([
    [
      "of Java",
      JAVA,
      [
        "client client_hello",
        "server server_hello",
        "server change_cipher_spec",
        "server *encrypted_extensions",
        "server *certificate",
        "client *finished",
      ],
    ],
    [
      "of a GnuTLS server",
      GNUTLS,
      ["client client_hello", "server server_hello", "server server_hello_done"],
    ],
    ["of openssl -trace", TRACE, ["client client_hello", "server change_cipher_spec"]],
  ])("%s gives their ladder, and says what it lacks", (_, text, expected) => {
    const inspection = read(text);
    expect(ladder(inspection)).toEqual(expected);
    const finding = inspection.findings.find(({ id }) => id === "log.words");
    expect(finding?.fix).toMatch(/bytes/);
    // Each leads to its words.
    const [first] = inspection.messages;
    const [range] = first ? inspection.sources.toText(first.span) : [];
    expect(text.slice(range?.start, range?.end)).toMatch(/Client ?Hello/i);
  });

  it("a sentence about a Client Hello is none", () => {
    expect(read("TLSv1.3 (OUT), TLS handshake, Client hello (1):\nand that was all").messages).toEqual([]);
  });
});

describe("curl --trace-ascii", () => {
  const text = `=> Send SSL data, 5 bytes (0x5)
0000: .....
== Info: TLSv1.3 (OUT), TLS handshake, Client hello (1):
=> Send SSL data, 512 bytes (0x200)
0000: ......;aD@.....P.k.....U.R
<= Recv header, 2 bytes (0x2)
0000: 0d 0a
== Info: TLSv1.3 (IN), TLS handshake, Server hello (2):
`;

  it("is refused with the reason", () => {
    const inspection = read(text);
    expect(inspection.findings.map(({ id }) => id)).toContain("log.lossy");
    expect(ladder(inspection)).toEqual(["client client_hello", "server server_hello"]);
  });
});
