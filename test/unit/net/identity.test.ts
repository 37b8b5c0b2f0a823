import { spawnSync } from "node:child_process";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pureProvider } from "../../../src/core/crypto/pure";
import { schemeOf } from "../../../src/core/crypto/signatureSchemes";
import { readCertificate } from "../../../src/core/x509";
import {
  IdentityError,
  loadIdentity,
  type AskPassphrase,
  type LoadedIdentity,
} from "../../../src/net/identity";
import { makeCertificate, OpensslFolder, opensslVersion, type KeyKind } from "../../support/openssl";

const KINDS: readonly KeyKind[] = ["rsa", "rsa-pss", "p256", "p384", "p521", "ed25519", "ed448"];
const never = (): Promise<string> => Promise.reject(new Error("no passphrase is needed here"));
/** Answers with these passphrases, one for each attempt, and then declines. */
const say =
  (...passphrases: string[]): AskPassphrase =>
  (_, attempt) =>
    Promise.resolve(passphrases[attempt - 1]);

describe.skipIf(opensslVersion === undefined)("client identities out of files that OpenSSL made", () => {
  let folder: OpensslFolder;

  beforeAll(() => {
    folder = new OpensslFolder();
    makeCertificate(folder, "ca", { extensions: ["basicConstraints=critical,CA:TRUE"] });
    for (const kind of KINDS) makeCertificate(folder, kind, { key: kind, issuer: "ca" });
    folder.write("chain.pem", `${folder.readText("ca.pem")}\n${folder.readText("p256.pem")}`);
  }, 60_000);
  afterAll(() => {
    folder.remove();
  });

  async function load(
    certificate: string,
    key?: string,
    ask: AskPassphrase = never,
  ): Promise<LoadedIdentity> {
    const files = { certificate: folder.file(certificate), key: key && folder.file(key) };
    const loaded = await loadIdentity(files, ask);
    if (!loaded) throw new Error("no passphrase was given");
    return loaded;
  }

  async function problem(loading: Promise<unknown>): Promise<[string, string]> {
    const error: unknown = await loading.then(
      () => "it loaded",
      (reason: unknown) => reason,
    );
    if (!(error instanceof IdentityError)) throw new Error(`no IdentityError: ${String(error)}`);
    return [error.problem, error.message];
  }

  /** Signs with each scheme and verifies with the certificate's key. */
  async function expectToSign(loaded: LoadedIdentity): Promise<void> {
    const { identity, signer } = loaded;
    const key = readCertificate(identity.chain[0] ?? new Uint8Array(0))?.publicKey.key;
    expect(identity.schemes.length).toBeGreaterThan(0);
    for (const scheme of identity.schemes) {
      const content = Uint8Array.of(1, 2, 3, scheme & 0xff);
      const parameters = schemeOf(scheme);
      if (!key || !parameters) throw new Error("no key or scheme");
      expect(pureProvider.verify(parameters.algorithm, key, content, await signer(scheme, content))).toBe(
        true,
      );
    }
  }

  it.each(KINDS)("loads %s from PEM, in PKCS#8", async (kind) => {
    await expectToSign(await load(`${kind}.pem`, `${kind}.key`));
  });

  it.each(["rsa", "p256"] as const)(
    "loads %s from the traditional forms, plain and encrypted",
    async (kind) => {
      folder.run(["pkey", "-traditional", "-in", `${kind}.key`, "-out", `${kind}.trad.key`]);
      await expectToSign(await load(`${kind}.pem`, `${kind}.trad.key`));
      for (const cipher of ["aes128", "aes192", "aes256", "des3"]) {
        const name = `${kind}.${cipher}.key`;
        folder.run([
          "pkey",
          "-traditional",
          "-in",
          `${kind}.key`,
          `-${cipher}`,
          "-passout",
          "pass:geheim",
          "-out",
          name,
        ]);
        expect(folder.readText(name)).toContain("DEK-Info");
        await expectToSign(await load(`${kind}.pem`, name, say("geheim")));
        expect((await problem(load(`${kind}.pem`, name, say("falsch"))))[0]).toBe("wrong passphrase");
      }
    },
  );

  it.each([
    ["aes-256-cbc", "hmacWithSHA256"],
    ["aes-128-cbc", "hmacWithSHA1"],
    ["aes-192-cbc", "hmacWithSHA512"],
    ["des3", "hmacWithSHA256"],
  ])("opens encrypted PKCS#8 with %s and %s", async (cipher, prf) => {
    folder.run([
      ...["pkcs8", "-topk8", "-v2", cipher, "-v2prf", prf, "-in", "ed25519.key"],
      ...["-passout", "pass:pässwörd", "-out", "locked.key"],
    ]);
    await expectToSign(await load("ed25519.pem", "locked.key", say("pässwörd")));
    expect((await problem(load("ed25519.pem", "locked.key", say("passwort"))))[0]).toBe("wrong passphrase");
    await expectToSign(await load("ed25519.pem", "locked.key", say("one", "two", "pässwörd")));
    const files = { certificate: folder.file("ed25519.pem"), key: folder.file("locked.key") };
    expect(await loadIdentity(files, say())).toBeUndefined();
    let asked = 0;
    const stubborn: AskPassphrase = () => Promise.resolve(`wrong ${String(++asked)}`);
    expect((await problem(load("ed25519.pem", "locked.key", stubborn)))[0]).toBe("wrong passphrase");
    expect(asked).toBe(5);
  });

  it("opens encrypted PKCS#8 with scrypt, and with PKCS#12's triple DES", async () => {
    folder.run(["pkcs8", "-topk8", "-scrypt", "-in", "p384.key", "-passout", "pass:x", "-out", "scrypt.key"]);
    await expectToSign(await load("p384.pem", "scrypt.key", say("x")));
    folder.run([
      ...["pkcs8", "-topk8", "-v1", "PBE-SHA1-3DES", "-in", "p384.key", "-passout", "pass:x"],
      ...["-out", "3des.key"],
    ]);
    await expectToSign(await load("p384.pem", "3des.key", say("x")));
  });

  const pkcs12 = (name: string, ...more: string[]): void => {
    folder.run([
      ...["pkcs12", "-export", "-inkey", "p256.key", "-in", "p256.pem", "-certfile", "ca.pem"],
      ...["-out", name, ...more],
    ]);
  };

  it("opens PKCS#12 as OpenSSL makes it now, with the chain in order", async () => {
    pkcs12("new.p12", "-passout", "pass:geheim");
    const loaded = await load("new.p12", undefined, say("geheim"));
    await expectToSign(loaded);
    const subjects = loaded.identity.chain.map((der) => readCertificate(der)?.subject.text);
    expect(subjects).toEqual(["CN=p256", "CN=ca"]);
    const [kind, message] = await problem(load("new.p12", undefined, say("falsch")));
    expect([kind, message.includes("The passphrase is wrong")]).toEqual(["wrong passphrase", true]);
  });

  const legacy = spawnSync("openssl", ["list", "-providers", "-provider", "legacy"]).status === 0;
  it.skipIf(!legacy)("opens old PKCS#12 with RC2 and triple DES", async () => {
    pkcs12("old.p12", "-legacy", "-passout", "pass:geheim");
    expect(folder.run(["asn1parse", "-inform", "DER", "-in", "old.p12"])).toContain("pkcs7-data");
    await expectToSign(await load("old.p12", undefined, say("geheim")));
    pkcs12(
      "rc2.p12",
      "-legacy",
      "-certpbe",
      "PBE-SHA1-RC2-128",
      "-keypbe",
      "PBE-SHA1-2DES",
      "-passout",
      "pass:é",
    );
    await expectToSign(await load("rc2.p12", undefined, say("é")));
  });

  it("opens PKCS#12 with an empty passphrase, without encryption, without MAC", async () => {
    pkcs12("empty.p12", "-passout", "pass:");
    await expectToSign(await load("empty.p12", undefined, say("")));
    pkcs12("plain.p12", "-certpbe", "NONE", "-keypbe", "NONE", "-nomac", "-passout", "pass:");
    await expectToSign(await load("plain.p12", undefined, say("whatever")));
  });

  it("finds key and certificate in one PEM file, in any order, and in DER", async () => {
    folder.write("both.pem", `${folder.readText("chain.pem")}\n${folder.readText("p256.key")}`);
    const loaded = await load("both.pem");
    await expectToSign(loaded);
    expect(loaded.identity.chain.map((der) => readCertificate(der)?.subject.text)).toEqual([
      "CN=p256",
      "CN=ca",
    ]);
    folder.run(["pkcs8", "-topk8", "-nocrypt", "-in", "p256.key", "-outform", "DER", "-out", "p256.key.der"]);
    await expectToSign(await load("p256.der", "p256.key.der"));
  });

  it("tells a key that is another certificate's", async () => {
    for (const key of ["p384.key", "rsa.key", "ca.key"]) {
      const [kind, message] = await problem(load("p256.pem", key));
      expect(kind).toBe("key does not match");
      expect(message).toContain("CN=p256");
    }
  });

  it("says what is missing or damaged, and never throws anything else", async () => {
    expect((await problem(load("nowhere.pem", "p256.key")))[1]).toContain("there is no such file");
    expect((await problem(load("p256.key", "p256.key")))[0]).toBe("no certificate");
    expect((await problem(load("p256.pem", "p256.pem")))[0]).toBe("no key");
    expect((await problem(load("p256.pem")))[0]).toBe("no key");
    const lines = folder.readText("p256.key").split("\n");
    folder.write("broken.key", [...lines.slice(0, 2), lines.at(-2) ?? ""].join("\n"));
    expect((await problem(load("p256.pem", "broken.key")))[0]).toBe("damaged");
    folder.write("half.key", lines.slice(0, 2).join("\n"));
    expect((await problem(load("p256.pem", "half.key")))[0]).toBe("damaged");
  });

  it("takes no flipped byte of a PKCS#12 file for a usable identity of another key, and never breaks", async () => {
    pkcs12("flip.p12", "-iter", "1", "-maciter", "-passout", "pass:geheim");
    const good = folder.read("flip.p12");
    const problems = new Map<string, number>();
    for (let at = 0; at < good.length; at += 3) {
      const bad = good.slice();
      bad[at] = (bad[at] ?? 0) ^ 0x21;
      folder.write("bad.p12", bad);
      const [kind] = await load("bad.p12", undefined, say("geheim")).then(
        () => ["loaded"] as const,
        (error: unknown) => {
          if (!(error instanceof IdentityError)) throw error;
          return [error.problem] as const;
        },
      );
      problems.set(kind, (problems.get(kind) ?? 0) + 1);
    }
    expect([...problems.keys()]).toEqual(expect.arrayContaining(["damaged", "wrong passphrase"]));
    expect(problems.get("loaded") ?? 0).toBeLessThan(5);
  });
});
