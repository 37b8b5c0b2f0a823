#!/usr/bin/env node
// npm test: everything. node scripts/test.mjs [STAGE…] [-- ARGUMENTS FOR VITEST]: some of it.
// Goes on past a failed stage and ends with "N passed, N failed, N skipped" of all tests (a check that failed, such as
// lint, counts as one failure). Exits with 1 when anything failed or no test was executed.
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { bootstrap } from "./bootstrap.mjs";
import { cache, node24, root } from "./lib/paths.mjs";
import { USES_CRYPTOGRAPHY } from "./lib/cryptographyTests.mjs";
import { run, seconds } from "./lib/run.mjs";
import { packageExtension } from "./package.mjs";

const results = join(cache, "results");
const module = (path) => join(root, "node_modules", path);

/** Runs a program under Node 24; a check passes or fails as a whole. */
const check = (file, ...args) => ({
  run: async ({ env }) => ({
    passed: 0,
    failed: (await run(node24(), [file, ...args], { env })) === 0 ? 0 : 1,
    skipped: 0,
  }),
});

/** Projects whose files do not mind each other: two at a time, since vitest itself leaves one core of two alone. */
const SIDE_BY_SIDE = ["unit", "golden", "webview"];

/** Runs projects of vitest.config.mts, the crypto provider given; of them only `paths`, unless the command line names some. */
const vitest = (projects, provider, paths = []) => ({
  run: async ({ env, extra }) => {
    const file = join(results, `${projects.join("-")}-${provider}.json`);
    rmSync(file, { force: true });
    const wanted = extra.length > 0 ? extra : paths;
    const workers = projects.every((name) => SIDE_BY_SIDE.includes(name)) ? ["--maxWorkers=2"] : [];
    const args = [...projects.map((name) => `--project=${name}`), "--passWithNoTests", ...workers, ...wanted];
    const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
    const code = await run(node24(), [module("vitest/vitest.mjs"), "run", ...args, ...reporters], {
      env: { ...env, CRYPTO_PROVIDER: provider },
    });
    return vitestCounts(file, code);
  },
});

function vitestCounts(file, code) {
  const report = readJson(file);
  if (report === undefined) return { passed: 0, failed: code === 0 ? 0 : 1, skipped: 0 };
  // A file that could not even be loaded has no tests: it is a failure all the same.
  const unloadable = report.testResults.filter(
    (f) => f.status === "failed" && f.assertionResults.length === 0,
  ).length;
  const failed = report.numFailedTests + unloadable;
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && code !== 0 ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** The Mocha suite inside VS Code, through @vscode/test-electron. */
const vscodeSuite = (...args) => ({
  packaged: true,
  run: async ({ env }) => {
    const file = join(results, "vscode.json");
    rmSync(file, { force: true });
    const code = await run(node24(), [join(root, "out/tools/vscode-tests.mjs"), ...args], {
      env: { ...env, TEST_RESULT_FILE: file },
    });
    const tests = readJson(file)?.tests ?? [];
    const count = (state) => tests.filter((test) => test.state === state).length;
    return {
      passed: count("passed"),
      failed: count("failed") || (code === 0 ? 0 : 1),
      skipped: count("skipped"),
    };
  },
});

/** In the order in which they run: what is quick to fail comes first. */
const STAGES = {
  format: check(module("prettier/bin/prettier.cjs"), "--check", "--log-level", "warn", "."),
  typecheck: check(join(root, "scripts/typecheck.mjs")),
  layers: check(
    module("dependency-cruiser/bin/dependency-cruise.mjs"),
    "--config",
    ".dependency-cruiser.cjs",
    "--output-type",
    "err-long",
    "src",
    "webview",
  ),
  lint: check(
    module("eslint/bin/eslint.js"),
    "--cache",
    "--cache-location",
    ".cache/eslint/",
    "--max-warnings",
    "0",
    ".",
  ),
  unit: vitest(["unit", "golden"], "pure"),
  "unit-node": vitest(["unit"], "node", USES_CRYPTOGRAPHY.unit),
  corpora: vitest(["corpora"], "pure"),
  fuzz: vitest(["fuzz"], "pure"),
  webview: vitest(["webview"], "pure"),
  interop: vitest(["interop"], "pure"),
  "interop-node": vitest(["interop"], "node", USES_CRYPTOGRAPHY.interop),
  vscode: vscodeSuite(),
  e2e: { packaged: true, ...vitest(["e2e"], "node") },
};

/** Only when asked for by name: downloads a desktop VS Code. */
const ON_REQUEST = { desktop: vscodeSuite("--desktop") };

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined; // the run ended before it wrote one
  }
}

async function main() {
  const words = process.argv.slice(2);
  const split = words.indexOf("--");
  const names = split === -1 ? words : words.slice(0, split);
  const extra = split === -1 ? [] : words.slice(split + 1);
  const all = { ...STAGES, ...ON_REQUEST };
  const unknown = names.filter((name) => all[name] === undefined);
  if (unknown.length > 0)
    throw new Error(`no stage ${unknown.join(", ")}; there are: ${Object.keys(all).join(", ")}`);
  const chosen = Object.entries(names.length === 0 ? STAGES : all).filter(
    ([name]) => names.length === 0 || names.includes(name),
  );

  const started = performance.now();
  await bootstrap("test");
  mkdirSync(results, { recursive: true });
  const env = { ...process.env, PATH: dirname(node24()) + delimiter + process.env["PATH"] };
  // Without what the build makes nothing below means anything, so this is the one step whose failure ends the run.
  if (chosen.some(([, stage]) => stage.packaged)) env["TLS_INSPECTOR_VSIX"] = await packageExtension();

  const total = { passed: 0, failed: 0, skipped: 0 };
  const summary = [];
  for (const [name, stage] of chosen) {
    console.log(`\n━━ ${name}`);
    const began = performance.now();
    const counts = await stage.run({ env, extra });
    for (const key of Object.keys(total)) total[key] += counts[key];
    const words = counts.passed + counts.skipped === 0 && counts.failed === 0 ? "ok" : countsText(counts);
    summary.push(
      `${counts.failed > 0 ? "✗" : "✓"} ${name.padEnd(14)} ${seconds(began).padStart(8)}   ${words}`,
    );
  }

  console.log(`\n${summary.join("\n")}\n${seconds(started)} in all\n`);
  const checksOnly = chosen.every(([name]) => ["format", "typecheck", "layers", "lint"].includes(name));
  if (total.passed + total.failed === 0 && !checksOnly) {
    console.log("No test was executed.");
    process.exitCode = 1;
  }
  if (total.failed > 0) process.exitCode = 1;
  console.log(countsText(total));
}

const countsText = ({ passed, failed, skipped }) =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
