#!/usr/bin/env node
// npm run benchmark [-- RUNS]: bundles test/benchmark as the extension is bundled, and runs it under Node 24.
import { createRequire } from "node:module";
import { join } from "node:path";
import { bootstrap } from "./bootstrap.mjs";
import { node24, root } from "./lib/paths.mjs";
import { mustRun } from "./lib/run.mjs";

await bootstrap("test");
const outfile = join(root, "out/tools/benchmark.mjs");
await createRequire(import.meta.url)("esbuild").build({
  absWorkingDir: root,
  entryPoints: ["test/benchmark/main.ts"],
  outfile,
  bundle: true,
  format: "esm",
  platform: "node",
  target: "node24",
  logLevel: "warning",
});
await mustRun(node24(), [outfile, ...process.argv.slice(2)]);
