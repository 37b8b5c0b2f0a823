// A real VS Code in a real browser, with the packaged extension installed, for the end-to-end tests.
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import type { Browser, Frame, FrameLocator, Locator, Page } from "playwright-core";
import { cache, findVsix } from "../../scripts/lib/paths.mjs";
import { installExtension, startVsCodeServer, type VsCodeServer } from "../../scripts/vscode-host/server";
import { launchBrowser, newPage } from "./browser";

export interface WorkbenchOptions {
  /** The workspace, an absolute path. */
  readonly folder: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly env?: NodeJS.ProcessEnv;
}

/** Themes by their label and the file that shows in the workbench's class once the theme is there. */
const THEMES = {
  dark: { label: "Dark Modern", file: "dark_modern" },
  light: { label: "Light Modern", file: "light_modern" },
  "high contrast": { label: "Dark High Contrast", file: "hc_black" },
} as const;
export type Theme = keyof typeof THEMES;

/** Quick with tests: hovers come at once. */
const TEST_SETTINGS = { "editor.hover.delay": 50, "workbench.reduceMotion": "on" };

export class Workbench {
  private constructor(
    readonly page: Page,
    private readonly browser: Browser,
    private readonly server: VsCodeServer,
    private readonly dataFolder: string,
  ) {}

  /** Installs the .vsix that `npm run package` made, starts VS Code and opens the folder. About 5 s. */
  static async open(options: WorkbenchOptions): Promise<Workbench> {
    const vsix = process.env["TLS_INSPECTOR_VSIX"] ?? findVsix();
    if (vsix === undefined) throw new Error("No .vsix to install: run npm run package first");
    const dataFolder = mkdtempSync(join(tmpdir(), "tls-inspector-host-"));
    const settings = { ...TEST_SETTINGS, ...options.settings };
    let server: VsCodeServer | undefined;
    let browser: Browser | undefined;
    try {
      await installExtension(dataFolder, vsix);
      server = await startVsCodeServer({ dataFolder, settings, ...(options.env && { env: options.env }) });
      browser = await launchBrowser();
      const page = await newPage(browser);
      await page.goto(server.url(options.folder));
      await page.locator(".monaco-workbench .statusbar").waitFor({ timeout: 60_000 });
      return new Workbench(page, browser, server, dataFolder);
    } catch (error) {
      await browser?.close();
      await server?.stop();
      rmSync(dataFolder, { recursive: true, force: true, maxRetries: 5 });
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.server.stop();
    rmSync(this.dataFolder, { recursive: true, force: true, maxRetries: 5 });
  }

  /** Runs a command by its title, as a person would from the palette; waits up to 40 s for it to be there. */
  async runCommand(title: string): Promise<void> {
    // The palette's list is made when it opens, so it is opened again until the extension's commands are in it.
    // What closes just then (a dialog after its file is written) may take the palette with it.
    for (let attempt = 0; attempt < 40; attempt++) {
      await this.page.keyboard.press("F1");
      try {
        await this.quickInput.fill(`>${title}`, { timeout: 1000 });
        await this.quickPick(title).click({ timeout: 1000 });
        return;
      } catch {
        await this.page.keyboard.press("Escape");
      }
    }
    throw new Error(`not in the command palette: ${title}`);
  }

  /** The text box of the palette, a quick pick or an input box. */
  get quickInput(): Locator {
    return this.page.locator(".quick-input-widget input:is([type=text], [type=password])");
  }

  /** The row of a quick pick that holds this text. */
  quickPick(text: string | RegExp): Locator {
    return this.page.locator(".quick-input-list .monaco-list-row", { hasText: text }).first();
  }

  /** Types into the input box that is open (waits for one whose title or prompt holds `prompt`) and accepts. */
  async answer(prompt: string | RegExp, text: string): Promise<void> {
    await this.page.locator(".quick-input-widget", { hasText: prompt }).waitFor();
    await this.quickInput.fill(text);
    await this.page.keyboard.press("Enter");
  }

  /** Opens a file of the workspace and waits for its editor. */
  async openFile(name: string): Promise<void> {
    await this.openAny(name);
    await this.page.locator(".editor-instance .view-line").first().waitFor();
    await this.page.mouse.move(2, 2); // where the row was, a tooltip would come and lie over the editor
  }

  /** Opens a file of the workspace, whatever editor it has; waits up to 20 s for a new file to be listed. */
  async openAny(name: string): Promise<void> {
    for (let attempt = 0; ; attempt++) {
      await this.page.keyboard.press("ControlOrMeta+P");
      try {
        await this.quickInput.fill(name, { timeout: 2000 });
        await this.quickPick(basename(name)).click({ timeout: 2000 });
        break;
      } catch (error) {
        if (attempt === 10) throw error;
        await this.page.keyboard.press("Escape"); // the list is made when it opens
      }
    }
    await this.page.locator(`.tab.active[data-resource-name="${basename(name)}"]`).waitFor();
  }

  /** Rests the pointer on the first visible line that holds this text, and gives the hover that comes. */
  async hover(text: string): Promise<Locator> {
    const hover = this.page
      .locator(".monaco-hover:not(.hidden) .hover-contents", { hasNotText: /^Loading/ })
      .first();
    const line = this.page.locator(".editor-instance .view-line span", { hasText: text }).last();
    for (let attempt = 0; attempt < 20; attempt++) {
      await line.hover();
      try {
        await hover.waitFor({ timeout: 1500 });
        return hover;
      } catch {
        await this.page.mouse.move(2, 2); // the extension may still be starting: leave and come again
      }
    }
    throw new Error(`no hover over: ${text}`);
  }

  /** The content of the nth webview on the page, whether panel or side view. */
  webview(n = 0): FrameLocator {
    return this.page
      .locator("iframe.webview.ready")
      .nth(n)
      .contentFrame()
      .locator("iframe#active-frame")
      .contentFrame();
  }

  /** The same as a frame, in which scripts can be evaluated. */
  async webviewFrame(n = 0): Promise<Frame> {
    const outer = await this.page.locator("iframe.webview.ready").nth(n).elementHandle();
    const host = await outer.contentFrame();
    const inner = await host?.waitForSelector("iframe#active-frame", { state: "attached" });
    const frame = await inner?.contentFrame();
    if (!frame) throw new Error(`webview ${n} has no content`);
    return frame;
  }

  async setTheme(theme: Theme): Promise<void> {
    const { label, file } = THEMES[theme];
    await this.runCommand("Preferences: Color Theme");
    await this.page.locator('.quick-input-widget input[placeholder*="Theme"]').fill(label);
    await this.quickPick(label).click();
    await this.page.locator(`.monaco-workbench.vscode-theme-defaults-themes-${file}-json`).waitFor();
    await this.page.locator(".quick-input-widget").waitFor({ state: "hidden" });
  }

  /** Saves .cache/screenshots/NAME.png; the width (pixels) stays for what follows. */
  async screenshot(name: string, options: { width?: number; height?: number } = {}): Promise<string> {
    const size = this.page.viewportSize() ?? { width: 1280, height: 800 };
    await this.page.setViewportSize({
      width: options.width ?? size.width,
      height: options.height ?? size.height,
    });
    const folder = join(cache, "screenshots");
    mkdirSync(folder, { recursive: true });
    const path = join(folder, `${name}.png`);
    await this.page.screenshot({ path });
    return path;
  }
}
