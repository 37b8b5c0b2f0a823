import { expect, test } from "vitest";
import { active, posted, useBrowser } from "./browser";

const { open } = useBrowser();
const SIDE = { fixture: "empty", view: "side" } as const;

test("a pasted dump is inspected, with the key log when one is given", async () => {
  const page = await open(SIDE, 300);
  await page.getByRole("textbox", { name: "Hex dump, PEM or base64" }).fill("16 03 01");
  await expect.poll(() => posted(page, "inspectText")).toEqual([{ text: "16 03 01" }]);
  await expect.poll(() => page.getByRole("option").count()).toBe(13);
  await page.getByText("Key log, to open encrypted records").click();
  await page.getByRole("textbox", { name: "Key log" }).fill("CLIENT_RANDOM 00 00\n");
  await expect.poll(() => posted(page, "inspectText")).toHaveLength(2);
  expect((await posted(page, "inspectText"))[1]).toEqual({ text: "16 03 01", keyLog: "CLIENT_RANDOM 00 00" });
});

test("a chosen field is selected in the editor", async () => {
  const page = await open(SIDE, 300);
  await page.getByRole("textbox", { name: "Hex dump, PEM or base64" }).fill("16 03 01");
  await page.getByRole("treeitem", { name: "Version" }).first().click();
  await expect.poll(() => active(page, "tree")).toContain("Version: TLS 1.2");
  await expect.poll(() => posted(page, "reveal")).toEqual([{ revision: 1, row: 3 }]);
});

test("follows the editor's selection and shows what was taken", async () => {
  const page = await open(SIDE, 300);
  const follow = page.getByRole("checkbox", { name: "Follow editor selection" });
  await expect.poll(() => follow.getAttribute("aria-checked")).toBe("true");
  await follow.click();
  await follow.click();
  await expect.poll(() => posted(page, "follow")).toEqual([{ on: false }, { on: true }]);
  await page.evaluate(() => {
    window.harness.send({
      type: "notification",
      name: "text",
      params: { text: "0b 00", label: "dump.txt:3", mayKeep: true },
    });
  });
  await expect.poll(() => page.getByRole("textbox", { name: "Hex dump" }).inputValue()).toBe("0b 00");
  expect(await page.locator("tls-side .from").innerText()).toBe("Taken from dump.txt:3");
});

test("opens as a session in the panel", async () => {
  const page = await open({ fixture: "mutual12", view: "side" }, 300);
  await page.getByRole("button", { name: "Open as session" }).click();
  expect(await posted(page, "openInPanel")).toEqual([{}]);
});
