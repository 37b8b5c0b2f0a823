// Pictures of the views at several widths and themes, for a person to look at, into .cache/screenshots:
//   npx esbuild test/webview/harness/screenshots.ts --bundle --platform=node --format=esm --packages=external \
//     --outfile=out/tools/views/views.mjs && node out/tools/views/views.mjs [name part]
import { mkdirSync } from "node:fs";
import path from "node:path";
import type { Page } from "playwright-core";
import { openBrowser } from "./browser";
import { serve } from "./serve";
import type { ThemeName } from "./themes";

type Prepare = (page: Page) => Promise<void>;
const tab =
  (name: string): Prepare =>
  (page) =>
    page.getByRole("tab", { name }).click();
const nothing: Prepare = () => Promise.resolve();

const pasteAndChoose: Prepare = async (page) => {
  const box = page.getByRole("textbox", { name: "Hex dump" });
  await box.fill(await page.evaluate(() => window.harness.pastedText));
  await page.getByText("xxd, ").waitFor();
  await page.getByRole("treeitem", { name: "Random" }).first().click();
  await page.locator("tls-text-box mark").first().waitFor();
};

const SHOTS: readonly (readonly [string, { fixture: string; view?: "panel" | "side" }, Prepare])[] = [
  [
    "handshake",
    { fixture: "mutual12" },
    (page) => page.getByRole("option", { name: "Certificate Request" }).click(),
  ],
  [
    "oneway13",
    { fixture: "oneway13" },
    (page) => page.getByRole("option", { name: "server to client: Finished" }).click(),
  ],
  ["certificates", { fixture: "mutual12" }, tab("Certificates")],
  ["parameters", { fixture: "mutual12" }, tab("Parameters")],
  ["keys", { fixture: "mutual12" }, tab("Keys")],
  ["findings", { fixture: "failed" }, tab("Findings")],
  ["failed", { fixture: "failed" }, nothing],
  ["running", { fixture: "running" }, nothing],
  ["pem", { fixture: "pem" }, nothing],
  ["empty", { fixture: "empty" }, nothing],
  ["hostile", { fixture: "hostile" }, nothing],
  ["hostile-keys", { fixture: "hostile" }, tab("Keys")],
  ["hostile-findings", { fixture: "hostile" }, tab("Findings")],
  ["hostile-certificates", { fixture: "hostile" }, tab("Certificates")],
  ["hostile-parameters", { fixture: "hostile" }, tab("Parameters")],
  ["big", { fixture: "big" }, nothing],
  ["side", { fixture: "mutual12", view: "side" }, nothing],
  ["side-pasted", { fixture: "mutual12", view: "side" }, pasteAndChoose],
  [
    "side-copy",
    { fixture: "mutual12", view: "side" },
    async (page) => {
      await pasteAndChoose(page);
      await page.locator("tls-hex #byte-8").click({ button: "right" });
    },
  ],
  [
    "side-found",
    { fixture: "mutual12", view: "side" },
    async (page) => {
      await page.getByRole("textbox", { name: "Hex dump" }).fill("decimal 22 3 1");
      await page.getByRole("listbox", { name: "Found" }).press("Home");
      await page.getByText("Key log, to open").click();
      await page.getByRole("button", { name: "Choose key log file…" }).click();
    },
  ],
  ["side-empty", { fixture: "empty", view: "side" }, nothing],
];
const WIDTHS = [300, 800, 1400];
const NAMES: readonly ThemeName[] = ["dark", "light", "hc"];

async function main(): Promise<void> {
  const wanted = process.argv[2] ?? "";
  const folder = path.resolve(".cache/screenshots");
  mkdirSync(folder, { recursive: true });
  const served = await serve();
  const browser = await openBrowser();
  for (const [name, options, prepare] of SHOTS) {
    for (const width of WIDTHS) {
      for (const theme of NAMES) {
        const file = `${name}-${String(width)}-${theme}`;
        if (!file.includes(wanted)) continue;
        const page = await browser.newPage({ viewport: { width, height: 900 } });
        await page.goto(served.url({ ...options, theme }));
        await page.waitForTimeout(250);
        await prepare(page);
        await page.waitForTimeout(250);
        await page.screenshot({ path: path.join(folder, `${file}.png`) });
        await page.close();
      }
    }
  }
  await browser.close();
  await served.close();
}

void main();
