// Mocha inside the extension host: VS Code calls run() and takes a rejection for a failed suite.
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Mocha from "mocha";
import type { SuiteResult } from "./result";

export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: "tdd", timeout: 30_000, reporter: "spec", color: false });
  for (const file of readdirSync(__dirname, { recursive: true, encoding: "utf8" })) {
    if (file.endsWith(".test.js")) mocha.addFile(join(__dirname, file));
  }
  const tests: SuiteResult["tests"][number][] = [];
  const failures = await new Promise<number>((resolve) => {
    mocha
      .run(resolve)
      .on("pass", (test) => tests.push({ title: test.fullTitle(), state: "passed" }))
      .on("pending", (test) => tests.push({ title: test.fullTitle(), state: "skipped" }))
      .on("fail", (test, error: Error) =>
        tests.push({ title: test.fullTitle(), state: "failed", error: error.stack ?? error.message }),
      );
  });
  const resultFile = process.env["TEST_RESULT_FILE"];
  if (resultFile !== undefined) writeFileSync(resultFile, JSON.stringify({ tests } satisfies SuiteResult));
  if (failures > 0) throw new Error(`${failures} tests failed`);
}
