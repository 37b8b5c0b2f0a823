import { createPrivateKey, createPublicKey, generateKeyPairSync, X509Certificate } from "node:crypto";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeDemoCertificates, type DemoCertificates } from "../../../scripts/demo/certificates";
import { COPIES } from "../../../src/actions/copies";
import { CONVERSIONS, fileName } from "../../../src/actions/conversions";
import { comparedTexts } from "../../../src/actions/comparedText";
import { materialOf, type Material } from "../../../src/actions/material";
import type { NamedFile } from "../../../src/core/convert";
import { findTextObjects } from "../../../src/core/inspect/objects";
import { opensslVersion } from "../../support/openssl";

let made: DemoCertificates;
let folder: string;
beforeAll(async () => {
  made = await makeDemoCertificates();
  folder = mkdtempSync(join(tmpdir(), "tls-inspector-actions-"));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

type JwkWithChain = Extract<Parameters<typeof createPublicKey>[0], { format: "jwk" }>["key"] & {
  readonly x5c: readonly string[];
};

/** The nth object of a text, as an action sees it. */
function materialIn(text: string, n = 0, path?: string): Material {
  const objects = findTextObjects(text);
  const object = objects[n];
  if (!object) throw new Error("no object was found");
  const beside = objects.flatMap((one) => one.read().certificate ?? []);
  return materialOf(object.read(), beside, { path, shell: "posix" });
}

const copy = (material: Material, label: string): string | undefined =>
  COPIES.find((one) => one.label.startsWith(label))?.text(material);
const convert = (material: Material, label: string): unknown =>
  CONVERSIONS.find((one) => one.label === label)?.content(material);
const chainText = (): string =>
  made.root.certificatePem + made.server.certificatePem + made.intermediate.certificatePem;

describe("what is copied of a certificate", () => {
  test("equals what Node's OpenSSL says", () => {
    const x509 = new X509Certificate(made.server.certificatePem);
    const material = materialIn(made.server.certificatePem);
    expect(copy(material, "SHA-256")).toBe(x509.fingerprint256);
    expect(copy(material, "SHA-1")).toBe(x509.fingerprint);
    expect(copy(material, "Serial")?.replaceAll(":", "").toUpperCase()).toBe(x509.serialNumber);
    expect(copy(material, "Public key (PEM)")).toBe(x509.publicKey.export({ type: "spki", format: "pem" }));
    expect(copy(material, "PEM")).toBe(made.server.certificatePem);
  });

  test.runIf(opensslVersion)("an openssl command shows it, from its file and from the shell's input", () => {
    const path = join(folder, "a certificate's.pem");
    writeFileSync(path, made.server.certificatePem);
    for (const material of [materialIn(made.server.certificatePem, 0, path), materialIn(chainText(), 1)]) {
      const command = copy(material, "openssl");
      expect(execFileSync("sh", ["-c", command ?? "false"], { encoding: "utf8" })).toContain(
        "CN = localhost",
      );
    }
  });
});

describe("what a certificate is converted to", () => {
  test.runIf(opensslVersion)("openssl reads", () => {
    const material = materialIn(chainText(), 1);
    const openssl = (args: string, input: unknown): string =>
      execFileSync("openssl", args.split(" "), { input: input as Uint8Array, encoding: "utf8" });
    expect(openssl("x509 -noout -subject", convert(material, "PEM"))).toContain("CN = localhost");
    expect(openssl("x509 -inform DER -noout -subject", convert(material, "DER"))).toContain("CN = localhost");
    expect(openssl("pkey -pubin -noout -text", convert(material, "Public key, PEM (SPKI)"))).toContain(
      "2048 bit",
    );
    const subjects = openssl("pkcs7 -print_certs -noout", convert(material, "PKCS#7, PEM"));
    expect([...subjects.matchAll(/subject=.*CN = ([^,\n]*)/g)].map(([, name]) => name)).toEqual([
      "localhost",
      "TLS Inspector Demo Intermediate",
      "TLS Inspector Demo Root",
    ]);
  });

  test("JWK holds its key and its issuers behind it", () => {
    const jwk = JSON.parse(String(convert(materialIn(chainText(), 1), "JWK"))) as JwkWithChain & {
      x5c: string[];
    };
    const key = createPublicKey({ key: jwk, format: "jwk" });
    expect(key.equals(new X509Certificate(made.server.certificatePem).publicKey)).toBe(true);
    const ders = [made.server, made.intermediate, made.root].map(({ certificatePem }) =>
      new X509Certificate(certificatePem).raw.toString("base64"),
    );
    expect(jwk.x5c).toEqual(ders);
  });

  test("the chain joined stands from leaf to root, and split in files of their own", () => {
    const material = materialIn(chainText());
    const joined = findTextObjects(String(convert(material, "Chain joined, PEM")));
    expect(joined.map((object) => object.read().certificate?.subject.text)).toEqual([
      expect.stringContaining("localhost"),
      expect.stringContaining("Intermediate"),
      expect.stringContaining("Root"),
    ]);
    const files = convert(material, "Chain split, a PEM file each") as NamedFile[];
    expect(files.map(({ name }) => name)).toEqual([
      "1-localhost.pem",
      "2-TLS-Inspector-Demo-Intermediate.pem",
      "3-TLS-Inspector-Demo-Root.pem",
    ]);
    expect(convert(materialIn(made.root.certificatePem), "Chain joined, PEM")).toBeUndefined();
  });

  test("has a name for its file", () => {
    const [pem] = CONVERSIONS;
    expect(pem && fileName(materialIn(made.server.certificatePem), pem)).toBe("localhost.pem");
  });
});

describe("of a private key", () => {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const pem = privateKey.export({ type: "pkcs8", format: "pem" }).toString();

  test("only what is public leaves", () => {
    const secret = createPrivateKey(pem).export({ format: "jwk" }).d ?? "";
    const bytes = Buffer.from(secret, "base64url");
    const material = materialIn(pem, 0, "/tmp/key.pem");
    const all = [
      ...COPIES.map(({ text }) => text(material)),
      ...CONVERSIONS.map(({ content }) => content(material)),
    ];
    for (const one of all) {
      const text =
        one instanceof Uint8Array ? Buffer.from(one).toString("latin1") : JSON.stringify(one ?? "");
      expect(text).not.toContain("PRIVATE KEY");
      expect(text).not.toContain(bytes.toString("latin1"));
      expect(text).not.toContain(secret.slice(4, 24));
    }
    expect(copy(material, "Public key (PEM)")).toBe(publicKey.export({ type: "spki", format: "pem" }));
    expect(copy(material, "openssl")).toBe("openssl pkey -noout -text_pub -inform PEM -in /tmp/key.pem");
  });

  test("an encrypted one gives nothing but a command", () => {
    const locked = privateKey
      .export({ type: "pkcs8", format: "pem", cipher: "aes-128-cbc", passphrase: "x" })
      .toString();
    const material = materialIn(locked);
    expect(CONVERSIONS.map(({ content }) => content(material)).filter((one) => one !== undefined)).toEqual(
      [],
    );
  });
});

test("compared certificates differ in the lines of what differs", () => {
  const [a, b] = [materialIn(made.server.certificatePem), materialIn(made.client.certificatePem)];
  if (!a.certificate || !b.certificate) throw new Error("no certificates");
  const [left, right] = comparedTexts(a.certificate, b.certificate);
  expect(left).toMatch(/^Version\n {4}v3\n/);
  expect(right).toContain("Version\n    v3\n");
  expect(left).toContain("CN=localhost");
  expect(right).not.toContain("CN=localhost");
  const [same, again] = comparedTexts(a.certificate, a.certificate);
  expect(again).toBe(same);
});
