import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { active, posted, useBrowser, words } from "./browser";

const { open } = useBrowser();
const on = (page: Page): Promise<string> =>
  page
    .locator("tls-hex .byte.on")
    .allInnerTexts()
    .then((bytes) => bytes.join(" "));

describe("tree and bytes move together", () => {
  test("a field highlights its bytes", async () => {
    const page = await open();
    await page.getByRole("treeitem", { name: "Cipher Suite: TLS_RSA_WITH_AES_128_GCM_SHA256" }).click();
    await expect.poll(() => on(page)).toBe("00 9c");
    await expect.poll(() => words(page.locator("tls-field-info"))).toContain("How keys are agreed on");
  });

  test("a byte chooses the innermost field, a minor one too", async () => {
    const page = await open();
    await page.getByRole("treeitem", { name: "Version" }).first().waitFor();
    await page.locator("tls-hex #byte-5").click();
    await expect.poll(() => active(page, "tree")).toBe("Version: TLS 1.2 (0x0303)");
    expect(await page.getByRole("treeitem", { name: "Length" }).count()).toBe(0);
    await page.locator("tls-hex #byte-2").click();
    await expect.poll(() => active(page, "tree")).toBe("Length: 144");
    await expect.poll(() => on(page)).toBe("00 00 90");
  });

  test("bytes by keyboard: the cursor moves and the field follows", async () => {
    const page = await open();
    await page.getByRole("treeitem", { name: "Version" }).first().waitFor();
    await page.getByRole("grid").focus();
    await page.keyboard.press("ArrowDown");
    await expect.poll(() => active(page, "tree")).toContain("Random");
    await page.keyboard.press("Control+End");
    await expect.poll(() => active(page, "tree")).toContain("Length: 0");
  });

  test("the host's selection moves both, without asking for the editor's", async () => {
    const page = await open({ fixture: "big" });
    await page.getByRole("treeitem", { name: "Authority 1" }).first().waitFor();
    await page.evaluate(() => {
      window.harness.send({ type: "notification", name: "select", params: { revision: 1, row: 1 } });
    });
    await expect.poll(() => active(page, "tree")).toContain("Handshake Type");
    await page.waitForTimeout(300);
    expect(await posted(page, "reveal")).toEqual([]);
    await page.getByRole("treeitem", { name: "CN=Authority 2" }).first().click();
    await expect.poll(() => posted(page, "reveal")).toEqual([{ revision: 1, row: 7 }]);
  });
});

describe("the tree", () => {
  test("has ARIA levels, positions and states", async () => {
    const page = await open();
    const item = page.getByRole("treeitem", { name: "Cipher Suites" });
    await item.waitFor();
    expect(await item.getAttribute("aria-level")).toBe("2");
    expect(await item.getAttribute("aria-expanded")).toBe("true");
    expect(await item.getAttribute("aria-posinset")).toBe("6");
    expect(await item.getAttribute("aria-setsize")).toBe("8");
    expect(
      await page.getByRole("treeitem", { name: "Version" }).first().getAttribute("aria-expanded"),
    ).toBeNull();
  });

  test("is moved in, opened and closed by keyboard", async () => {
    const page = await open();
    await page.getByRole("treeitem", { name: "Cipher Suites" }).waitFor();
    await page.getByRole("tree").focus();
    const steps: readonly (readonly [string, string])[] = [
      ["ArrowDown", "Handshake Type: Client Hello (1)"],
      ["e", "Extensions: 5 extensions"],
      ["ArrowRight", "server_name: localhost"],
      ["ArrowRight", "server_name: localhost"],
      ["ArrowRight", "Type: server_name (0x0000)"],
      ["ArrowLeft", "server_name: localhost"],
      ["ArrowLeft", "server_name: localhost"],
      ["ArrowLeft", "Extensions: 5 extensions"],
      ["ArrowLeft", "Extensions: 5 extensions"],
      ["End", "Extensions: 5 extensions"],
      ["Home", "Client Hello: 148 bytes"],
    ];
    for (const [key, expected] of steps) {
      await page.keyboard.press(key);
      await expect.poll(() => active(page, "tree"), { message: `after ${key}` }).toBe(expected);
    }
  });

  test("shows lengths and tags when asked for", async () => {
    const page = await open();
    await page.getByRole("treeitem", { name: "Cipher Suites" }).waitFor();
    await page.getByRole("button", { name: "Show lengths and tags" }).click();
    await expect.poll(() => page.getByRole("treeitem", { name: "Length: 144" }).count()).toBe(1);
  });

  test("finds fields by value and steps through them", async () => {
    const page = await open();
    await page.getByRole("searchbox").fill("x25519");
    await page.keyboard.press("Enter");
    await expect.poll(() => active(page, "tree")).toBe("Group: x25519 (0x001d)");
    await page.keyboard.press("Enter");
    await expect.poll(() => active(page, "listbox")).toContain("Server Key Exchange");
    expect(await page.locator("tls-fields .count").first().innerText()).toBe("2 of 2");
  });

  test("stays quick with 100,000 rows, and fetches only what comes into view", async () => {
    const page = await open({ fixture: "big" });
    await page.getByRole("treeitem", { name: "CN=Authority 1" }).first().waitFor();
    await page.getByRole("tree").focus();
    const started = Date.now();
    await page.keyboard.press("End");
    await expect.poll(() => active(page, "tree"), { interval: 20 }).toContain("CN=Authority 49998");
    expect(Date.now() - started).toBeLessThan(5000);
    expect(await page.getByRole("treeitem").count()).toBeLessThan(80);
    const counts = (await posted(page, "rows")).map(({ count }) => count);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBeLessThan(5000);
    await expect.poll(() => on(page)).toBe("00 00 00 00 00 00 c3 4d");
    const frames = await page.evaluate(async () => {
      const scroller = document
        .querySelector("tls-inspector-app")
        ?.shadowRoot?.querySelector("tls-panel")
        ?.shadowRoot?.querySelector("tls-handshake")
        ?.shadowRoot?.querySelector("tls-message")
        ?.shadowRoot?.querySelector("tls-fields")
        ?.shadowRoot?.querySelector("tls-tree")
        ?.shadowRoot?.getElementById("scroller");
      if (!scroller) throw new Error("no tree");
      let worst = 0;
      for (let i = 0; i < 30; i++) {
        scroller.scrollTop = i * 40_000;
        const before = performance.now();
        await new Promise(requestAnimationFrame);
        worst = Math.max(worst, performance.now() - before);
      }
      return worst;
    });
    expect(frames).toBeLessThan(1000);
  });
});
