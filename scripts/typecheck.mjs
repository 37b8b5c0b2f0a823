#!/usr/bin/env node
// Type-checks each TypeScript project: core alone (no DOM, no Node: that is the proof that it is pure), the webview,
// and everything that runs in Node or VS Code.
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { existsSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");
const projects = ["src/core", "webview", "test/webview", "test/e2e", "."].filter(
  (p) =>
    existsSync(join(root, p, "tsconfig.json")) &&
    readdirSync(join(root, p), { recursive: p !== "." }).some(
      (file) => p === "." || String(file).endsWith(".ts"),
    ),
);
let failed = false;
for (const project of projects) {
  const { status } = spawnSync(
    process.execPath,
    [tsc, "-p", project, "--pretty", String(process.stdout.isTTY ?? false)],
    {
      cwd: root,
      stdio: ["ignore", "inherit", "inherit"],
    },
  );
  if (status !== 0) {
    console.log(`typecheck failed: ${project}/tsconfig.json`);
    failed = true;
  }
}
process.exitCode = failed ? 1 : 0;
