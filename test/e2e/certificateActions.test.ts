import { X509Certificate } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { lensTexts, objectHover, openNewFile, writeCertificateFiles } from "./support/certificates";
import { useDemo } from "./support/demo";
import { saveAs } from "./support/files";
import { closeAll } from "./support/run";

const demo = useDemo();
beforeAll(() => {
  writeCertificateFiles(demo);
});
beforeEach(async () => {
  await openNewFile(demo.workbench, "chain.pem");
  await lensTexts(demo.workbench.page, /Demo Intermediate/);
});

const clickLens = async (title: string): Promise<void> => {
  await demo.workbench.page.locator(".codelens-decoration a", { hasText: title }).first().click();
};
const pick = async (row: string | RegExp): Promise<void> => {
  await demo.workbench.quickPick(row).click();
};
const clipboard = (): Promise<string> => demo.workbench.page.evaluate(() => navigator.clipboard.readText());

test("copies the fingerprint from the line above the certificate", async () => {
  const { workbench, certificates } = demo;
  await clickLens("Copy…");
  await workbench.quickPick("SHA-256 fingerprint").waitFor();
  await workbench.screenshot("certificate-copy");
  await pick("SHA-256 fingerprint");
  await expect.poll(clipboard).toBe(new X509Certificate(certificates.server.certificatePem).fingerprint256);
});

test("converts from the hover to PKCS#7, in a new editor", async () => {
  const { workbench } = demo;
  await objectHover(workbench, "BEGIN");
  await workbench.screenshot("certificate-hover-actions");
  await workbench.page.locator(".monaco-hover a", { hasText: "Convert…" }).first().click();
  await workbench.quickPick("PKCS#7, PEM").waitFor();
  await workbench.screenshot("certificate-convert");
  await pick("PKCS#7, PEM");
  await workbench.page.locator(".editor-instance .view-line", { hasText: "BEGIN PKCS7" }).first().waitFor();
  await workbench.runCommand("View: Revert and Close Editor");
});

test("saves DER from the palette, with the cursor in the certificate", async () => {
  const { workbench, folder, certificates } = demo;
  await workbench.page.keyboard.press("ControlOrMeta+G");
  await workbench.quickInput.fill(":5");
  await workbench.page.keyboard.press("Enter");
  await workbench.runCommand("TLS: Save Certificate or Key As…");
  await pick(/^DER/);
  const path = join(folder, "saved.der");
  await saveAs(workbench, "Save as DER", path);
  await expect.poll(() => existsSync(path)).toBe(true);
  expect(readFileSync(path)).toEqual(new X509Certificate(certificates.server.certificatePem).raw);
});

test("compares two certificates side by side", async () => {
  const { workbench } = demo;
  await clickLens("Compare…");
  await workbench.quickPick("TLS Inspector Demo Root").waitFor();
  await workbench.screenshot("certificate-compare-pick");
  await pick("TLS Inspector Demo Root");
  const diff = workbench.page.locator(".monaco-diff-editor");
  await diff.waitFor();
  await expect.poll(() => diff.innerText()).toMatch(/CN=localhost/);
  await workbench.page.setViewportSize({ width: 1400, height: 900 });
  for (const theme of ["light", "high contrast", "dark"] as const) {
    await workbench.setTheme(theme);
    await workbench.screenshot(`certificate-compare-${theme.replace(" ", "-")}`);
  }
  await closeAll(workbench);
});

test("is in the editor's menu where the cursor stands in a certificate", async () => {
  const { workbench } = demo;
  const { page } = workbench;
  const token = page.locator(".editor-instance .view-line span span", { hasText: "BEGIN" }).first();
  await token.click();
  await page.waitForTimeout(500);
  await token.click({ button: "right" });
  await page.locator(".monaco-menu", { hasText: "Convert Certificate or Key…" }).waitFor();
  await workbench.screenshot("certificate-menu");
  await page.keyboard.press("Escape");
});
