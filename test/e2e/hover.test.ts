import { createPublicKey, generateKeyPairSync } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { useDemo } from "./support/demo";
import { hoverWords } from "./support/editor";
import { makeRequest, makeRevocationList } from "./support/pem";
import { closeAll } from "./support/run";
import { view } from "./support/views";

const demo = useDemo({ daysValid: 12 });
const write = (name: string, content: string): void => {
  writeFileSync(join(demo.folder, name), content);
};

beforeAll(async () => {
  const { client, intermediate } = demo.certificates;
  write("request.pem", await makeRequest(client));
  write("list.pem", await makeRevocationList(intermediate));
  write("public.pem", createPublicKey(client.keyPem).export({ type: "spki", format: "pem" }).toString());
  const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
  write("rsa.pem", rsa.export({ type: "pkcs1", format: "pem" }).toString());
});

/** Opens a file and gives what the hover over its first PEM block says. */
async function hoverText(file: string, label: string): Promise<string> {
  const { workbench } = demo;
  await workbench.openFile(file);
  const text = await hoverWords(workbench, `BEGIN ${label}`);
  await workbench.page.mouse.move(2, 2);
  return text;
}

describe("hovering over", () => {
  test("a certificate inside YAML", async () => {
    const text = await hoverText("ingress.yaml", "CERTIFICATE");
    expect(text).toContain("CN=localhost");
    expect(text).toContain("Issuer O=TLS Inspector Demo, CN=TLS Inspector Demo Intermediate");
    expect(text).toContain("127.0.0.1");
    expect(text).toMatch(/expires in 1[12] days/);
    expect(text).toContain("RSA 2048 bits");
    expect(text).toMatch(/SHA-256 ([0-9a-f]{2}:?){32}/i);
    await demo.workbench.hover("BEGIN CERTIFICATE");
    await demo.workbench.screenshot("hover-certificate", { width: 1280, height: 800 });
  });

  test("a line in the middle of one, in a .pem file", async () => {
    const { workbench } = demo;
    await workbench.openFile("certificates/ca/root.pem");
    const middle = demo.certificates.root.certificatePem.split("\n")[3] ?? "";
    expect(await hoverWords(workbench, middle)).toContain("CN=TLS Inspector Demo Root");
  });

  test("a certificate signing request", async () => {
    const text = await hoverText("request.pem", "CERTIFICATE REQUEST");
    expect(text).toContain("CN=demo-client");
    expect(text).toMatch(/P-256/);
  });

  test("a revocation list", async () => {
    const text = await hoverText("list.pem", "X509 CRL");
    expect(text).toContain("CN=TLS Inspector Demo Intermediate");
    expect(text).toContain("Revoked certificates 1");
  });

  test("a public key", async () => {
    expect(await hoverText("public.pem", "PUBLIC KEY")).toMatch(/P-256/);
  });

  test("private keys: kind and size, nothing secret", async () => {
    const secret = /[0-9a-f]{16}|([0-9a-f]{2}:){8}|[A-Za-z0-9+/]{40}/;
    const plain = await hoverText("certificates/client.key", "PRIVATE KEY");
    expect(plain).toMatch(/P-256/);
    await demo.workbench.hover("BEGIN PRIVATE KEY");
    await demo.workbench.screenshot("hover-private-key", { width: 1280, height: 800 });
    const rsa = await hoverText("rsa.pem", "RSA PRIVATE KEY");
    expect(rsa).toMatch(/RSA.*2048 bits/);
    const locked = await hoverText("certificates/client-encrypted.key", "ENCRYPTED PRIVATE KEY");
    expect(locked).toMatch(/encrypted/i);
    for (const text of [plain, rsa, locked]) expect(text).not.toMatch(secret);
  });
});

test("the hover's link opens the certificate in the panel", async () => {
  const { workbench } = demo;
  await workbench.openFile("ingress.yaml");
  await workbench.hover("BEGIN CERTIFICATE");
  await workbench.page.locator(".monaco-hover a", { hasText: "Open in TLS Inspector" }).click();
  const panel = await view(workbench, "panel");
  await panel.locator("tls-certificate-card").first().waitFor();
  await panel.getByRole("treeitem", { name: "Subject" }).first().waitFor();
  await workbench.screenshot("certificate-from-hover", { width: 1400, height: 900 });
  await closeAll(workbench);
});
