import { describe, expect, it } from "vitest";
import { suiteOf } from "../../../src/core/crypto/suites";
import { defaultOffer } from "../../../src/core/engine/defaults";
import { pureProvider } from "../../../src/core/crypto/pure";
import type { EngineOptions } from "../../../src/core/engine/types";
import { engineOptions, OfferError } from "../../../src/net/offer";
import { parseTarget } from "../../../src/net/target";
import type { ConnectRequest } from "../../../src/protocol";

type Names = Omit<ConnectRequest, "target" | "mutual">;

function offerOf(names: Names, target = "localhost:443"): EngineOptions {
  return engineOptions({ target, mutual: false, ...names }, parseTarget(target), pureProvider);
}

describe("an offer by names", () => {
  it("is the default's without names, and every suite in it is one that we can do", () => {
    expect(offerOf({})).toMatchObject(defaultOffer());
    for (const suite of defaultOffer().cipherSuites) expect(suiteOf(suite)?.name).toMatch(/^TLS_/);
  });

  it("offers only suites that go with the versions", () => {
    const tls12 = offerOf({ maxVersion: "TLS 1.2" });
    expect(tls12.versions).toEqual([0x0303]);
    expect(tls12.cipherSuites).not.toContain(0x1301);
    expect(offerOf({ minVersion: "TLS 1.3" })).toMatchObject({
      versions: [0x0304],
      cipherSuites: [0x1301, 0x1302, 0x1303],
    });
  });

  it("offers only versions that go with the suites", () => {
    expect(offerOf({ cipherSuites: ["tls_rsa_with_aes_128_cbc_sha"] })).toMatchObject({
      versions: [0x0303],
      cipherSuites: [0x002f],
    });
    expect(offerOf({ cipherSuites: ["TLS_AES_128_CCM_SHA256"] }).versions).toEqual([0x0304]);
  });

  it("sends the share of the first group that is named", () => {
    expect(offerOf({ groups: ["secp384r1", "X25519"] })).toMatchObject({ groups: [24, 29], keyShares: [24] });
  });

  it("names the server, but no IP address (RFC 6066 §3), unless told otherwise", () => {
    expect(offerOf({}).serverName).toBe("localhost");
    expect(offerOf({}, "127.0.0.1").serverName).toBeUndefined();
    expect(offerOf({ serverName: "example.org" }, "127.0.0.1").serverName).toBe("example.org");
  });

  it.each([
    [{ minVersion: "TLS 1.3", maxVersion: "TLS 1.2" }, /above the highest/],
    [{ cipherSuites: ["AES128-SHA"] }, /is no cipher suite.*IANA/],
    [{ cipherSuites: ["TLS_RSA_WITH_RC4_128_SHA"] }, /cannot do/],
    [{ cipherSuites: ["TLS_DH_anon_WITH_AES_128_CBC_SHA"] }, /cannot do/],
    [{ cipherSuites: ["TLS_AES_128_GCM_SHA256"], maxVersion: "TLS 1.2" }, /None of the cipher suites/],
    [{ groups: ["p256"] }, /is no group/],
    [{ groups: ["ffdhe2048"] }, /cannot do the group ffdhe2048/],
    [{ alpn: ["é"] }, /ALPN/],
    [{ alpn: [""] }, /ALPN/],
  ] as const)("says why it cannot offer %j", (names, words) => {
    expect(() => offerOf(names)).toThrow(OfferError);
    expect(() => offerOf(names)).toThrow(words);
  });
});
