import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { useBrowser } from "./browser";
import type { PageOptions } from "./harness/serve";
import type { ThemeName } from "./harness/themes";

const { open } = useBrowser();
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const THEMES: readonly ThemeName[] = ["dark", "light", "hc", "hcLight"];

/** Serious and critical violations, with the elements that have them. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const results = await page.evaluate(() =>
    (globalThis as unknown as { axe: { run: () => Promise<AxeResults> } }).axe.run(),
  );
  return results.violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => {
      const first = nodes[0];
      return `${id}, ${String(nodes.length)} times: ${first?.target.flat().join(" ") ?? ""}: ${first?.failureSummary ?? ""}`;
    });
}

describe.each(THEMES)("in the %s theme no serious violation", (theme) => {
  test.each(["Handshake", "Certificates", "Parameters", "Keys", "Findings"])("in %s", async (tab) => {
    const page = await open({ fixture: "failed" === tab ? "failed" : "mutual12", theme });
    await page.getByRole("tab", { name: tab }).click();
    await page.waitForTimeout(200);
    expect(await violations(page)).toEqual([]);
  });

  const others: readonly PageOptions[] = [
    { fixture: "failed" },
    { fixture: "running" },
    { fixture: "empty" },
    { fixture: "pem" },
    { fixture: "mutual12", view: "side" },
    { fixture: "empty", view: "side" },
  ];
  // Colours are a theme's, what fits is a width's: each is looked at once.
  test.each(theme === "dark" ? [300, 800, 1400] : [300])(
    "in the side view with a marked text, a list and the menu at %d px",
    async (width) => {
      const page = await open({ fixture: "mutual12", view: "side", theme }, width, 900);
      const box = page.getByRole("textbox", { name: "Hex dump" });
      await box.fill("decimal 22 3 1");
      await page.getByRole("listbox", { name: "Found in the text" }).press("Home");
      await page.getByText("Key log, to open").click();
      await page.getByRole("button", { name: "Choose key log file…" }).click();
      await page.locator("tls-text-box mark").first().waitFor();
      expect(await violations(page)).toEqual([]);
      await page.getByRole("treeitem", { name: "Random" }).first().click({ button: "right" });
      await page.getByRole("menu").waitFor();
      expect(await violations(page)).toEqual([]);
    },
  );

  test.each(others)("in $fixture $view", async (options) => {
    const page = await open({ ...options, theme }, options.view === "side" ? 300 : 1200);
    await page.waitForTimeout(200);
    expect(await violations(page)).toEqual([]);
  });
});

test("everything is reached by Tab, in reading order", async () => {
  const page = await open();
  await page.getByRole("treeitem", { name: "Cipher Suites" }).waitFor();
  const stops: string[] = [];
  for (let i = 0; i < 14; i++) {
    await page.keyboard.press("Tab");
    stops.push(
      await page.evaluate(() => {
        let element: Element | null = document.activeElement;
        while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
        return element?.getAttribute("role") ?? element?.localName ?? "";
      }),
    );
  }
  expect(stops.join(" ")).toMatch(
    /button button tab listbox button searchbox|button button tab listbox button input button tree/,
  );
  expect(stops).toContain("grid");
});
