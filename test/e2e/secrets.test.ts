import { generateKeyPairSync } from "node:crypto";
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import type { Frame } from "playwright-core";
import { DEMO_PASSPHRASE } from "../../scripts/demo/workspace";
import { useDemo } from "./support/demo";
import { focusEditor } from "./support/editor";
import { saveAs } from "./support/files";
import { recordMessages, type Recorder } from "./support/recorder";
import { closeAll, runTwoWay } from "./support/run";
import { linesOf, secretsOf } from "./support/secrets";
import { finished, openTab, view } from "./support/views";

const demo = useDemo();
let recorder: Recorder;
let secrets: string[];
let rsaPem: string;
beforeAll(async () => {
  const { workbench, certificates, folder } = demo;
  rsaPem = generateKeyPairSync("rsa", { modulusLength: 2048 })
    .privateKey.export({ type: "pkcs1", format: "pem" })
    .toString();
  writeFileSync(join(folder, "rsa.pem"), rsaPem);
  const der = rsaPem.replace(/-----[^-]+-----|\s/g, "");
  writeFileSync(join(folder, "bare.txt"), `${der}\n`);
  const hex = Buffer.from(der, "base64")
    .toString("hex")
    .replace(/../g, "$& ")
    .replace(/(.{48})/g, "$1\n");
  writeFileSync(join(folder, "dump.txt"), hex);
  const files = ["client.key", "client-encrypted.key"].map((name) =>
    readFileSync(join(folder, "certificates", name), "utf8"),
  );
  secrets = [
    ...secretsOf(certificates.client.keyPem),
    ...secretsOf(rsaPem),
    ...[...files, rsaPem].flatMap(linesOf),
  ];
  recorder = await recordMessages(workbench.page);
  await workbench.page.reload();
  await workbench.page.locator(".monaco-workbench .statusbar").waitFor({ timeout: 60_000 });
});

/** Where a secret was posted: what stands around it. */
function leaked(): string[] {
  const found: string[] = [];
  for (const message of recorder.messages)
    for (const secret of secrets) {
      const at = message.indexOf(secret);
      if (at >= 0) found.push(`${message.slice(0, 120)} … ${message.slice(Math.max(0, at - 80), at + 20)}`);
    }
  return found.slice(0, 3);
}

/** Shows everything a panel has. */
async function walk(panel: Frame): Promise<void> {
  for (const tab of ["Certificates", "Parameters", "Keys", "Findings", /Handshake|Fields/]) {
    // What an inspection has nothing of has no tab.
    if ((await panel.getByRole("tab", { name: tab }).count()) === 0) continue;
    await openTab(panel, tab);
    await demo.workbench.page.waitForTimeout(200);
  }
}

test("the recorder sees what the host posts to webviews", async () => {
  const { workbench, servers } = demo;
  await runTwoWay(workbench, `localhost:${String(servers.twoWay.port)}`, "demo client");
  const panel = await view(workbench, "panel");
  await finished(panel);
  await walk(panel);
  await openTab(panel, "Certificates");
  await panel.getByRole("button", { name: "demo-client", exact: true }).click();
  const { client } = demo.certificates;
  const publicHalf = Buffer.from(
    client.certificate.subjectPublicKeyInfo.subjectPublicKey.valueBlock.valueHexView,
  );
  const posted = recorder.messages.join("\n");
  expect(posted).toContain('"name":"overview"');
  expect(posted).toContain("Both sides proved who they are");
  await expect.poll(() => recorder.messages.join("\n")).toContain(publicHalf.subarray(1, 17).toString("hex"));
  expect(leaked()).toEqual([]);
});

test("two-way handshakes with encrypted keys and PKCS#12 post no key and no passphrase", async () => {
  const { workbench, servers } = demo;
  for (const [identity, file] of [
    ["demo client, encrypted key", "client-encrypted.key"],
    ["demo client, PKCS#12", "client.p12"],
  ] as const) {
    await closeAll(workbench);
    await runTwoWay(workbench, `localhost:${String(servers.twoWay.port)}`, identity);
    await workbench.answer(`Passphrase for ${file}`, DEMO_PASSPHRASE);
    const panel = await view(workbench, "panel");
    await finished(panel);
    await walk(panel);
  }
  expect(leaked()).toEqual([]);
  // "demo" is a word of many names here; as a value it would stand in quotes.
  const toWebviews = recorder.messages.filter(
    (message) => message.includes('"notification"') || message.includes('"response"'),
  );
  expect(toWebviews.length).toBeGreaterThan(10);
  expect(toWebviews.filter((message) => message.includes(`"${DEMO_PASSPHRASE}"`))).toEqual([]);
});

for (const [name, label] of [
  ["certificates/client.key", "Private Key"],
  ["certificates/client-encrypted.key", "Encrypted"],
  ["rsa.pem", "RSA Private Key"],
  ["bare.txt", "Private Key"],
  ["dump.txt", "Private Key"],
] as const) {
  test(`a private key in ${name}: in panel, side view and export`, async () => {
    const { workbench, folder } = demo;
    await closeAll(workbench);
    await workbench.openFile(name);
    await workbench.runCommand("TLS: Inspect This Editor");
    const panel = await view(workbench, "panel");
    await panel.getByRole("treeitem").first().waitFor();
    await panel.getByRole("treeitem").last().click();
    await workbench.screenshot(`private-key-${name.replace(/\W+/g, "-")}`, { width: 1280, height: 800 });
    await walk(panel);
    const path = join(folder, `${name.replace(/\W/g, "-")}.json`);
    await panel.getByRole("button", { name: "Export" }).click();
    await panel.getByRole("menuitem", { name: "JSON" }).click();
    await saveAs(workbench, "Export JSON", path);
    await expect.poll(() => existsSync(path) && statSync(path).size > 0).toBe(true);
    const exported = readFileSync(path, "utf8");
    expect(secrets.filter((secret) => exported.includes(secret))).toEqual([]);

    await workbench.runCommand("View: Show TLS Inspector");
    const side = await view(workbench, "side");
    await focusEditor(workbench);
    await workbench.page.keyboard.press("ControlOrMeta+A");
    await side.getByText(label).first().waitFor();
    // … and a part of it, which alone does not show what it is.
    await workbench.page.keyboard.press("ControlOrMeta+Home");
    await workbench.page.keyboard.press("ArrowDown");
    await workbench.page.keyboard.press("Home");
    for (let i = 0; i < 40; i++) await workbench.page.keyboard.press("Shift+ArrowRight");
    await workbench.page.waitForTimeout(500);
    expect(leaked()).toEqual([]);
    await workbench.page.locator('.activitybar [aria-label^="Explorer"]').first().click();
  });
}
