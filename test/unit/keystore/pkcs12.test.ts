import { spawnSync } from "node:child_process";
import { createPrivateKey, pbkdf2Sync } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writeOctetString, writeOid, writeSequence, writeUnsigned } from "../../../src/core/asn1/write";
import { pureProvider } from "../../../src/core/crypto/pure";
import { wholeElement } from "../../../src/core/keystore/der";
import { readDerivation } from "../../../src/core/keystore/passwordEncryption";
import { passwordsOf } from "../../../src/core/keystore/passwords";
import { Budget, finish, finishInSlices } from "../../../src/core/keystore/work";
import { openPkcs12, openPkcs12WithKeys, type Pkcs12 } from "../../../src/core/keystore/pkcs12";
import { KeystoreError } from "../../../src/core/keystore/problem";
import { bagBytes } from "../../../src/core/keystore/safeContents";
import { toHex } from "../../../src/core/bytes/hex";
import { makeCertificate, OpensslFolder, opensslVersion } from "../../support/openssl";
import { testProvider as provider } from "../../support/provider";

const legacy = spawnSync("openssl", ["list", "-providers", "-provider", "legacy"]).status === 0;
const open = (bytes: Uint8Array, passphrase?: string): Pkcs12 => openPkcs12(bytes, { passphrase, provider });

describe.skipIf(opensslVersion === undefined)("PKCS#12 files that OpenSSL made", () => {
  let folder: OpensslFolder;
  let leaf: Uint8Array;
  let ca: Uint8Array;
  const made = (name: string, passphrase: string, ...more: string[]): Uint8Array => {
    folder.run([
      ...["pkcs12", "-export", "-inkey", "leaf.key", "-in", "leaf.pem", "-certfile", "ca.pem"],
      ...["-name", "mein Schlüssel", "-caname", "die CA", "-passout", `pass:${passphrase}`],
      ...["-out", name, ...more],
    ]);
    return folder.read(name);
  };
  const certificates = ({ bags }: Pkcs12): string[] =>
    bags.filter(({ kind }) => kind === "certificate").map((bag) => toHex(bagBytes(bag)));
  const expectOpen = (bytes: Uint8Array, passphrase: string): void => {
    const file = openPkcs12WithKeys(bytes, { passphrase, provider });
    expect(certificates(file)).toEqual([toHex(leaf), toHex(ca)]);
    const [key, ...more] = file.keys;
    expect(more).toEqual([]);
    const pkcs8 = createPrivateKey(folder.readText("leaf.key")).export({ type: "pkcs8", format: "der" });
    expect(toHex(key ?? new Uint8Array(0))).toBe(toHex(new Uint8Array(pkcs8)));
  };

  beforeAll(() => {
    folder = new OpensslFolder();
    ca = makeCertificate(folder, "ca", { extensions: ["basicConstraints=critical,CA:TRUE"] });
    leaf = makeCertificate(folder, "leaf", { issuer: "ca", key: "rsa" });
  });
  afterAll(() => {
    folder.remove();
  });

  it("opens what is made today, with names and which certificate has its key", () => {
    const bytes = made("new.p12", "geheim");
    expectOpen(bytes, "geheim");
    const file = open(bytes, "geheim");
    expect([file.status, file.integrity, file.mac]).toEqual(["open", "holds", "HMAC-SHA-256, 2,048 rounds"]);
    const [first, second, key] = file.bags;
    expect([first?.kind, first?.friendlyName]).toEqual(["certificate", "mein Schlüssel"]);
    expect([second?.kind, second?.friendlyName]).toEqual(["certificate", "die CA"]);
    expect(key?.shrouded).toBe("PBES2: AES-256-CBC, PBKDF2 with HMAC-SHA-256, 2,048 rounds");
    expect(first?.localKeyId).toMatch(/^[0-9a-f]{40}$/);
    expect(first?.localKeyId).toBe(key?.localKeyId);
    expect(second?.localKeyId).toBeUndefined();
  });

  it.each([
    ["PBE-SHA1-3DES", "PBE-SHA1-2DES"],
    ["PBE-SHA1-RC2-128", "PBE-SHA1-RC2-40"],
    ["PBE-SHA1-RC4-128", "PBE-SHA1-RC4-40"],
    ["PBE-SHA1-RC2-40", "PBE-SHA1-3DES"],
  ])("opens certificates under %s and the key under %s", (certpbe, keypbe) => {
    if (!legacy) return;
    const bytes = made("old.p12", "pässwörd", "-legacy", "-certpbe", certpbe, "-keypbe", keypbe);
    expectOpen(bytes, "pässwörd");
    expect(open(bytes, "passwort").status).toBe("wrong passphrase");
    expect(open(bytes).status).toBe("needs passphrase");
  });

  it.each(["aes-128-cbc", "aes-192-cbc", "aes-256-cbc", "des-ede3-cbc"])("opens PBES2 with %s", (cipher) => {
    const bytes = made("pbes2.p12", "x", "-certpbe", cipher, "-keypbe", cipher, "-macalg", "sha512");
    expectOpen(bytes, "x");
    expect(open(bytes, "y")).toMatchObject({
      status: "wrong passphrase",
      message: "The passphrase is wrong",
    });
  });

  it.each(["md5", "sha1", "sha224", "sha256", "sha384", "sha512", "sha512-256", "sha3-256"])(
    "checks a MAC with %s",
    (hash) => {
      const bytes = made("mac.p12", "x", "-macalg", hash, "-iter", "1");
      expect(open(bytes, "x")).toMatchObject({ status: "open", integrity: "holds" });
      expect(open(bytes, "y")).toMatchObject({ status: "wrong passphrase" });
    },
  );

  it("opens an empty passphrase without being told", () => {
    const bytes = made("empty.p12", "");
    expectOpen(bytes, "");
    expect(open(bytes)).toMatchObject({ status: "open", integrity: "holds" });
    expect(open(bytes, "x").status).toBe("wrong passphrase");
  });

  it("reads what nothing encrypts, with and without a MAC", () => {
    const bare = made("bare.p12", "", "-certpbe", "NONE", "-keypbe", "NONE", "-nomac");
    expectOpen(bare, "whatever");
    expect(open(bare)).toMatchObject({ status: "open", integrity: "absent" });
    const signed = made("signed.p12", "geheim", "-certpbe", "NONE");
    expect(open(signed)).toMatchObject({ status: "open", integrity: "not checked" });
    expect(certificates(open(signed))).toEqual([toHex(leaf), toHex(ca)]);
    expect(open(signed, "geheim")).toMatchObject({ status: "open", integrity: "holds" });
    expect(open(signed, "falsch").status).toBe("wrong passphrase");
    const unchecked = made("unchecked.p12", "geheim", "-nomac", "-certpbe", "aes-256-cbc");
    expectOpen(unchecked, "geheim");
    expect(open(unchecked).status).toBe("needs passphrase");
    expect(open(unchecked, "falsch").status).toBe("wrong passphrase");
  });

  it("tells damage from a wrong passphrase", () => {
    const bytes = made("damage.p12", "geheim", "-iter", "1");
    const { parts } = open(bytes, "geheim");
    const middle = ((parts[0]?.stored.start ?? 0) + (parts[0]?.stored.end ?? 0)) >> 1;
    const flipped = bytes.slice();
    flipped[middle] = (flipped[middle] ?? 0) ^ 1;
    const damaged = open(flipped, "geheim");
    expect([damaged.status, damaged.message]).toEqual([
      "damaged",
      "The file is damaged or was changed: its MAC does not fit its content, which the passphrase opens",
    ]);
    expect(open(flipped, "falsch").status).toBe("wrong passphrase");
    expect(open(bytes.subarray(0, bytes.length - 10), "geheim")).toMatchObject({
      status: "damaged",
      message: "The file is damaged at byte 1: SEQUENCE is longer than what is left of the bytes",
    });
    expect(open(new Uint8Array(0)).status).toBe("damaged");
    expect(() => openPkcs12WithKeys(flipped, { passphrase: "geheim", provider })).toThrow(KeystoreError);
  });

  it("never throws on flipped bytes, and ends", () => {
    const bytes = made("flip.p12", "geheim", "-iter", "1");
    let seed = 1;
    const random = (below: number): number => {
      seed = (seed * 48271) % 0x7fffffff;
      return seed % below;
    };
    const seen = new Set<string>();
    for (let i = 0; i < 200; i++) {
      const flipped = bytes.slice();
      const at = random(bytes.length);
      flipped[at] = (flipped[at] ?? 0) ^ (1 << random(8));
      for (const passphrase of ["geheim", undefined]) seen.add(open(flipped, passphrase).status);
    }
    expect([...seen]).toEqual(expect.arrayContaining(["damaged", "wrong passphrase", "needs passphrase"]));
  });
});

describe("parameters of key derivation", () => {
  const pbkdf2 = (rounds: number): Uint8Array =>
    writeSequence(
      writeOid("1.2.840.113549.1.5.12"),
      writeSequence(
        writeOctetString(new Uint8Array(8)),
        writeUnsigned(Uint8Array.of(rounds >>> 24, rounds >>> 16, rounds >>> 8, rounds)),
      ),
    );
  const attempt = (rounds: number): string => {
    const scheme = readDerivation(wholeElement(pbkdf2(rounds)));
    const derivation = { provider, budget: new Budget() };
    const [password] = passwordsOf("x");
    if (!password) return "no password";
    try {
      return toHex(finish(scheme.derive(derivation, password, 16)));
    } catch (error) {
      if (error instanceof KeystoreError) return error.message;
      throw error;
    }
  };

  it("refuse more rounds than anybody waits for, and say so", () => {
    expect(attempt(10_000_001)).toBe("It asks for more than 10,000,000 rounds of key derivation");
    expect(attempt(0)).toBe("It asks for 0 rounds of key derivation");
    expect(attempt(3)).toBe(pbkdf2Sync("x", new Uint8Array(8), 3, 16, "sha1").toString("hex"));
  });

  it("are spent over a whole file", () => {
    const budget = new Budget();
    budget.spend(6_000_000);
    expect(() => {
      budget.spend(6_000_000);
    }).toThrow(KeystoreError);
  });

  it("are worked off in slices, with the same result", async () => {
    const derivation = { provider: pureProvider, budget: new Budget() };
    const [password] = passwordsOf("x");
    if (!password) throw new Error("no password");
    let pauses = 0;
    const pause = (): Promise<void> => {
      pauses++;
      return Promise.resolve();
    };
    const scheme = readDerivation(wholeElement(pbkdf2(20_000)));
    const key = await finishInSlices(scheme.derive(derivation, password, 24), pause);
    expect(toHex(key)).toBe(pbkdf2Sync("x", new Uint8Array(8), 20_000, 24, "sha1").toString("hex"));
    expect(pauses).toBeGreaterThan(5);
  });
});
