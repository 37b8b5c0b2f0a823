import { describe, expect, it } from "vitest";
import {
  EXPLAINED_ALERTS,
  EXPLAINED_EXTENSIONS,
  explainAlert,
  explainCipherSuite,
  explainExtension,
  explainField,
  explainGroup,
  explainSignatureScheme,
  rfcUrl,
  type Explanation,
} from "../../../src/core/explain";
import { extensions } from "../../../src/core/tls/extensions";
import { AlertDescription } from "../../../src/core/tls/codePoints";
import { cipherSuites } from "../../../src/core/tls/codePoints/tables/cipherSuites";
import { extensionTypes } from "../../../src/core/tls/codePoints/tables/extensionTypes";
import { namedGroups } from "../../../src/core/tls/codePoints/tables/namedGroups";
import { signatureSchemes } from "../../../src/core/tls/codePoints/tables/signatureSchemes";
import { proseProblems, REFERENCE, RFC_SECTION, sentences } from "./lint";

const SIDES = ["client", "server"] as const;
const alerts = Array.from({ length: 256 }, (_, code) => AlertDescription.name(code)).filter(
  (name) => name !== "unknown",
);

function expectGood({ text, rfc }: Explanation): void {
  expect(proseProblems(text), text).toEqual([]);
  expect(rfc).toMatch(REFERENCE);
}

describe("explainAlert", () => {
  it("has words for exactly the registered alerts", () => {
    expect([...EXPLAINED_ALERTS].sort()).toEqual([...alerts].sort());
  });

  it.each(alerts)("explains %s with causes and what to do", (name) => {
    const every = SIDES.map((from) => explainAlert(name, from));
    for (const explanation of every) {
      expectGood(explanation);
      expect(explanation.rfc).toMatch(RFC_SECTION);
      for (const { cause, fix } of explanation.causes) {
        expect(proseProblems(cause), cause).toEqual([]);
        expect(proseProblems(fix), fix).toEqual([]);
      }
    }
    expect(every.some(({ causes }) => causes.length > 0)).toBe(true);
  });

  it("puts the missing client certificate first when it was missing, and rules it out one-way", () => {
    const first = (situation: Parameters<typeof explainAlert>[2]): string | undefined =>
      explainAlert("handshake_failure", "server", situation).causes[0]?.cause;
    expect(first({ mutual: true, emptyClientCertificate: true, afterServerHello: true })).toMatch(
      /requires a client certificate/,
    );
    expect(first({ mutual: false, afterServerHello: false })).toMatch(/in common/);
    expect(first({ mutual: true, clientCertificateSent: true, emptyClientCertificate: false })).toMatch(
      /does not accept the client's certificate/,
    );
    const oneWay = explainAlert("bad_certificate", "server", { mutual: false }).causes;
    expect(oneWay.filter(({ cause }) => /client sent no|client's certificate/.test(cause))).toEqual([]);
  });

  it("explains an alert that it does not know", () => {
    expectGood(explainAlert("unknown", "server"));
  });
});

describe("explainCipherSuite", () => {
  it.each([...Object.values(cipherSuites), "GREASE", "unknown"])("takes %s apart", (name) => {
    const explanation = explainCipherSuite(name);
    expectGood(explanation);
    expect(explanation.rfc).toMatch(/^RFC/);
    const parts = name.includes("_WITH_") && name !== "TLS_NULL_WITH_NULL_NULL" ? 2 : 1;
    expect(sentences(explanation.text).length).toBeGreaterThanOrEqual(parts);
  });

  it("says what matters", () => {
    expect(explainCipherSuite("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256").text).toBe(
      "Keys are exchanged by elliptic-curve Diffie-Hellman with fresh keys (forward secrecy). The server proves who it is with an RSA certificate. AES with a key of 128 bits in GCM mode encrypts and authenticates in one. SHA-256 is used to derive the keys and in Finished.",
    );
    expect(explainCipherSuite("TLS_RSA_WITH_AES_256_CBC_SHA").text).toMatch(
      /no forward secrecy.*256 bits in CBC.*HMAC with SHA-1/,
    );
    expect(explainCipherSuite("TLS_RSA_WITH_RC4_128_MD5").text).toMatch(/RC4 is broken/);
    expect(explainCipherSuite("TLS_DH_anon_WITH_AES_128_CBC_SHA").text).toMatch(/nobody proves/);
    expect(explainCipherSuite("TLS_DH_RSA_WITH_AES_128_CBC_SHA").text).toMatch(
      /fixed key in the certificate/,
    );
    expect(explainCipherSuite("TLS_RSA_EXPORT_WITH_DES40_CBC_SHA").text).toMatch(/40 bits/);
    expect(explainCipherSuite("TLS_AES_128_CCM_8_SHA256").text).toMatch(/short tag/);
    expect(explainCipherSuite("TLS_ECDHE_RSA_WITH_CAMELLIA_256_CBC_SHA384").text).toMatch(
      /Camellia.*256 bits/,
    );
    expect(explainCipherSuite("TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256").rfc).toBe("RFC 7905 §2");
  });

  it("survives a name that is none", () => {
    expect(explainCipherSuite("nonsense").title).toBe("nonsense");
    expect(explainCipherSuite("").rfc).toMatch(RFC_SECTION);
  });
});

describe("the other code points", () => {
  it.each([...Object.values(signatureSchemes), "GREASE", "unknown"])("explains the scheme %s", (name) => {
    expectGood(explainSignatureScheme(name));
  });

  it.each([...Object.values(namedGroups), "GREASE", "unknown"])("explains the group %s", (name) => {
    expectGood(explainGroup(name));
  });

  it.each([...Object.values(extensionTypes), ...EXPLAINED_EXTENSIONS, "GREASE", "unknown"])(
    "explains the extension %s",
    (name) => {
      expectGood(explainExtension(name));
    },
  );

  it("has a text of its own for every extension that is decoded, and each a different one", () => {
    const missing = Object.keys(extensions).filter((name) => !EXPLAINED_EXTENSIONS.includes(name));
    expect(missing).toEqual([]);
    const registered = new Set(Object.values(extensionTypes));
    expect(EXPLAINED_EXTENSIONS.filter((name) => !registered.has(name))).toEqual([]);
  });

  it("explains every value of the small registries that a field shows", () => {
    for (const key of ["tls.record.content_type", "tls.handshake.cert_type", "tls.handshake.comp_method"])
      for (let value = 0; value < 256; value++) {
        const explanation = explainField(key, value);
        if (explanation?.text) expectGood(explanation);
      }
    for (let value = 0x0300; value < 0x0305; value++)
      expectGood(explainField("tls.handshake.version", value) ?? { title: "", text: "", rfc: "" });
  });
});

describe("rfcUrl", () => {
  it.each([
    ["RFC 5246 §7.4.4", "https://www.rfc-editor.org/rfc/rfc5246#section-7.4.4"],
    ["RFC 8446 §D.4", "https://www.rfc-editor.org/rfc/rfc8446#appendix-D.4"],
    ["RFC 9846", "https://www.rfc-editor.org/rfc/rfc9846"],
    ["draft-ietf-tls-esni", undefined],
    ["", undefined],
    ["see RFC 5246", undefined],
  ])("turns %s into its address", (rfc, url) => {
    expect(rfcUrl(rfc)).toBe(url);
  });
});
