// Stands in for the desktop's executable: @vscode/test-electron starts it with the desktop's arguments, it starts VS Code's
// server and a browser instead, and exits with the suite's code.
//   TLS_INSPECTOR_VSIX   installed first, so that what is tested is what users get
//   VERBOSE=1            shows what the tests print
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { installExtension, startVsCodeServer, type VsCodeServer } from "../../scripts/vscode-host/server";
import { launchBrowser, newPage } from "./browser";

const SUITE_TIMEOUT_MS = 300_000;

async function runSuite(): Promise<number> {
  const dataFolder = mkdtempSync(join(tmpdir(), "tls-inspector-host-"));
  const vsix = process.env["TLS_INSPECTOR_VSIX"];
  try {
    if (vsix !== undefined) await installExtension(dataFolder, vsix);
    const server = await startVsCodeServer({ dataFolder, testDriver: true });
    const browser = await launchBrowser();
    try {
      const page = await newPage(browser);
      await page.exposeFunction("codeAutomationLog", (type: string, args: unknown[]) => {
        if (process.env["VERBOSE"]) console.log(`[${type}]`, ...args);
      });
      const { exitCode } = await watchSuite(page, server);
      await page.goto(
        server.url(folder(), [
          ["extensionDevelopmentPath", server.fileUri(argument("extensionDevelopmentPath"))],
          ["extensionTestsPath", server.fileUri(argument("extensionTestsPath"))],
        ]),
      );
      return await exitCode.catch((error: unknown) => {
        console.error(error, readFileSync(server.logFile, "utf8").slice(-3000));
        return 98;
      });
    } finally {
      await browser.close();
      await server.stop();
    }
  } finally {
    rmSync(dataFolder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** `exitCode` is the code with which the suite ends; it rejects when page or server die first, or after five minutes. */
async function watchSuite(page: Page, server: VsCodeServer): Promise<{ exitCode: Promise<number> }> {
  let suiteEnded: (code: number) => void = () => undefined;
  const exitCode = new Promise<number>((resolve, reject) => {
    suiteEnded = resolve;
    const timeout = new Error(`the suite took longer than ${SUITE_TIMEOUT_MS / 1000} s`);
    setTimeout(() => reject(timeout), SUITE_TIMEOUT_MS).unref();
    page.once("crash", () => reject(new Error("the browser's page crashed")));
    void server.ended.then((code) => reject(new Error(`VS Code's server ended (${code ?? "by a signal"})`)));
  });
  await page.exposeFunction("codeAutomationExit", (code: number) => suiteEnded(code));
  return { exitCode };
}

function argument(name: string): string {
  const start = `--${name}=`;
  const found = process.argv.find((value) => value.startsWith(start));
  if (found === undefined) throw new Error(`${start}… is missing`);
  return found.slice(start.length);
}

/** The workspace, which is the one argument without dashes. */
function folder(): string {
  const found = process.argv.slice(2).find((value) => value.startsWith("/"));
  if (found === undefined) throw new Error("the workspace's folder is missing");
  return found;
}

process.exitCode = await runSuite();
