import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { USES_CRYPTOGRAPHY } from "../../../scripts/lib/cryptographyTests.mjs";
import { root } from "../../../scripts/lib/paths.mjs";

const IMPORTS_PROVIDER = /from "[./]*support\/provider"/;

test("unit tests that choose a provider run with both", () => {
  const files = readdirSync(join(root, "test/unit"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".test.ts"))
    .map((name) => `test/unit/${name.replaceAll("\\", "/")}`)
    .filter((name) => IMPORTS_PROVIDER.test(readFileSync(join(root, name), "utf8")));
  expect(files.length).toBeGreaterThan(10);
  expect(files.filter((name) => !USES_CRYPTOGRAPHY.unit.some((path) => name.startsWith(path)))).toEqual([]);
});

test("what runs with both is there", () => {
  const { unit, interop } = USES_CRYPTOGRAPHY;
  expect([...unit, ...interop].filter((path) => !existsSync(join(root, path)))).toEqual([]);
});
