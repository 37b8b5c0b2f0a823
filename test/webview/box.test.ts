import type { Locator, Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { active, posted, useBrowser, words } from "./browser";

const { open } = useBrowser();
const SIDE = { fixture: "mutual12", view: "side" } as const;

const box = (page: Page): Locator => page.getByRole("textbox", { name: "Hex dump, PEM or base64" });
const marked = (page: Page): Promise<string> =>
  page
    .locator("tls-text-box mark")
    .allInnerTexts()
    .then((all) => all.join(" "));
const selection = (page: Page): Promise<string> =>
  box(page).evaluate((area) =>
    area instanceof HTMLTextAreaElement ? area.value.slice(area.selectionStart, area.selectionEnd) : "",
  );

/** Opens the side view and pastes the fixture's bytes, 8 a line. */
async function pasted(width = 300): Promise<Page> {
  const page = await open(SIDE, width, 900);
  await box(page).fill(await page.evaluate(() => window.harness.pastedText));
  await page.getByText("xxd, ").waitFor();
  await page.getByRole("treeitem", { name: "Version" }).first().waitFor();
  return page;
}

/** Sets the text at once, as a paste does; typing that much would take minutes. */
const put = (page: Page, text: string): Promise<void> =>
  box(page).evaluate((area, value) => {
    if (area instanceof HTMLTextAreaElement) area.value = value;
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }, text);

describe("fields and the pasted text", () => {
  test("a chosen field is marked, and selected, over the lines that it stands on", async () => {
    const page = await pasted();
    expect(await marked(page)).toBe("");
    await page.getByRole("treeitem", { name: "Random" }).first().click();
    await expect.poll(() => page.locator("tls-text-box mark").count()).toBe(5);
    const hex = await page.locator("tls-hex .byte.on").allInnerTexts();
    expect(hex).toHaveLength(32);
    expect((await marked(page)).replace(/\s+/g, " ")).toBe(hex.join(" "));
    expect((await selection(page)).replace(/\s+/g, " ")).toBe(hex.join(" "));
    await page.getByRole("treeitem", { name: "Version" }).first().click();
    await expect.poll(() => marked(page)).toBe("03 03");
  });

  test("a mark lies exactly behind its characters", async () => {
    const page = await pasted();
    await page.getByRole("treeitem", { name: "Cipher Suite: TLS_RSA_WITH_AES_128_GCM_SHA256" }).click();
    await expect.poll(() => marked(page)).toBe("00 9c");
    const place = (await page.locator("tls-text-box mark").boundingBox()) ?? {
      x: 0,
      y: 0,
      width: 0,
      height: 0,
    };
    const frame = (await box(page).boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
    expect(place.y).toBeGreaterThanOrEqual(frame.y);
    expect(place.y + place.height).toBeLessThanOrEqual(frame.y + frame.height + 1);
    // Where one clicks on the mark, there the caret stands in those characters.
    await page.mouse.click(place.x + 1, place.y + place.height / 2);
    const text = await box(page).inputValue();
    const at = await box(page).evaluate((area) =>
      area instanceof HTMLTextAreaElement ? area.selectionStart : -1,
    );
    expect(text.slice(at, at + 5)).toBe("00 9c");
  });

  test("the caret chooses the field, and stays where it is", async () => {
    const page = await pasted();
    await box(page).focus();
    await page.keyboard.press("ControlOrMeta+Home");
    for (let i = 0; i < 12; i++) await page.keyboard.press("ArrowRight");
    await expect.poll(() => active(page, "tree")).toBe("Version: TLS 1.2 (0x0303)");
    await expect.poll(() => marked(page)).toBe("03 03");
    expect(await box(page).evaluate((area) => (area as HTMLTextAreaElement).selectionEnd)).toBe(12);
  });

  test("a text that was changed has no marks until it is inspected again", async () => {
    const page = await pasted();
    await page.getByRole("treeitem", { name: "Random" }).first().click();
    await expect.poll(() => page.locator("tls-text-box mark").count()).toBe(5);
    await box(page).focus();
    await page.keyboard.press("ControlOrMeta+End");
    await page.keyboard.type(" ");
    expect(await marked(page)).toBe("");
  });
});

describe("what was found", () => {
  test("one dump is a line; several are a list of which one is chosen by keyboard; another reading is one click", async () => {
    const page = await pasted();
    expect(await words(page.locator("tls-found [role=status]"))).toMatch(
      /^xxd, [\d,]+ bytes, TLS record: Client Hello$/,
    );
    await box(page).fill("decimal 22 3 1");
    const list = page.getByRole("listbox", { name: "Found in the text" });
    await list.waitFor();
    expect(await words(page.locator("tls-found [role=status]"))).toMatch(/^2 dumps and objects found, /);
    await list.focus();
    await page.keyboard.press("End");
    await expect.poll(() => words(list.locator("[aria-selected=true]"))).toContain("base64");
    expect(await words(list.locator("[aria-selected=true]"))).toContain("received");
    await expect.poll(() => posted(page, "foundRange")).toEqual([{ revision: 1, index: 1 }]);
    await expect.poll(() => marked(page)).toBe("decimal 22 3 1");
    await page.keyboard.press("Home");
    await page.getByRole("button", { name: "Read as decimal bytes" }).click();
    expect(await posted(page, "chooseReading")).toEqual([{ revision: 1, at: 0, reading: "decimal" }]);
  });
});

describe("copying", () => {
  test("by keyboard alone, from the tree", async () => {
    const page = await pasted();
    await page.getByRole("treeitem", { name: "Version" }).first().click();
    await page.keyboard.press("Shift+F10");
    const menu = page.getByRole("menu");
    await menu.waitFor();
    expect(await menu.getByRole("menuitem").allInnerTexts()).toHaveLength(5);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowRight");
    await expect.poll(() => menu.getAttribute("aria-label")).toBe("Copy field as");
    await page.keyboard.press("r");
    await page.keyboard.press("Enter");
    expect(await posted(page, "copyAs")).toEqual([{ revision: 1, row: 3, scope: "field", format: "rust" }]);
    await page.getByText("Copied 2 bytes as rust").waitFor();
    expect(await menu.count()).toBe(0);
    await page.keyboard.press("ArrowDown"); // the tree has the keyboard again
    await expect.poll(() => active(page, "tree")).toContain("Random");
  });

  test("by mouse, of a byte's field, its value and its name too; Escape goes back, then away", async () => {
    const page = await pasted();
    await page.locator("tls-hex #byte-5").click({ button: "right" });
    const menu = page.getByRole("menu");
    await menu.getByText("Copy field name").click();
    expect(await posted(page, "copy")).toEqual([{ text: "tls.handshake.version" }]);
    await page.getByRole("button", { name: "Copy as…", exact: true }).click();
    await menu.getByText("Copy all as").click();
    await expect.poll(() => menu.getAttribute("aria-label")).toBe("Copy all as");
    await page.keyboard.press("Escape");
    await expect.poll(() => menu.getAttribute("aria-label")).toBe("Copy");
    await page.keyboard.press("Escape");
    await expect.poll(() => menu.count()).toBe(0);
    await page.getByRole("button", { name: "Copy bytes as…" }).click();
    await menu.waitFor();
    await box(page).click();
    await expect.poll(() => menu.count()).toBe(0);
  });
});

describe("key logs", () => {
  test("a file is chosen by the host; forgetting takes it away", async () => {
    const page = await pasted();
    await page.getByText("Key log, to open encrypted records").click();
    await page.getByRole("button", { name: "Choose key log file…" }).click();
    await page.getByText("sslkeys.log: 5 secrets").waitFor();
    await page.getByRole("button", { name: "Forget the key log" }).click();
    await expect.poll(() => page.getByText("sslkeys.log").count()).toBe(0);
    expect(await posted(page, "forgetKeyLogs")).toEqual([{}]);
  });
});

describe("over a reload", () => {
  test("text, caret, field, what was opened and following are there again", async () => {
    const page = await pasted();
    await page.getByRole("checkbox", { name: "Follow editor selection" }).click();
    const suites = page.getByRole("treeitem", { name: "Cipher Suites" });
    await suites.locator(".twistie").click();
    expect(await suites.getAttribute("aria-expanded")).toBe("false");
    await page.getByRole("treeitem", { name: "Random" }).first().click();
    await box(page).focus();
    await page.keyboard.press("ControlOrMeta+Home");
    for (let i = 0; i < 12; i++) await page.keyboard.press("ArrowRight");
    await expect.poll(() => active(page, "tree")).toContain("Version");
    const text = await box(page).inputValue();
    await page.reload();
    await expect.poll(() => box(page).inputValue()).toBe(text);
    await expect.poll(() => active(page, "tree")).toContain("Version");
    expect(await suites.getAttribute("aria-expanded")).toBe("false");
    expect(await page.getByRole("checkbox", { name: "Follow" }).getAttribute("aria-checked")).toBe("false");
    expect(await posted(page, "openBox")).toEqual([{ following: false, hasPasted: true }]);
    await expect.poll(() => marked(page)).toBe("03 03");
  });

  test("a text with secrets and a key log are not", async () => {
    const page = await pasted();
    await box(page).fill("-----BEGIN PRIVATE KEY-----");
    await page.getByText("The text holds secrets: it is gone once the window reloads").waitFor();
    await page.getByText("Key log, to open encrypted records").click();
    await page.getByRole("textbox", { name: "Key log" }).fill("CLIENT_RANDOM 0123 4567");
    await page.getByText("Pasted key log: 1 secret").waitFor();
    const state = await page.evaluate(() => sessionStorage.getItem("harness-state") ?? "");
    expect(state).not.toContain("PRIVATE");
    expect(state).not.toContain("CLIENT_RANDOM");
    await page.reload();
    await page.getByText("The text that was here held secrets, and was not kept").waitFor();
    expect(await box(page).inputValue()).toBe("");
  });
});

describe("a long text", () => {
  test("of 1 MB is marked without delay; more than 4 MB is refused with a sentence", async () => {
    const page = await open(SIDE, 300, 900);
    const line = `${"16 03 01 00 ".repeat(4).trim()}\n`;
    await put(page, line.repeat(Math.floor(2 ** 20 / line.length)));
    await page.getByText("xxd, ").waitFor();
    await page.getByRole("treeitem", { name: "Random" }).first().waitFor();
    const started = Date.now();
    await page.getByRole("treeitem", { name: "Random" }).first().click();
    await page.locator("tls-text-box mark").first().waitFor({ state: "attached" });
    const first = Date.now() - started;
    const again = Date.now();
    await page.getByRole("treeitem", { name: "Version" }).first().click();
    await expect.poll(() => page.locator("tls-text-box mark").count(), { interval: 10 }).toBe(1);
    console.log(`1 MB in the box: first mark ${String(first)} ms, next ${String(Date.now() - again)} ms`);
    expect(first).toBeLessThan(5000);
    await put(page, "16 ".repeat(1.5 * 2 ** 20));
    await page.getByText("The text is longer than 4 MB").waitFor();
    expect(await posted(page, "inspectText")).toHaveLength(1);
  });
});

test("Clear empties the view; a dropped file is its text, or hex", async () => {
  const page = await pasted();
  await page.getByRole("button", { name: "Clear" }).click();
  await page.getByText("Nothing decoded yet").waitFor();
  expect(await box(page).inputValue()).toBe("");
  const drop = (bytes: readonly number[]): Promise<void> =>
    box(page).evaluate((area, content) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([new Uint8Array(content)], "dropped.bin"));
      area.dispatchEvent(
        new DragEvent("drop", { dataTransfer, bubbles: true, composed: true, cancelable: true }),
      );
    }, bytes);
  await drop([0x16, 0x03, 0x01, 0x00, 0xff]);
  await expect.poll(() => box(page).inputValue()).toBe("16 03 01 00 ff");
  await drop([0x6f, 0x6b]);
  await expect.poll(() => box(page).inputValue()).toBe("ok");
});

test("every control is reached by Tab, and the text box is left by it", async () => {
  const page = await pasted();
  await page.getByText("Key log, to open encrypted records").click();
  await page.evaluate(() => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  });
  await box(page).focus();
  const stops: string[] = [];
  for (let i = 0; i < 18; i++) {
    await page.keyboard.press("Tab");
    stops.push(
      await page.evaluate(() => {
        let element: Element | null = document.activeElement;
        while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
        const label = element?.getAttribute("aria-label") ?? element?.textContent.trim() ?? "";
        const root = element?.getRootNode();
        return label === "" && root instanceof ShadowRoot ? root.host.textContent.trim() : label;
      }),
    );
  }
  const order = [
    /Follow editor selection/,
    /Clear/,
    /Key log/,
    /Key log \(SSLKEYLOGFILE\)/,
    /Choose key log file/,
    /Open as session/,
    /Messages/,
    /Find field or value/,
    /Show lengths/,
    /Client Hello/,
    /Copy as…/,
    /Copy bytes as…/,
    /Bytes of Client Hello/,
  ];
  let at = -1;
  for (const wanted of order) {
    const next = stops.findIndex((stop, i) => i > at && wanted.test(stop));
    expect(next, `${String(wanted)} in ${stops.join(" | ")}`).toBeGreaterThan(at);
    at = next;
  }
});
