#!/usr/bin/env node
// Builds for production and packs tls-inspector-<version>.vsix, which holds what .vscodeignore lets in and nothing else.
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { bootstrap } from "./bootstrap.mjs";
import { root } from "./lib/paths.mjs";
import { readmeForPackage } from "./lib/readme.mjs";
import { mustRun, step } from "./lib/run.mjs";

/** Resolves to the .vsix. */
export async function packageExtension() {
  await step("Building (production)", () =>
    mustRun(process.execPath, [join(root, "esbuild.js"), "--production"]),
  );
  const { name, version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  for (const file of readdirSync(root)) if (file.endsWith(".vsix")) rmSync(join(root, file));
  const vsix = join(root, `${name}-${version}.vsix`);
  await step(`Packing ${name}-${version}.vsix`, async () => {
    const vsce = createRequire(import.meta.url).resolve("@vscode/vsce/vsce");
    const readme = join("out", "README.md");
    mkdirSync(join(root, "out"), { recursive: true });
    writeFileSync(join(root, readme), readmeForPackage(readFileSync(join(root, "README.md"), "utf8")));
    const flags = [
      "--readme-path",
      readme,
      "--no-dependencies",
      "--allow-missing-repository",
      "--no-rewrite-relative-links",
      "--out",
      vsix,
    ];
    await mustRun(process.execPath, [vsce, "package", ...flags], { quiet: true });
  });
  return vsix;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await bootstrap("build");
  console.log(await packageExtension());
}
