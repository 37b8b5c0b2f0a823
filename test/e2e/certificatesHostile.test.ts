import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { lensTexts, objectHover, openNewFile } from "./support/certificates";
import { useDemo } from "./support/demo";
import { hostileCertificate } from "./support/hostileCertificates";

const MARKUP = `<img src=x onerror="globalThis.pwned=1"><b>x</b> [a](command:workbench.action.quit) $(check) | https://evil.example`;
const BIDI = "\u202egro.elpmaxe\u2066 \u200f";

const HOSTILE = {
  "markup.pem": hostileCertificate(MARKUP, ["localhost", MARKUP]),
  "bidi.pem": hostileCertificate(BIDI, ["localhost"]),
  "long.pem": hostileCertificate(`x${"A very long name ".repeat(3600)}`, ["localhost"]),
  "names.pem": hostileCertificate(
    "ten thousand",
    Array.from({ length: 10_000 }, (_, i) => `host-${String(i)}.example.com`),
  ),
};

const demo = useDemo();
beforeAll(() => {
  for (const [name, content] of Object.entries(HOSTILE)) writeFileSync(join(demo.folder, name), content);
});

/** The longest time for which the page did not answer while `act` ran, in milliseconds. */
async function longestFreeze(act: () => Promise<unknown>): Promise<number> {
  const { page } = demo.workbench;
  await page.evaluate(() => {
    let last = performance.now();
    const state = { longest: 0, timer: 0 };
    state.timer = window.setInterval(() => {
      const now = performance.now();
      state.longest = Math.max(state.longest, now - last);
      last = now;
    }, 20);
    Object.assign(globalThis, { freezes: state });
  });
  await act();
  return page.evaluate(() => {
    const { freezes } = globalThis as unknown as { freezes: { longest: number; timer: number } };
    window.clearInterval(freezes.timer);
    return freezes.longest;
  });
}

describe.each(Object.keys(HOSTILE))("%s", (file) => {
  test("lens, hint, outline and hover are inert, short and quick", async () => {
    const { workbench } = demo;
    const { page } = workbench;
    let lenses: string[] = [];
    let hover = "";
    const freeze = await longestFreeze(async () => {
      await openNewFile(workbench, file);
      lenses = await lensTexts(page, /expires in 12 days/);
      await page
        .locator(".editor-instance .view-line", { hasText: /12\sdays\sleft/ })
        .first()
        .waitFor();
      hover = await objectHover(workbench, "BEGIN");
    });
    await workbench.screenshot(`hostile-${file.replace(".", "-")}`);
    expect(freeze).toBeLessThan(1500);
    for (const text of [...lenses, hover]) {
      expect(text).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200e\u200f]/);
      expect(text.length).toBeLessThan(3000);
    }
    for (const text of lenses) expect(text.length).toBeLessThan(300);
    const links = await page
      .locator(".monaco-hover a")
      .evaluateAll((all) =>
        all.map((link) => link.getAttribute("data-href") ?? link.getAttribute("href") ?? ""),
      );
    expect(links.filter((link) => !link.startsWith("command:tlsInspector."))).toEqual([]);
    await page.mouse.move(2, 400);
    await page.keyboard.press("ControlOrMeta+Shift+O");
    const row = page.locator(".quick-input-list .monaco-list-row .label-name").first();
    await row.waitFor();
    const name = await row.innerText();
    expect(name.length).toBeLessThan(120);
    expect(name).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
    await page.keyboard.press("Escape");
    const faults = await page.evaluate(
      () =>
        "pwned" in globalThis ||
        document.querySelector('img[src="x"], .monaco-editor a[href*="evil"]') !== null,
    );
    expect(faults).toBe(false);
  });
});
