import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { USES_CRYPTOGRAPHY } from "../../../scripts/lib/cryptographyTests.mjs";
import { root } from "../../../scripts/lib/paths.mjs";

const IMPORTS_PROVIDER = /from "[./]*support\/provider"/;

test.each(["unit", "interop"] as const)("%s tests that choose a provider run with both", (project) => {
  const folder = join(root, "test", project);
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".test.ts"))
    .map((name) => `test/${project}/${name.replaceAll("\\", "/")}`)
    .filter((name) => IMPORTS_PROVIDER.test(readFileSync(join(root, name), "utf8")));
  expect(files.length).toBeGreaterThan(3);
  expect(files.filter((name) => !USES_CRYPTOGRAPHY[project].some((path) => name.startsWith(path)))).toEqual(
    [],
  );
});
