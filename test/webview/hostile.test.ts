import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { posted, useBrowser, words } from "./browser";

const { open } = useBrowser();
const TABS = ["Handshake", "Certificates", "Parameters", "Keys", "Findings"] as const;

/** All elements, through every shadow root, and the text between them. */
function survey(page: Page): Promise<{ names: string[]; text: string; attributes: string; widest: number }> {
  return page.evaluate(() => {
    const names = new Set<string>();
    const texts: string[] = [];
    const attributes: string[] = [];
    const walk = (node: Node): void => {
      if (node instanceof Element) {
        names.add(node.localName);
        for (const { value } of node.attributes) attributes.push(value);
        if (node.shadowRoot) walk(node.shadowRoot);
      }
      if (node instanceof Text && !["style", "script"].includes(node.parentElement?.localName ?? ""))
        texts.push(node.data);
      node.childNodes.forEach(walk);
    };
    walk(document.body);
    return {
      names: [...names],
      text: texts.join("\n"),
      attributes: attributes.join("\n"),
      widest: document.scrollingElement?.scrollWidth ?? 0,
    };
  });
}

describe.each(TABS)("hostile strings in %s", (name) => {
  test.each([300, 1200])("are inert text and do not break the layout at %d px", async (width) => {
    const page = await open({ fixture: "hostile" }, width);
    await page.getByRole("tab", { name }).click();
    await page.waitForTimeout(200);
    const { names, text, attributes, widest } = await survey(page);
    expect(names).not.toContain("img");
    expect(await page.evaluate(() => "hacked" in globalThis)).toBe(false);
    expect(text).toContain("<img src=x");
    expect(text).toContain("‹U+202E›");
    expect(/.{0,40}[\p{Bidi_Control}\u200b\u0000\u001b].{0,40}/u.exec(`${text}\n${attributes}`)).toBeNull();
    expect(widest).toBeLessThanOrEqual(width);
    const cards = page.locator(`tls-${name.toLowerCase()}`);
    expect(await cards.evaluate((element) => element.scrollWidth - element.clientWidth)).toBeLessThanOrEqual(
      0,
    );
  });
});

test("a long text is shown in part, and whole when asked for, in a box that scrolls", async () => {
  const page = await open({ fixture: "hostile" });
  await page.getByRole("tab", { name: "Certificates" }).click();
  const subject = page.locator("tls-certificate-card tls-text").first();
  await subject.getByRole("button", { name: /Show all/ }).waitFor();
  expect((await words(subject)).length).toBeLessThan(600);
  await subject.getByRole("button", { name: /Show all \(\d\d,\d{3} characters\)/ }).click();
  expect((await words(subject)).length).toBeGreaterThan(50_000);
  expect((await subject.boundingBox())?.height).toBeLessThan(500);
});

test("only requests of the protocol are posted, and an odd link only through the host, which refuses it", async () => {
  const page = await open({ fixture: "hostile" });
  await page.locator("tls-explanation .rfc").first().click();
  expect(await posted(page, "openRfc")).toEqual([{ url: "javascript:alert(1)" }]);
  const all = await page.evaluate(() => window.harness.posted);
  for (const message of all) expect(Object.keys(message).sort()).toEqual(["id", "name", "params", "type"]);
  expect(page.url()).toContain("127.0.0.1");
});
