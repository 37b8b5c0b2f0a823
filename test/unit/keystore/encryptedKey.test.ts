import { spawnSync } from "node:child_process";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { toHex } from "../../../src/core/bytes/hex";
import { decryptPem, decryptPkcs8 } from "../../../src/core/keystore/encryptedKey";
import { findPemBlocks } from "../../../src/core/text/pem";
import { makeKey, OpensslFolder, opensslVersion } from "../../support/openssl";
import { testProvider as provider } from "../../support/provider";

const legacy = spawnSync("openssl", ["list", "-providers", "-provider", "legacy"]).status === 0;

describe.skipIf(opensslVersion === undefined)("private keys that OpenSSL encrypted", () => {
  let folder: OpensslFolder;
  let plain: string;
  beforeAll(() => {
    folder = new OpensslFolder();
    makeKey(folder, "rsa", "rsa");
    folder.run("pkcs8 -topk8 -nocrypt -in rsa.key -outform DER -out plain.der".split(" "));
    plain = toHex(folder.read("plain.der"));
  });
  afterAll(() => {
    folder.remove();
  });

  it.each([
    ["-v2", "aes-128-cbc", "-v2prf", "hmacWithSHA1"],
    ["-v2", "aes-192-cbc", "-v2prf", "hmacWithSHA224"],
    ["-v2", "aes-256-cbc", "-v2prf", "hmacWithSHA384"],
    ["-v2", "aes-256-cbc", "-v2prf", "hmacWithSHA512"],
    ["-v2", "des3", "-v2prf", "hmacWithSHA256"],
    ["-v2", "aes-256-cbc", "-iter", "20000"],
    ["-scrypt"],
    ["-scrypt", "-scrypt_N", "1024", "-scrypt_r", "4", "-scrypt_p", "3"],
    ["-v1", "PBE-SHA1-3DES"],
    ["-v1", "PBE-SHA1-2DES", "-iter", "10000"],
    ...(legacy
      ? [
          ["-v1", "PBE-MD5-DES"],
          ["-v1", "PBE-SHA1-DES"],
          ["-v1", "PBE-MD5-RC2-64"],
          ["-v1", "PBE-SHA1-RC2-64"],
          ["-v1", "PBE-SHA1-RC2-128"],
          ["-v1", "PBE-SHA1-RC4-128"],
          ["-v2", "des"],
          ["-v2", "rc2"],
          ["-v2", "rc2-40-cbc"],
        ].map((args) => [...args, "-provider", "legacy", "-provider", "default"])
      : []),
  ])("opens PKCS#8 made with %s %s %s %s", (...how) => {
    const args = how.filter((arg) => typeof arg === "string");
    folder.run([
      ...["pkcs8", "-topk8", "-in", "rsa.key", "-outform", "DER", "-out", "locked.der"],
      ...["-passout", "pass:geheim", ...args],
    ]);
    const locked = folder.read("locked.der");
    expect(toHex(decryptPkcs8(locked, { passphrase: "geheim", provider }))).toBe(plain);
    expect(() => decryptPkcs8(locked, { passphrase: "falsch", provider })).toThrow(
      "The passphrase does not open it",
    );
  });

  it.each(["aes128", "aes192", "aes256", "des3", "des"])("opens traditional PEM made with %s", (cipher) => {
    folder.run("rsa -in rsa.key -traditional -outform DER -out trad.der".split(" "));
    const how = cipher === "des" ? ["-provider", "legacy", "-provider", "default"] : [];
    if (cipher === "des" && !legacy) return;
    folder.run([
      ...[
        "rsa",
        "-in",
        "rsa.key",
        "-traditional",
        `-${cipher}`,
        "-passout",
        "pass:geheim",
        "-out",
        "trad.key",
      ],
      ...how,
    ]);
    const [block] = findPemBlocks(folder.readText("trad.key"));
    if (!block) throw new Error("no PEM block");
    const info = block.headers.find(({ name }) => name === "DEK-Info")?.value ?? "";
    expect(toHex(decryptPem(info, block.bytes, "geheim"))).toBe(toHex(folder.read("trad.der")));
    expect(() => decryptPem(info, block.bytes, "falsch")).toThrow("The passphrase does not open it");
    expect(() => decryptPem("AES-256-CBC,00", block.bytes, "geheim")).toThrow("initialization vector");
    expect(() => decryptPem("SEED-CBC,00", block.bytes, "geheim")).toThrow(
      "SEED-CBC, which is not done here",
    );
  });
});
