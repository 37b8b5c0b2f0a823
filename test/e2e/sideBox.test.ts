import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import type { Frame, Locator } from "playwright-core";
import { useDemo } from "./support/demo";
import { chosenBytes, view } from "./support/views";
import { words } from "./support/words";

const demo = useDemo();
let side: Frame;
let dump: string;
const box = (): Locator => side.getByLabel("Hex dump, PEM or base64");
const marked = async (): Promise<string> =>
  (await side.locator("tls-text-box mark").allInnerTexts()).join(" ").replace(/\s+/g, " ");
const clipboard = (): Promise<string> => demo.workbench.page.evaluate(() => navigator.clipboard.readText());

beforeAll(async () => {
  dump = readFileSync(join(demo.folder, "client-hello.txt"), "utf8").replace(/\r/g, "");
  await demo.workbench.page.setViewportSize({ width: 1280, height: 900 });
  await demo.workbench.runCommand("View: Show TLS Inspector");
  side = await view(demo.workbench, "side");
});

test("says what was pasted, and marks a chosen field's characters in it", async () => {
  await box().fill(dump);
  await side.getByRole("treeitem", { name: "Cipher Suites" }).waitFor();
  expect(await words(side.locator("tls-found [role=status]"))).toMatch(
    /, \d+ bytes, TLS record: Client Hello$/,
  );
  await side.getByRole("treeitem", { name: "Random" }).first().click();
  await expect.poll(marked).not.toBe("");
  const bytes = (await chosenBytes(side)).replace(/\s+/g, "");
  expect(bytes).toHaveLength(64);
  expect((await marked()).replace(/\s+/g, "")).toBe(bytes);
  await demo.workbench.screenshot("side-box", { width: 1280, height: 900 });
});

test("copies the field as a C array, by keyboard alone", async () => {
  const { page } = demo.workbench;
  await side.getByRole("treeitem", { name: "Version" }).first().click();
  await expect.poll(() => chosenBytes(side)).toBe("03 03");
  await page.keyboard.press("Shift+F10");
  const menu = side.getByRole("menu");
  await menu.waitFor();
  for (const key of ["ArrowDown", "ArrowDown", "ArrowRight"]) await page.keyboard.press(key);
  await expect.poll(() => menu.getAttribute("aria-label")).toBe("Copy field as");
  await page.keyboard.press("c");
  await page.keyboard.press("Enter");
  await expect.poll(clipboard).toMatch(/0x03,\s*0x03/);
});

test("the caret in the box chooses its field", async () => {
  const { page } = demo.workbench;
  const at = dump.indexOf("16 03 01");
  await box().evaluate((area, place) => {
    if (area instanceof HTMLTextAreaElement) area.setSelectionRange(place, place);
  }, at);
  await box().focus();
  await page.keyboard.press("ArrowRight");
  await expect.poll(() => chosenBytes(side)).toBe("16");
});

test("is there again when the view was hidden, and when the window was reloaded", async () => {
  const { workbench } = demo;
  await side.getByRole("treeitem", { name: "Random" }).first().click();
  await expect.poll(async () => (await chosenBytes(side)).split(" ").length).toBe(32);
  await workbench.page.locator('.activitybar [aria-label^="Explorer"]').first().click();
  await workbench.runCommand("View: Show TLS Inspector");
  side = await view(workbench, "side");
  await expect.poll(() => box().inputValue()).toBe(dump);
  await expect.poll(async () => (await chosenBytes(side)).split(" ").length).toBe(32);
  await workbench.page.waitForTimeout(8000); // the workbench in a browser stores what views keep every 5 s
  await workbench.page.reload();
  await workbench.page.locator(".monaco-workbench .statusbar").waitFor({ timeout: 60_000 });
  await workbench.runCommand("View: Show TLS Inspector");
  side = await view(workbench, "side");
  await expect.poll(() => box().inputValue(), { timeout: 20_000 }).toBe(dump);
  await side.getByRole("treeitem", { name: "Random" }).first().waitFor();
  await expect.poll(async () => (await chosenBytes(side)).split(" ").length).toBe(32);
  await expect.poll(async () => (await marked()).split(" ").length).toBeGreaterThan(10);
});
