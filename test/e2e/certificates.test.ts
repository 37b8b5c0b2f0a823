import { beforeAll, describe, expect, test } from "vitest";
import { lensTexts, objectHover, openNewFile, writeCertificateFiles } from "./support/certificates";
import { useDemo } from "./support/demo";
import { closeAll } from "./support/run";
import { view } from "./support/views";

const demo = useDemo({ daysValid: 12 });
beforeAll(() => {
  writeCertificateFiles(demo);
});

/** Where a certificate stands, and a text of the line to hover over. */
const FILES = [
  { file: "chain.pem", over: "BEGIN" },
  { file: "secret.yaml", over: "LS0tLS1" },
  { file: "config.json", over: "BEGIN CERTIFICATE" },
  { file: "nginx.conf", over: "BEGIN CERTIFICATE" },
  { file: "server_test.go", over: "BEGIN CERTIFICATE" },
];

describe.each(FILES)("in $file", ({ file, over }) => {
  beforeAll(async () => {
    const { workbench } = demo;
    await workbench.page.setViewportSize({ width: 1280, height: 800 });
    await openNewFile(workbench, file);
  });

  test("a line above the certificate says whose it is, until when, by whom and with what key", async () => {
    const [first] = await lensTexts(demo.workbench.page, /localhost/);
    expect(first).toMatch(
      /localhost · expires in 1[12] days · issued by TLS Inspector Demo Intermediate · RSA/,
    );
  });

  test("a hint beside it counts the days", async () => {
    const { page } = demo.workbench;
    const hint = page.locator(".editor-instance .view-line", { hasText: /1[12]\sdays\sleft/ });
    await hint.first().waitFor();
  });

  test("the hover says more", async () => {
    const { workbench } = demo;
    const text = await objectHover(workbench, over);
    expect(text).toContain("CN=localhost");
    expect(text).toMatch(/expires in 1[12] days/);
    expect(text).toMatch(/SHA-256 [0-9a-f]{64}/);
    await workbench.screenshot(`certificates-${file.replace(/\W/g, "-")}`);
    await workbench.page.mouse.move(2, 400);
  });
});

test("of a Kubernetes secret the key's line says its kind and nothing secret", async () => {
  const { workbench } = demo;
  await workbench.openFile("secret.yaml");
  const texts = await lensTexts(workbench.page, /Private Key/);
  expect(texts.join("\n")).toMatch(/RSA 2048 bits · Private Key/);
});

test("a click on the line opens the certificate in the panel", async () => {
  const { workbench } = demo;
  await workbench.openFile("chain.pem");
  await lensTexts(workbench.page, /Demo Intermediate/);
  await workbench.page
    .locator(".codelens-decoration a", { hasText: "TLS Inspector Demo Root" })
    .first()
    .click();
  const panel = await view(workbench, "panel");
  await panel.locator("tls-certificate-card").first().waitFor();
  await closeAll(workbench);
});

describe("a .pem file", () => {
  beforeAll(async () => {
    await demo.workbench.openFile("chain.pem");
    await lensTexts(demo.workbench.page, /localhost/);
  });

  test("has an outline of subjects", async () => {
    const { workbench } = demo;
    await workbench.page.keyboard.press("ControlOrMeta+Shift+O");
    await workbench.quickPick("TLS Inspector Demo Intermediate").waitFor();
    const rows = workbench.page.locator(".quick-input-list .monaco-list-row .label-name");
    expect((await rows.allInnerTexts()).map((text) => text.trim())).toEqual([
      "localhost",
      "TLS Inspector Demo Intermediate",
      "TLS Inspector Demo Root",
    ]);
    await workbench.screenshot("certificates-outline");
    await workbench.page.keyboard.press("Escape");
  });

  test("folds each block", async () => {
    const { workbench } = demo;
    await workbench.runCommand("Fold All");
    const lines = workbench.page.locator(".editor-instance .view-line");
    await expect.poll(() => lines.count()).toBeLessThan(10);
    await workbench.screenshot("certificates-folded");
    await workbench.runCommand("Unfold All");
    await expect.poll(() => lines.count()).toBeGreaterThan(10);
  });

  test.each(["light", "high contrast", "dark"] as const)("is coloured in a %s theme", async (theme) => {
    const { workbench } = demo;
    await workbench.setTheme(theme);
    const colour = (text: string): Promise<string> =>
      workbench.page
        .locator(".editor-instance .view-line span span", { hasText: text })
        .first()
        .evaluate((span) => getComputedStyle(span).color);
    await expect.poll(async () => (await colour("BEGIN")) === (await colour("MII"))).toBe(false);
    await workbench.screenshot(`certificates-pem-${theme.replace(" ", "-")}`);
  });
});
