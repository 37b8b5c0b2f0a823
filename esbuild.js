// Bundles the extension. node esbuild.js [--watch] [--production]
//   dist/extension.mjs     VS Code's desktop and remote hosts: ESM, with chunks that load on first use
//   dist/extension.web.js  VS Code in the browser: one CommonJS file
//   dist/webview.js        the panel, and dist/webview.css where it has styles of its own
//   dist/cli.js            the terminal: one CommonJS file
//   out/                   not packaged: the tests that run inside VS Code, and the tools that are TypeScript themselves
const esbuild = require("esbuild");
const fs = require("node:fs");
const path = require("node:path");

const root = __dirname;
const watch = process.argv.includes("--watch");
const production = process.argv.includes("--production");

/** @type {import("esbuild").BuildOptions} */
const common = {
  absWorkingDir: root,
  bundle: true,
  minify: production,
  sourcemap: !production,
  legalComments: "none", // dist/THIRD-PARTY-NOTICES holds the licences whole
  logLevel: "warning",
  metafile: true,
  target: "es2023",
  define: { "process.env.NODE_ENV": JSON.stringify(production ? "production" : "development") },
};

/** @type {Record<string, import("esbuild").BuildOptions>} */
const bundles = {
  "extension (desktop and remote)": {
    entryPoints: { extension: "src/extension.ts" },
    outdir: "dist",
    outExtension: { ".js": ".mjs" },
    chunkNames: "chunks/[name]-[hash]",
    format: "esm",
    splitting: true,
    platform: "node",
    target: "node20",
    external: ["vscode"],
    // Its CommonJS files, which Node is given, call require, which an ES module does not have.
    alias: { yaml: path.join(root, "node_modules/yaml/browser/index.js") },
  },
  "extension (browser)": {
    entryPoints: { "extension.web": "src/extension.web.ts" },
    outdir: "dist",
    format: "cjs",
    platform: "browser",
    external: ["vscode"],
  },
  webview: {
    entryPoints: { webview: "webview/main.ts" },
    outdir: "dist",
    format: "iife",
    platform: "browser",
    tsconfig: "webview/tsconfig.json",
    loader: { ".ttf": "file", ".woff2": "file" },
    assetNames: "[name]",
  },
  "terminal tool": {
    entryPoints: { cli: "src/cli.ts" },
    outdir: "dist",
    format: "cjs",
    platform: "node",
    target: "node20",
    banner: { js: "#!/usr/bin/env node" },
  },
  "tests inside VS Code": {
    entryPoints: testEntries("test/vscode"),
    outdir: "out/test/vscode",
    outbase: "test/vscode",
    format: "cjs",
    platform: "node",
    target: "node20",
    external: ["vscode", "mocha"],
  },
  tools: {
    entryPoints: {
      demo: "scripts/demo/main.ts",
      launcher: "test/host/launcher.ts",
      "vscode-tests": "test/host/runVsCodeTests.ts",
      screenshots: "scripts/screenshots/main.ts",
    },
    outdir: "out/tools", // as deep as scripts/lib, whose paths.mjs goes up twice to the project's folder
    outExtension: { ".js": ".mjs" },
    format: "esm",
    platform: "node",
    target: "node24",
    packages: "external",
    banner: { js: "#!/usr/bin/env node" }, // the launcher is started as a program
  },
};

/** The Mocha entry and every *.test.ts under a folder; empty when there is no entry yet. */
function testEntries(folder) {
  const entry = path.join(folder, "index.ts");
  if (!fs.existsSync(path.join(root, entry))) return [];
  return [
    entry,
    ...fs
      .readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".test.ts"))
      .map((name) => path.join(folder, name)),
  ];
}

function hasEntries({ entryPoints }) {
  if (Array.isArray(entryPoints)) return entryPoints.length > 0;
  return Object.values(entryPoints).every((file) => fs.existsSync(path.join(root, file)));
}

/** Name, version and licence text of every package that went into the bundles. */
function notices(metafiles) {
  const folders = new Set();
  for (const { inputs } of metafiles) {
    for (const input of Object.keys(inputs)) {
      const match = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(input);
      if (match) folders.add(path.resolve(root, match[0]));
    }
  }
  const parts = [];
  for (const folder of [...folders].sort()) {
    const { name, version, license } = JSON.parse(fs.readFileSync(path.join(folder, "package.json"), "utf8"));
    const texts = fs
      .readdirSync(folder)
      .filter((file) => /^(licen[cs]e|notice|copying)/i.test(file))
      .map((file) => fs.readFileSync(path.join(folder, file), "utf8").trim());
    parts.push(
      `${name} ${version} (${license})\n\n${texts.join("\n\n") || "No licence file in the package."}`,
    );
  }
  return `TLS Inspector includes these packages.\n\n${parts.join(`\n\n${"=".repeat(72)}\n\n`)}\n`;
}

async function main() {
  for (const folder of ["dist", "out"]) fs.rmSync(path.join(root, folder), { recursive: true, force: true });
  const chosen = Object.entries(bundles).filter(([name, options]) => {
    if (hasEntries(options)) return true;
    console.log(`${name}: no entry point yet, skipped`);
    return false;
  });

  if (watch) {
    for (const [name, options] of chosen) {
      const context = await esbuild.context({ ...common, ...options, plugins: [sayWhenBuilt(name)] });
      await context.watch();
    }
    return;
  }

  const started = performance.now();
  const results = await Promise.all(chosen.map(([, options]) => esbuild.build({ ...common, ...options })));
  const shipped = results.filter((_, i) => chosen[i][1].outdir === "dist");
  fs.mkdirSync(path.join(root, "dist"), { recursive: true });
  fs.writeFileSync(path.join(root, "dist/THIRD-PARTY-NOTICES"), notices(shipped.map((r) => r.metafile)));
  for (const { metafile } of results) {
    for (const [file, { bytes, entryPoint }] of Object.entries(metafile.outputs)) {
      if (entryPoint && !file.startsWith("out/")) console.log(`${file}  ${Math.ceil(bytes / 1024)} KB`);
    }
  }
  for (const program of ["dist/cli.js", "out/tools/launcher.mjs"].map((file) => path.join(root, file))) {
    if (fs.existsSync(program)) fs.chmodSync(program, 0o755);
  }
  console.log(`built in ${Math.round(performance.now() - started)} ms`);
}

function sayWhenBuilt(name) {
  return {
    name: "say-when-built",
    setup(build) {
      build.onStart(() => console.log(`[watch] ${name}: build started`));
      build.onEnd(({ errors }) => console.log(`[watch] ${name}: build finished, ${errors.length} errors`));
    },
  };
}

main().catch((error) => {
  if (!Array.isArray(error.errors)) console.error(error); // esbuild has printed its own
  process.exitCode = 1;
});
