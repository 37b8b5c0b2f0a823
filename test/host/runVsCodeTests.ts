// Runs the tests of test/vscode inside VS Code's extension host, with the packaged extension installed.
// node out/tools/vscode-tests.mjs [--desktop]    --desktop downloads a desktop VS Code instead of using the served one
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import {
  downloadAndUnzipVSCode,
  resolveCliArgsFromVSCodeExecutablePath,
  runTests,
} from "@vscode/test-electron";
import { cache, findVsix, root } from "../../scripts/lib/paths.mjs";
import { makeDemoCertificates } from "../../scripts/demo/certificates";
import { startDemoServers } from "../../scripts/demo/servers";
import { writeDemoWorkspace } from "../../scripts/demo/workspace";
import type { SuiteResult } from "../vscode/result";

const desktop = process.argv.includes("--desktop");
const resultFile = process.env["TEST_RESULT_FILE"] ?? join(cache, "results/vscode.json");
const folder = mkdtempSync(join(tmpdir(), "tls-inspector-vscode-tests-"));

/** A development path for the test driver. The extension itself comes from the .vsix. */
function stubExtension(): string {
  const stub = join(folder, "stub");
  mkdirSync(stub);
  const manifest = {
    name: "tests",
    publisher: "tls-inspector-tests",
    version: "0.0.0",
    engines: { vscode: "^1.100.0" },
  };
  writeFileSync(join(stub, "package.json"), JSON.stringify(manifest));
  return stub;
}

async function main(): Promise<number> {
  const vsix = process.env["TLS_INSPECTOR_VSIX"] ?? findVsix();
  if (vsix === undefined) throw new Error("No .vsix to install: run npm run package first");
  mkdirSync(dirname(resultFile), { recursive: true });
  rmSync(resultFile, { force: true });

  const certificates = await makeDemoCertificates();
  const servers = await startDemoServers(certificates);
  const workspace = await writeDemoWorkspace(join(folder, "workspace"), certificates, servers);
  try {
    const code = await runTests({
      vscodeExecutablePath: desktop ? await installedDesktop(vsix) : join(root, "out/tools/launcher.mjs"),
      extensionDevelopmentPath: stubExtension(),
      extensionTestsPath: join(root, "out/test/vscode/index.js"),
      launchArgs: [workspace, ...(desktop ? ["--disable-workspace-trust"] : [])],
      extensionTestsEnv: { TEST_RESULT_FILE: resultFile, TLS_INSPECTOR_VSIX: vsix },
    }).catch((error: unknown) => {
      console.error(String(error));
      return 1;
    });
    return report(code);
  } finally {
    await servers.stop();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Downloads VS Code (once) and installs the .vsix in it. */
async function installedDesktop(vsix: string): Promise<string> {
  const executable = await downloadAndUnzipVSCode({ cachePath: join(cache, "vscode-desktop") });
  const [cli, ...args] = resolveCliArgsFromVSCodeExecutablePath(executable);
  const { status } = spawnSync(cli ?? executable, [...args, "--install-extension", vsix, "--force"], {
    stdio: "inherit",
  });
  if (status !== 0) throw new Error(`VS Code refused ${vsix}`);
  return executable;
}

/** Prints each test and the counts; a run that executed nothing fails. */
function report(code: number): number {
  const tests: SuiteResult["tests"] = existsSync(resultFile)
    ? (JSON.parse(readFileSync(resultFile, "utf8")) as SuiteResult).tests
    : [];
  for (const { title, state, error } of tests) {
    console.log(
      `${{ passed: "✓", failed: "✗", skipped: "-" }[state]} ${title}${error === undefined ? "" : `\n${error}`}`,
    );
  }
  const count = (state: string): number => tests.filter((test) => test.state === state).length;
  console.log(`${count("passed")} passed, ${count("failed")} failed, ${count("skipped")} skipped`);
  if (code === 0 && count("passed") === 0) {
    console.log("No test was executed.");
    return 97;
  }
  return code;
}

process.exitCode = await main();
