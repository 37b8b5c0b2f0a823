import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { SUITE_NAMES } from "../../../src/core/crypto/suiteNames";
import { keyBlockLengths, prfHash, suiteOf, SUITES } from "../../../src/core/crypto/suites";
import type { SuiteParameters } from "../../../src/core/crypto/suites";

describe("the table of cipher suites", () => {
  it("reads the parameters of every name, and holds no code point twice", () => {
    expect(SUITES.size).toBe(SUITE_NAMES.length);
    expect(SUITES.size).toBeGreaterThan(120);
  });

  it("knows the suites of TLS 1.3", () => {
    const suite = suiteOf(0x1302);
    expect(suite).toMatchObject({
      name: "TLS_AES_256_GCM_SHA384",
      minVersion: 0x0304,
      maxVersion: 0x0304,
      keyExchange: "tls13",
      cipher: { kind: "aead", name: "aes-256-gcm" },
      hash: "sha384",
      keyLength: 32,
      fixedIvLength: 12,
      recordIvLength: 0,
      tagLength: 16,
    });
    expect([0x1301, 0x1303, 0x1304, 0x1305].map((code) => suiteOf(code)?.tagLength)).toEqual([16, 16, 16, 8]);
  });

  it("knows what changes with the version", () => {
    const suite = suiteOf(0xc013);
    if (suite === undefined) throw new Error("TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA is missing");
    expect(prfHash(suite, 0x0302)).toBe("md5sha1");
    expect(prfHash(suite, 0x0303)).toBe("sha256");
    expect(keyBlockLengths(suite, 0x0301)).toEqual({ macKey: 20, key: 16, iv: 16 });
    expect(keyBlockLengths(suite, 0x0303)).toEqual({ macKey: 20, key: 16, iv: 0 });
  });

  it("has no parameters for what cannot be opened", () => {
    for (const code of [0x0000, 0x0005, 0x000a, 0x00ff, 0x0a0a, -1, 1.5])
      expect(suiteOf(code)).toBeUndefined();
  });
});

const OPENSSL_KEY_EXCHANGE: Readonly<Record<string, SuiteParameters["keyExchange"]>> = {
  RSA: "rsa",
  PSK: "psk",
  DHEPSK: "dhe_psk",
  ECDHEPSK: "ecdhe_psk",
  RSAPSK: "rsa_psk",
  SRP: "srp",
  any: "tls13",
};
const OPENSSL_AUTHENTICATION: Readonly<Record<string, SuiteParameters["authentication"]>> = {
  RSA: "rsa",
  ECDSA: "ecdsa",
  DSS: "dss",
  None: "anon",
  PSK: "psk",
  SRP: "srp",
  any: "tls13",
};
const OPENSSL_CIPHER: Readonly<Record<string, string>> = {
  "AES(128)": "aes-128-cbc",
  "AES(256)": "aes-256-cbc",
  "AESGCM(128)": "aes-128-gcm",
  "AESGCM(256)": "aes-256-gcm",
  "AESCCM(128)": "aes-128-ccm",
  "AESCCM(256)": "aes-256-ccm",
  "AESCCM8(128)": "aes-128-ccm-8",
  "AESCCM8(256)": "aes-256-ccm-8",
  "CHACHA20/POLY1305(256)": "chacha20-poly1305",
};
const OPENSSL_VERSION: Readonly<Record<string, number>> = {
  SSLv3: 0x0301,
  TLSv1: 0x0301,
  "TLSv1.2": 0x0303,
  "TLSv1.3": 0x0304,
};
const MAC: Readonly<Record<string, string>> = { SHA1: "sha1", SHA256: "sha256", SHA384: "sha384" };

describe("the table against `openssl ciphers`", () => {
  const listing = execFileSync("openssl", ["ciphers", "-V", "-stdname", "ALL:COMPLEMENTOFALL:@SECLEVEL=0"], {
    encoding: "utf8",
  });
  const rows = listing.split("\n").flatMap((line) => {
    const match = /0x(..),0x(..) - (\S+)\s+- \S+\s+(\S+)\s+Kx=(\S+)\s+Au=(\S+)\s+Enc=(\S+)\s+Mac=(\S+)/.exec(
      line,
    );
    const [, high, low, name, version, kx, au, enc, mac] = match ?? [];
    const openable = enc !== undefined && enc in OPENSSL_CIPHER;
    return openable ? [{ code: Number(`0x${high}${low}`), name, version, kx, au, enc, mac }] : [];
  });

  it("agrees on every suite that OpenSSL knows and we can open", () => {
    expect(rows.length).toBeGreaterThan(80);
    for (const row of rows) {
      const suite = suiteOf(row.code);
      expect(suite?.name).toBe(row.name);
      expect(suite?.minVersion, row.name).toBe(OPENSSL_VERSION[row.version ?? ""]);
      expect(suite?.authentication, row.name).toBe(OPENSSL_AUTHENTICATION[row.au ?? ""]);
      expect(suite?.cipher.name, row.name).toBe(OPENSSL_CIPHER[row.enc]);
      const mac = suite?.cipher.kind === "cbc" ? suite.cipher.mac : undefined;
      expect(mac, row.name).toBe(MAC[row.mac ?? ""]);
      // OpenSSL writes DH and ECDH for the ephemeral and the anonymous kinds.
      const anonymous = row.au === "None" ? "_anon" : "e";
      const fallback = `${(row.kx ?? "").toLowerCase()}${anonymous}`;
      expect(suite?.keyExchange, row.name).toBe(OPENSSL_KEY_EXCHANGE[row.kx ?? ""] ?? fallback);
    }
  });
});
