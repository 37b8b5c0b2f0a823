import { describe, expect, it } from "vitest";
import { explainMessage, MESSAGE_TEXTS, type MessageSituation } from "../../../src/core/explain";
import { MESSAGES } from "../../../src/core/tls/handshake/messages";
import { proseProblems, RFC_SECTION, sentences } from "./lint";

const VERSIONS = ["TLS 1.2", "TLS 1.3", undefined] as const;
const SIDES = ["client", "server"] as const;
const EXCHANGES = [undefined, "rsa", "ecdhe", "dhe", "psk", "ecdhe_psk", "dhe_psk", "rsa_psk", "tls13"];
const OTHERS = ["change_cipher_spec", "alert", "application_data", "encrypted", "heartbeat", "unknown"];
const NAMES = [...Object.keys(MESSAGES), ...OTHERS];

function* situations(): Generator<MessageSituation> {
  for (const version of VERSIONS)
    for (const from of SIDES)
      for (const mutual of [true, false])
        for (const empty of [true, false])
          for (const keyExchange of EXCHANGES)
            yield { version, from, mutual, empty, ...(keyExchange === undefined ? {} : { keyExchange }) };
}

const explain = (name: string, situation: Partial<MessageSituation>): string =>
  explainMessage(name, { version: "TLS 1.2", from: "server", mutual: false, ...situation }).text;

describe("explainMessage", () => {
  it.each(NAMES)("says two to five good sentences about %s in every situation", (name) => {
    for (const situation of situations()) {
      const { title, text, rfc } = explainMessage(name, situation);
      const where = `${name} ${JSON.stringify(situation)}: ${text}`;
      expect(title, where).toMatch(/^[A-Z]/);
      expect(rfc, where).toMatch(RFC_SECTION);
      expect(proseProblems(text), where).toEqual([]);
      expect(sentences(text).length, where).toBeGreaterThanOrEqual(2);
      expect(sentences(text).length, where).toBeLessThanOrEqual(5);
    }
  });

  it("knows exactly the messages there are", () => {
    expect(Object.keys(MESSAGE_TEXTS).sort()).toEqual([...NAMES].sort());
  });

  it("never uses one message's text for another", () => {
    const owner = new Map<string, string>();
    for (const name of NAMES)
      for (const situation of situations()) {
        const { text } = explainMessage(name, situation);
        expect(owner.get(text) ?? name, text).toBe(name);
        owner.set(text, name);
      }
  });

  it("explains a name it does not know as an unknown message", () => {
    const situation: MessageSituation = { version: "TLS 1.2", from: "client", mutual: false };
    for (const name of ["toString", "__proto__", "", "supplemental_data"])
      expect(explainMessage(name, situation)).toEqual(explainMessage("unknown", situation));
  });

  it("says where a step of TLS 1.2 went in TLS 1.3", () => {
    expect(explain("server_key_exchange", { version: "TLS 1.3" })).toMatch(
      /key_share in Server Hello.*Certificate Verify/,
    );
    expect(explain("client_key_exchange", { version: "TLS 1.3" })).toMatch(/key_share in Client Hello/);
    expect(explain("server_hello_done", { version: "TLS 1.3" })).toMatch(/Finished/);
    expect(explain("certificate_status", { version: "TLS 1.3" })).toMatch(/Certificate.*status_request/);
    expect(explain("change_cipher_spec", { version: "TLS 1.3" })).toMatch(/means nothing/);
  });

  it("says that what TLS 1.3 brought does not exist before", () => {
    for (const name of ["hello_retry_request", "encrypted_extensions", "end_of_early_data", "key_update"])
      expect(explain(name, { version: "TLS 1.2" }), name).toMatch(/TLS 1\.3 only/);
  });

  it("tells the key exchanges apart", () => {
    expect(explain("server_key_exchange", { keyExchange: "rsa" })).toMatch(/must not be sent/);
    expect(explain("server_key_exchange", { keyExchange: "ECDHE_RSA" })).toMatch(/elliptic curve/);
    expect(explain("client_key_exchange", { keyExchange: "RSA" })).toMatch(/48 bytes.*no forward secrecy/);
    expect(explain("certificate", { keyExchange: "rsa" })).toMatch(/decrypting Client Key Exchange/);
  });

  it("says what an empty list means", () => {
    expect(explain("certificate_request", { empty: true, mutual: true })).toMatch(
      /authorities is empty here/,
    );
    expect(explain("certificate", { from: "client", empty: true, mutual: true })).toMatch(
      /handshake_failure/,
    );
    expect(explain("certificate", { version: "TLS 1.3", from: "client", empty: true, mutual: true })).toMatch(
      /certificate_required/,
    );
  });

  it("tells the sides apart", () => {
    for (const version of ["TLS 1.2", "TLS 1.3"] as const)
      for (const name of ["certificate", "certificate_verify", "finished"])
        expect(explain(name, { version, from: "client" })).not.toBe(
          explain(name, { version, from: "server" }),
        );
  });
});
