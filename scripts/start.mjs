#!/usr/bin/env node
// npm start [-- --port=N]: VS Code in the browser with the extension, an example workspace and demo TLS servers.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { bootstrap } from "./bootstrap.mjs";
import { node24, root } from "./lib/paths.mjs";
import { packageExtension } from "./package.mjs";

async function main() {
  await bootstrap("start");
  const vsix = await packageExtension();
  // Ctrl+C reaches the whole group of the terminal: this process waits until the demo has put everything away.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => demo.kill(signal));
  const demo = spawn(node24(), [join(root, "out/tools/demo.mjs"), vsix, ...process.argv.slice(2)], {
    stdio: "inherit",
  });
  process.exitCode = await new Promise((resolve) => demo.once("close", (code) => resolve(code ?? 1)));
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
