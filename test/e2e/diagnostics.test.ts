import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Locator } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeChain, type MadeChain } from "../support/chains";
import { makeCertificate, OpensslFolder } from "../support/openssl";
import { useDemo } from "./support/demo";
import { focusEditor } from "./support/editor";
import { closeAll } from "./support/run";

const demo = useDemo();
const openssl = new OpensslFolder();
let chain: MadeChain;
/** A leaf for each file, by the file's name, so that a problem's words tell whose it is. */
const leaves = new Map<string, string>();
const leafOf = (name: string): string => leaves.get(name) ?? "";
const path = (name: string): string => join(demo.folder, name);
const write = (name: string, content: string): void => {
  writeFileSync(path(name), content, { mode: 0o600 });
};
const base64 = (text: string): string => Buffer.from(text).toString("base64");
const indent = (pem: string): string => pem.replace(/^(?=.)/gm, "    ");

/** The kinds of file, and how each holds a chain. */
const FILES: readonly (readonly [name: string, hold: (pem: string) => string])[] = [
  ["chain-e2e.pem", (pem) => pem],
  ["secret-e2e.yaml", (pem) => `kind: Secret\ndata:\n  tls.crt: ${base64(pem)}\n`],
  ["values-e2e.yaml", (pem) => `stringData:\n  tls.crt: |\n${indent(pem)}`],
  ["chain-e2e.json", (pem) => `${JSON.stringify({ chain: pem }, undefined, 2)}\n`],
  ["chain_e2e_test.go", (pem) => `package web\n\nvar chain = []byte(\`${pem}\`)\n`],
];

beforeAll(() => {
  chain = makeChain(openssl);
  for (const [name, hold] of FILES) {
    makeCertificate(openssl, name, {
      issuer: "intermediate",
      subject: `/CN=${name}`,
      extensions: ["basicConstraints = critical,CA:FALSE", `subjectAltName = DNS:leaf.example`],
    });
    leaves.set(name, openssl.readText(`${name}.pem`));
    write(name, hold(chain.intermediate + leafOf(name)));
  }
  write("order-e2e.pem", chain.intermediate + chain.leaf);
  write("right-e2e.key", chain.leafKey);
  write("wrong-e2e.key", chain.otherKey);
  write(
    "nginx-e2e.conf",
    "server {\n  ssl_certificate order-e2e.pem;\n  ssl_certificate_key wrong-e2e.key;\n}\n",
  );
});
afterAll(() => {
  openssl.remove();
});

/** The row of the Problems panel that holds this text. */
async function problemRow(text: string): Promise<Locator> {
  const { workbench } = demo;
  const panel = workbench.page.locator(".markers-panel");
  if (!(await panel.isVisible())) await workbench.runCommand("Problems: Focus on Problems View");
  return panel.locator(".monaco-list-row", { hasText: text }).first();
}

/** Goes to a problem from the panel, opens its light bulb and chooses an action. */
async function fixFrom(row: Locator, action: string): Promise<void> {
  const { page } = demo.workbench;
  await row.dblclick();
  await page
    .locator(".editor-instance .squiggly-warning, .editor-instance .squiggly-error")
    .first()
    .waitFor();
  const choice = page.locator(".action-widget .monaco-list-row", { hasText: action }).first();
  for (let attempt = 0; attempt < 5; attempt++) {
    await focusEditor(demo.workbench);
    await page.keyboard.press("ControlOrMeta+.");
    try {
      await choice.click({ timeout: 3000 });
      return;
    } catch {
      await page.keyboard.press("Escape"); // the editor had not gone to the problem yet
    }
  }
  throw new Error(`no such action in the light bulb: ${action}`);
}

async function save(): Promise<void> {
  await demo.workbench.runCommand("File: Save");
  await demo.workbench.page.locator(".tab.active.dirty").waitFor({ state: "detached" });
}

describe.each(FILES)("in %s", (name, hold) => {
  test("a chain out of order is underlined, listed, and put in order from the light bulb", async () => {
    const { workbench } = demo;
    await workbench.openFile(name);
    const row = await problemRow(`stands before "${name}"`);
    await row.waitFor();
    expect(await row.textContent()).toContain("chain.outOfOrder");
    if (name.endsWith(".json")) await workbench.screenshot("diagnostics", { width: 1280, height: 800 });
    await fixFrom(row, "Put the chain in order");
    await row.waitFor({ state: "detached" });
    await save();
    await expect
      .poll(() => readFileSync(path(name), "utf8"), { timeout: 5000 })
      .toBe(hold(leafOf(name) + chain.intermediate));
    await closeAll(workbench);
  });
});

test("an nginx configuration is told at the paths that it names, and its chain put in order from there", async () => {
  const { workbench } = demo;
  await workbench.openFile("nginx-e2e.conf");
  const mismatch = await problemRow("This private key is not the key");
  await mismatch.waitFor();
  const order = await problemRow('stands before "leaf.example"');
  await fixFrom(order, "Put the chain in order in order-e2e.pem");
  await order.waitFor({ state: "detached" });
  await expect
    .poll(() => readFileSync(path("order-e2e.pem"), "utf8"), { timeout: 5000 })
    .toBe(chain.leaf + chain.intermediate);
  openssl.write("fixed.pem", readFileSync(path("order-e2e.pem")));
  openssl.run("verify -CAfile root.pem -untrusted fixed.pem fixed.pem".split(" "));
  // The key is renewed on the disk, and the configuration hears of it.
  writeFileSync(path("wrong-e2e.key"), chain.leafKey);
  await mismatch.waitFor({ state: "detached" });
  await closeAll(workbench);
});
