import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inspectKeystore, type KeystoreInspection } from "../../src/core/inspect/keystore";
import { makeCertificate, OpensslFolder, opensslVersion } from "../support/openssl";
import { coverageProblems } from "../support/leaves";
import { testProvider as provider } from "../support/provider";

const has = (program: string, ...args: string[]): boolean =>
  spawnSync(program, args, { stdio: "ignore" }).error === undefined;

/** Opens with the passphrase that is given. */
function inspect(bytes: Uint8Array, passphrase?: string): KeystoreInspection {
  const trust = { roots: undefined, storeName: "none", at: "2026-11-24T12:00:00Z" };
  return inspectKeystore(bytes, { label: "keystore", passphrase, provider, trust });
}

/** These programs take 600,000 rounds, each time. Milliseconds. */
const SLOW = 180_000;

const subjects = ({ inspection }: KeystoreInspection): string[] =>
  inspection.certificates.map(({ subject }) => subject);
const labels = ({ inspection }: KeystoreInspection): (string | undefined)[] =>
  inspection.certificates.map(({ label }) => label);
const findings = ({ inspection }: KeystoreInspection, id: string): string[] =>
  inspection.findings.filter((finding) => finding.id === id).map(({ message }) => message);

/** Flips a bit at 200 places: whatever comes of it, it comes without an exception. */
function expectToBearDamage(bytes: Uint8Array, passphrase: string): void {
  let seed = bytes.length;
  const random = (below: number): number => (seed = (seed * 48271) % 0x7fffffff) % below;
  for (let i = 0; i < 200; i++) {
    const flipped = bytes.slice();
    const at = random(bytes.length);
    flipped[at] = (flipped[at] ?? 0) ^ (1 << random(8));
    const { inspection } = inspect(flipped, passphrase);
    expect(coverageProblems(inspection.fields)).toEqual([]);
  }
}

describe.skipIf(opensslVersion === undefined)("keystores that other programs made", () => {
  let folder: OpensslFolder;
  const run = (program: string, ...args: string[]): string =>
    execFileSync(program, args, { cwd: folder.path, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });

  beforeAll(() => {
    folder = new OpensslFolder();
    makeCertificate(folder, "ca", { extensions: ["basicConstraints=critical,CA:TRUE"] });
    makeCertificate(folder, "leaf", { issuer: "ca", key: "rsa" });
    folder.write("chain.pem", folder.readText("leaf.pem") + folder.readText("ca.pem"));
    folder.run([
      ..."pkcs12 -export -inkey leaf.key -in leaf.pem -certfile ca.pem -name leaf -iter 1".split(" "),
      ..."-passout pass:geheim -out openssl.p12".split(" "),
    ]);
  });
  afterAll(() => {
    folder.remove();
  });

  describe.skipIf(!has("keytool", "-help"))("by Java's keytool", () => {
    const keytool = (...args: string[]): string => run("keytool", ...args);
    const made = (name: string, type: string): Uint8Array => {
      keytool(
        ...["-importkeystore", "-srckeystore", "openssl.p12", "-srcstoretype", "PKCS12"],
        ...["-srcstorepass", "geheim", "-srcalias", "leaf", "-destalias", "mein schlüssel"],
        ...["-destkeystore", name, "-deststoretype", type, "-deststorepass", "geheim", "-noprompt"],
      );
      keytool(
        ...["-importcert", "-file", "ca.pem", "-alias", "die ca", "-noprompt"],
        ...["-keystore", name, "-storetype", type, "-storepass", "geheim"],
      );
      return folder.read(name);
    };

    it.each(["JKS", "JCEKS"])("lists the entries of %s, and checks its integrity", (type) => {
      const bytes = made(`store.${type.toLowerCase()}`, type);
      const right = inspect(bytes, "geheim");
      expect([right.needsPassphrase, right.wrong]).toEqual([false, false]);
      expect(subjects(right)).toEqual(expect.arrayContaining(["CN=leaf", "CN=ca"]));
      expect(labels(right)).toEqual(expect.arrayContaining(["mein schlüssel", "die ca"]));
      expect(findings(right, "keystore.entry").sort()).toEqual([
        expect.stringMatching(/^Entry “die ca”: a trusted certificate, made on 20\d\d-/),
        expect.stringMatching(
          /^Entry “mein schlüssel”: a private key with a chain of 2 certificates, protected by /,
        ),
      ]);
      expect(findings(right, "keystore.integrity")).toEqual([
        `The integrity hash of the ${type} file fits the passphrase`,
      ]);
      expect(coverageProblems(right.inspection.fields)).toEqual([]);
      expect(inspect(bytes, "falsch")).toMatchObject({ needsPassphrase: false, wrong: true });
      expect(inspect(bytes, "")).toMatchObject({ needsPassphrase: false, wrong: true });
      const none = inspect(bytes);
      expect(none).toMatchObject({ needsPassphrase: true, wrong: false });
      expect(subjects(none)).toEqual(subjects(right));
      expectToBearDamage(bytes, "geheim");
    });

    it("passes over secret keys in JCEKS", () => {
      keytool(
        ...["-genseckey", "-keyalg", "AES", "-keysize", "256", "-alias", "geheimnis"],
        ...["-keystore", "secret.jceks", "-storetype", "JCEKS", "-storepass", "geheim", "-keypass", "geheim"],
      );
      keytool(
        ...["-importcert", "-file", "ca.pem", "-alias", "zz ca", "-noprompt"],
        ...["-keystore", "secret.jceks", "-storetype", "JCEKS", "-storepass", "geheim"],
      );
      const bytes = folder.read("secret.jceks");
      const right = inspect(bytes, "geheim");
      expect(right.wrong).toBe(false);
      expect(subjects(right)).toEqual(["CN=ca"]);
      expect(
        findings(right, "keystore.entry").some((text) => text.startsWith("Entry “geheimnis”: a secret key")),
      ).toBe(true);
      expectToBearDamage(bytes, "geheim");
    });

    it("opens its PKCS#12", () => {
      const bytes = made("java.p12", "PKCS12");
      const right = inspect(bytes, "geheim");
      expect([right.needsPassphrase, right.wrong]).toEqual([false, false]);
      expect(subjects(right)).toEqual(expect.arrayContaining(["CN=leaf", "CN=ca"]));
      expect(labels(right)).toEqual(expect.arrayContaining(["mein schlüssel", "die ca"]));
      expect(
        findings(right, "keystore.entry").some((text) => text.startsWith("Trusted certificate “die ca”")),
      ).toBe(true);
      expect(inspect(bytes, "falsch")).toMatchObject({ wrong: true, needsPassphrase: false });
      expect(inspect(bytes)).toMatchObject({ wrong: false, needsPassphrase: true });
      expect(coverageProblems(right.inspection.fields)).toEqual([]);
    });
  });

  it.skipIf(!has("certtool", "--version"))(
    "opens PKCS#12 by GnuTLS's certtool",
    () => {
      for (const cipher of ["aes-256", "3des-pkcs12", "rc2-40"]) {
        run(
          "certtool",
          ...["--to-p12", "--load-privkey", "leaf.key", "--load-certificate", "leaf.pem"],
          ...["--load-ca-certificate", "ca.pem", "--p12-name", "mein leaf", "--password", "geheim"],
          ...["--pkcs-cipher", cipher, "--outder", "--outfile", "gnutls.p12"],
        );
        const bytes = folder.read("gnutls.p12");
        const right = inspect(bytes, "geheim");
        expect([cipher, right.needsPassphrase, right.wrong]).toEqual([cipher, false, false]);
        expect(subjects(right)).toEqual(["CN=leaf", "CN=ca"]);
        expect(labels(right)).toContain("mein leaf");
        expect(coverageProblems(right.inspection.fields)).toEqual([]);
        expect(inspect(bytes, "falsch")).toMatchObject({ wrong: true, needsPassphrase: false });
        expect(inspect(bytes)).toMatchObject({ wrong: false, needsPassphrase: true });
      }
    },
    SLOW,
  );

  it.skipIf(!has("pk12util", "-H") || !has("certutil", "-H"))(
    "opens PKCS#12 by NSS's pk12util",
    () => {
      mkdirSync(folder.file("nss"));
      run("certutil", "-N", "-d", "sql:nss", "--empty-password");
      run("pk12util", "-i", "openssl.p12", "-d", "sql:nss", "-W", "geheim");
      for (const how of [
        [],
        ["-c", "aes-128-cbc", "-C", "aes-256-cbc"],
        ["-c", "des-ede3-cbc", "-C", "rc2-cbc"],
      ]) {
        const made = spawnSync(
          "pk12util",
          ["-o", "nss.p12", "-n", "leaf", "-d", "sql:nss", "-W", "geheim", ...how],
          {
            cwd: folder.path,
            encoding: "utf8",
          },
        );
        expect([how, made.status]).toEqual([how, 0]);
        const bytes = folder.read("nss.p12");
        const right = inspect(bytes, "geheim");
        expect([how, right.needsPassphrase, right.wrong, findings(right, "keystore.unsupported")]).toEqual([
          how,
          false,
          false,
          [],
        ]);
        expect(subjects(right)).toEqual(expect.arrayContaining(["CN=leaf", "CN=ca"]));
        expect(coverageProblems(right.inspection.fields)).toEqual([]);
        expect(inspect(bytes, "falsch")).toMatchObject({ wrong: true, needsPassphrase: false });
        expect(inspect(bytes)).toMatchObject({ wrong: false, needsPassphrase: true });
      }
    },
    SLOW,
  );

  it("shows no byte of a private key, whatever opens", () => {
    const [key] = folder
      .run("pkcs8 -topk8 -nocrypt -in leaf.key -outform DER".split(" "))
      .split("\0")
      .slice(-1);
    expect(key).toBeDefined();
    const { inspection } = inspect(folder.read("openssl.p12"), "geheim");
    const secret = inspection.sources.all.filter((source) => source.kind === "bytes" && source.secret);
    expect(secret.length).toBeGreaterThan(0);
    expect(
      inspection.certificates.map(({ span }) => inspection.sources.byteSource(span.source).secret),
    ).toEqual([false, false]);
    expectToBearDamage(folder.read("openssl.p12"), "geheim");
  });
});
