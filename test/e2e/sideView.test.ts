import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import type { Frame } from "playwright-core";
import { useDemo } from "./support/demo";
import { focusEditor, selectedText } from "./support/editor";
import { recordSession } from "./support/session";
import { chosenBytes, view } from "./support/views";
import { words } from "./support/words";

const demo = useDemo();
let side: Frame;
let dump: string;
beforeAll(async () => {
  const { page } = demo.workbench;
  dump = readFileSync(join(demo.folder, "client-hello.txt"), "utf8");
  await page.setViewportSize({ width: 1280, height: 900 });
  await demo.workbench.runCommand("View: Show TLS Inspector");
  side = await view(demo.workbench, "side");
});

test("is empty at first, and says what to do", async () => {
  expect(await words(side.locator("tls-empty"))).toMatch(/Nothing decoded yet.*Paste a hex dump/);
  await demo.workbench.screenshot("side-view-empty");
});

test("decodes a pasted dump", async () => {
  await side.getByLabel("Hex dump, PEM or base64").fill(dump);
  await side.getByRole("option", { name: "Client Hello" }).waitFor();
  await side.getByRole("treeitem", { name: "Cipher Suites" }).waitFor();
  await side.getByRole("treeitem", { name: "Version" }).first().click();
  expect(await chosenBytes(side)).toBe("03 03");
});

test("decrypts what a key log opens", async () => {
  const { bytes, keyLog } = await recordSession(demo.servers.oneWay.port);
  const hex = (side: "client" | "server"): string => bytes[side].toString("hex").replace(/../g, "$& ");
  await side.getByText("Key log, to open encrypted records").click();
  await side
    .getByLabel("Hex dump, PEM or base64")
    .fill(`> client\n${hex("client")}\n\n< server\n${hex("server")}\n`);
  await side.getByRole("option", { name: /to client: Server Hello/ }).waitFor();
  expect(await side.getByRole("option", { name: "Encrypted Extensions" }).count()).toBe(0);
  await side.getByLabel("Key log (SSLKEYLOGFILE)").fill(keyLog);
  await side.getByRole("option", { name: /to client: Encrypted Extensions/ }).waitFor();
  await side.getByLabel("Key log (SSLKEYLOGFILE)").fill("");
});

test("says of a text without bytes that nothing was recognised", async () => {
  await side.getByLabel("Hex dump, PEM or base64").fill("the quick brown fox");
  await side.getByText("No TLS bytes, certificate or key was recognised here").first().waitFor();
});

test("takes the editor's selection; a chosen field selects its characters there", async () => {
  const { workbench } = demo;
  await workbench.openFile("client-hello.txt");
  await workbench.page.locator(".editor-instance .view-line").first().click();
  await workbench.page.keyboard.press("ControlOrMeta+A");
  await side.getByText("Taken from client-hello.txt").waitFor();
  await side.getByRole("option", { name: "Client Hello" }).waitFor();
  await side.getByRole("treeitem", { name: "Random" }).first().click();
  const random = await chosenBytes(side);
  expect(random.split(" ")).toHaveLength(32);
  await expect.poll(async () => (await selectedText(workbench)).replace(/\s+/g, " ").trim()).toBe(random);
  await workbench.screenshot("side-view", { width: 1280, height: 900 });
});

test("the cursor in the text chooses the field that stands there", async () => {
  const { workbench } = demo;
  const chosen = (): Promise<string> => words(side.locator('[role=treeitem][aria-selected="true"]'));
  const before = await chosen();
  const line = workbench.page.locator(".editor-instance .view-line", { hasText: "00000140" });
  await line.click({ position: { x: 120, y: 8 } });
  await expect.poll(chosen).not.toBe(before);
  expect(await chosen()).not.toBe("");
});

test("keeps up while the text is edited", async () => {
  const { workbench } = demo;
  const { page } = workbench;
  const version = side.getByRole("treeitem", { name: /^Version/ }).first();
  const top = page.locator(".editor-instance .view-line", { hasText: "00000000" });
  await top.click({ position: { x: 240, y: 8 } }); // on the bytes of the version
  await side.getByRole("treeitem", { name: "Random" }).first().click();
  await version.click();
  await expect.poll(() => selectedText(workbench)).toBe("03 03");
  await focusEditor(workbench);
  await page.keyboard.press("ControlOrMeta+Home");
  await page.keyboard.type("a line more\n");
  // The box holds what is selected, not what was written above it; the field leads to where its bytes are now.
  await side.getByRole("treeitem", { name: "Random" }).first().click();
  const random = (await chosenBytes(side)).replaceAll(" ", "");
  await expect.poll(async () => (await selectedText(workbench)).replace(/\s+/g, "")).toBe(random);
  await version.click();
  await expect.poll(() => selectedText(workbench)).toBe("03 03");
  await focusEditor(workbench);
  await page.keyboard.type("03 02");
  await side
    .getByRole("treeitem", { name: /^Version.*1\.1/ })
    .first()
    .waitFor();
  await workbench.runCommand("File: Revert File");
  await side
    .getByRole("treeitem", { name: /^Version.*1\.2/ })
    .first()
    .waitFor();
});

test("opens the same in a panel", async () => {
  await side.getByRole("button", { name: "Open as session" }).click();
  const panel = await view(demo.workbench, "panel");
  await panel.getByRole("option", { name: "Client Hello" }).waitFor();
  await panel.getByRole("treeitem", { name: "Random" }).first().click();
  await expect.poll(async () => (await selectedText(demo.workbench)).replace(/\s+/g, "")).toHaveLength(64);
});

test("does not follow once it is told not to", async () => {
  const { workbench } = demo;
  await side.getByRole("checkbox", { name: "Follow editor selection" }).click();
  await workbench.openFile("ingress.yaml");
  await workbench.page.locator(".editor-instance .view-line").first().click();
  await workbench.page.keyboard.press("ControlOrMeta+A");
  await workbench.page.waitForTimeout(800);
  expect(await side.locator("tls-certificate-card").count()).toBe(0);
  expect(await side.getByText("Taken from ingress.yaml").count()).toBe(0);
});
