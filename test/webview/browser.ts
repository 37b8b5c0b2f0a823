import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import type { ToHost } from "../../src/protocol";
import { openBrowser } from "./harness/browser";
import { type PageOptions, serve, type Served } from "./harness/serve";
import { words } from "../e2e/support/words";

export { words };

let browser: Browser;
let served: Served;
const pages: Page[] = [];

/** Opens pages of the harness for the tests of a file; a page that logs an error or breaks its policy fails the test. */
export function useBrowser(): {
  open: (options?: PageOptions, width?: number, height?: number) => Promise<Page>;
} {
  const errors: string[] = [];
  beforeAll(async () => {
    [browser, served] = await Promise.all([openBrowser(), serve()]);
  });
  afterEach(async () => {
    await Promise.all(pages.splice(0).map((page) => page.context().close()));
    expect(errors.splice(0)).toEqual([]);
  });
  afterAll(async () => {
    await browser.close();
    await served.close();
  });
  return {
    open: async (options, width = 1200, height = 800) => {
      const context = await browser.newContext({ viewport: { width, height } });
      const page = await context.newPage();
      pages.push(page);
      page.on("pageerror", (error) => errors.push(error.message));
      page.on("console", (message) => {
        if (message.type() === "error" || message.type() === "warning") errors.push(message.text());
      });
      await page.goto(served.url(options));
      await page.waitForFunction(() => window.harness.posted.some(({ name }) => name === "ready"));
      return page;
    },
  };
}

/** What the webview has posted, of one request name. */
export async function posted<K extends ToHost["name"]>(
  page: Page,
  name: K,
): Promise<Extract<ToHost, { name: K }>["params"][]> {
  const all = await page.evaluate(() => window.harness.posted);
  return all.filter((message) => message.name === name).map(({ params }) => params as never);
}

/** The words of the active row of a composite with aria-activedescendant. */
export async function active(page: Page, role: "tree" | "listbox" | "grid"): Promise<string> {
  const composite = page.getByRole(role);
  const id = await composite.getAttribute("aria-activedescendant");
  const row = composite.locator(`#${id ?? "none"}`);
  return (await row.count()) === 0 ? "" : words(row);
}
