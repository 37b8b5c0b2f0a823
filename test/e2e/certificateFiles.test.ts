import { X509Certificate } from "node:crypto";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { Locator } from "playwright-core";
import { useDemo } from "./support/demo";
import { makeRevocationList } from "./support/pem";
import { view } from "./support/views";
import { words } from "./support/words";

const demo = useDemo({ daysValid: 12 });
const write = (name: string, content: string | Uint8Array): void => {
  writeFileSync(join(demo.folder, name), content);
};

beforeAll(async () => {
  const { server, intermediate } = demo.certificates;
  write("server.der", new X509Certificate(server.certificatePem).raw);
  write("text.crt", server.certificatePem);
  write("list.crl", await makeRevocationList(intermediate));
});

describe("a file with a certificate", () => {
  test("opens decoded when it is DER", async () => {
    const { workbench } = demo;
    await open("server.der");
    const panel = await view(workbench, "panel");
    await panel.getByRole("button", { name: "localhost" }).first().waitFor();
    expect(await words(panel.locator("tls-header"))).toContain("CN=localhost");
    await panel.getByRole("treeitem", { name: "Serial Number" }).waitFor();
    await workbench.screenshot("certificate-file", { width: 1280, height: 800 });
  });

  test("is shown again when it changes on disk", async () => {
    write("server.der", new X509Certificate(demo.certificates.root.certificatePem).raw);
    const panel = await view(demo.workbench, "panel");
    await panel.getByRole("button", { name: "TLS Inspector Demo Root" }).first().waitFor();
  });

  test("in text goes to the text and back", async () => {
    const { workbench } = demo;
    await open("text.crt");
    await view(workbench, "panel", 0);
    await workbench.runCommand("TLS: Show as Text");
    await workbench.page.locator(".editor-instance .view-line", { hasText: "BEGIN" }).first().waitFor();
    await workbench.runCommand("TLS: Show Decoded");
    const panel = await view(workbench, "panel", 0);
    await panel.getByRole("button", { name: "localhost" }).first().waitFor();
  });

  test("may be a revocation list", async () => {
    await open("list.crl");
    const panel = await view(demo.workbench, "panel");
    await panel.getByRole("treeitem", { name: "Revoked Certificates" }).waitFor();
  });
});

describe("the certificates of the workspace", () => {
  const rows = (): Locator =>
    demo.workbench.page.locator(".pane", { hasText: "Certificates" }).getByRole("treeitem");

  test("stand in the side bar, what ends first at the top", async () => {
    const { workbench } = demo;
    await workbench.page.setViewportSize({ width: 1280, height: 1000 });
    await workbench.page.locator('.activitybar [aria-label^="TLS Inspector"]').first().click();
    await rows().filter({ hasText: "ingress.yaml" }).first().waitFor();
    const texts = await rows().allInnerTexts();
    const place = (part: RegExp): number => texts.findIndex((text) => part.test(text));
    expect(place(/localhost.*expires in 1[12] days/s)).toBeGreaterThan(0);
    expect(place(/localhost/)).toBeLessThan(place(/Demo Root/));
    expect(texts.some((text) => text.includes("Private keys"))).toBe(true);
    await workbench.screenshot("workspace-certificates", { width: 1280, height: 1000 });
  });

  test("open at their characters", async () => {
    const { workbench } = demo;
    await rows().filter({ hasText: "ingress.yaml" }).first().click();
    await workbench.page.locator('.tab.active[data-resource-name="ingress.yaml"]').waitFor();
    await workbench.page.locator(".statusbar", { hasText: /Ln 8, Col/ }).waitFor();
  });

  test("follow files that come and go", async () => {
    write("certificates/another.pem", demo.certificates.client.certificatePem);
    await rows().filter({ hasText: "another.pem" }).waitFor();
    rmSync(join(demo.folder, "certificates/another.pem"));
    await rows().filter({ hasText: "another.pem" }).waitFor({ state: "detached" });
  });
});

/** Opens a file that no text editor shows. */
async function open(name: string): Promise<void> {
  const { page, quickInput, quickPick } = {
    page: demo.workbench.page,
    quickInput: demo.workbench.quickInput,
    quickPick: (text: string) => demo.workbench.quickPick(text),
  };
  await page.keyboard.press("ControlOrMeta+P");
  await quickInput.fill(name);
  await quickPick(name).click();
  await page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor();
}
