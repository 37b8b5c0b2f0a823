#!/usr/bin/env node
// npm run screenshots [-- NAME…]: makes the README's pictures in media/screenshots from the packaged extension.
import { join } from "node:path";
import { bootstrap } from "./bootstrap.mjs";
import { node24, root } from "./lib/paths.mjs";
import { mustRun } from "./lib/run.mjs";
import { packageExtension } from "./package.mjs";

async function main() {
  await bootstrap("test");
  const vsix = await packageExtension();
  const env = { ...process.env, TLS_INSPECTOR_VSIX: vsix };
  await mustRun(node24(), [join(root, "out/tools/screenshots.mjs"), ...process.argv.slice(2)], { env });
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
