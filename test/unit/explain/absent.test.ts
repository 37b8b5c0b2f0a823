import { describe, expect, it } from "vitest";
import { explainAbsence, type CompletedHandshake } from "../../../src/core/explain";
import { proseProblems, RFC_SECTION } from "./lint";

const ECDHE_ONE_WAY = [
  "client_hello",
  "server_hello",
  "certificate",
  "server_key_exchange",
  "server_hello_done",
  "client_key_exchange",
  "change_cipher_spec",
  "finished",
];
const TLS13_ONE_WAY = [
  "client_hello",
  "server_hello",
  "encrypted_extensions",
  "certificate",
  "certificate_verify",
  "finished",
];

const base = { version: "TLS 1.2", from: "client", mutual: false, keyExchange: "ecdhe" } as const;

function absent(handshake: CompletedHandshake): string[] {
  return explainAbsence(handshake).map(({ name, from, reason, rfc }) => {
    expect(proseProblems(reason)).toEqual([]);
    expect(rfc).toMatch(RFC_SECTION);
    return `${from} ${name}`;
  });
}

describe("explainAbsence", () => {
  it("misses only client authentication in a one-way ECDHE handshake", () => {
    expect(absent({ ...base, seen: ECDHE_ONE_WAY })).toEqual([
      "server certificate_request",
      "client certificate",
      "client certificate_verify",
    ]);
  });

  it("misses nothing in a two-way ECDHE handshake", () => {
    const seen = [...ECDHE_ONE_WAY, "certificate_request", "certificate_verify"];
    expect(absent({ ...base, mutual: true, seen })).toEqual([]);
  });

  it("says why RSA has no Server Key Exchange", () => {
    const seen = ECDHE_ONE_WAY.filter((name) => name !== "server_key_exchange");
    const [first] = explainAbsence({ ...base, keyExchange: "rsa", seen });
    expect(first).toMatchObject({ name: "server_key_exchange", rfc: "RFC 5246 §7.4.3" });
    expect(first?.reason).toMatch(/RSA key exchange/);
  });

  it("says why an empty certificate has no Certificate Verify", () => {
    const seen = [...ECDHE_ONE_WAY, "certificate_request"];
    expect(explainAbsence({ ...base, mutual: true, empty: true, seen })).toMatchObject([
      { name: "certificate_verify", reason: expect.stringMatching(/empty/) as string },
    ]);
    const seen13 = [...TLS13_ONE_WAY, "certificate_request"];
    expect(absent({ ...base, version: "TLS 1.3", mutual: true, empty: true, seen: seen13 })).toContain(
      "client certificate_verify",
    );
  });

  it("recognises a resumed handshake", () => {
    const seen = ["client_hello", "server_hello", "change_cipher_spec", "finished"];
    const found = explainAbsence({ ...base, seen });
    expect(found.map(({ name }) => name)).toEqual([
      "certificate",
      "server_key_exchange",
      "certificate_request",
      "server_hello_done",
      "client_key_exchange",
    ]);
    for (const { reason } of found) expect(reason).toMatch(/resumed/);
    const resumed13 = ["client_hello", "server_hello", "encrypted_extensions", "finished"];
    expect(absent({ ...base, version: "TLS 1.3", seen: resumed13 })[0]).toBe("server certificate");
  });

  it("says where the steps went in TLS 1.3", () => {
    expect(absent({ ...base, version: "TLS 1.3", seen: TLS13_ONE_WAY })).toEqual([
      "server server_key_exchange",
      "server certificate_request",
      "server server_hello_done",
      "client certificate",
      "client client_key_exchange",
      "client change_cipher_spec",
    ]);
    expect(
      absent({
        ...base,
        version: "TLS 1.3",
        mutual: true,
        seen: [...TLS13_ONE_WAY, "certificate_request", "change_cipher_spec"],
      }),
    ).toEqual(["server server_key_exchange", "server server_hello_done", "client client_key_exchange"]);
  });

  it("takes a compressed certificate for a certificate", () => {
    const seen = TLS13_ONE_WAY.map((name) => (name === "certificate" ? "compressed_certificate" : name));
    expect(absent({ ...base, version: "TLS 1.3", seen })).not.toContain("server certificate");
  });

  it("says nothing without a version", () => {
    expect(explainAbsence({ ...base, version: undefined, seen: [] })).toEqual([]);
  });
});
