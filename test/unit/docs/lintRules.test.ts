import { readFileSync } from "node:fs";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import { expect, test } from "vitest";
import { root } from "../../../scripts/lib/paths.mjs";
import { LINT_RULES, type LintRule, type LintSource } from "../../../src/core/check/lint";
import { expectGolden } from "../../support/golden";

const SOURCES: Readonly<Record<LintSource, string>> = {
  RFC: "RFC 5280 and the RFCs beside it. They are asked of every certificate.",
  "CA/Browser Forum":
    "The baseline requirements for TLS (BR, sections as in version 2) and the guidelines for extended validation (EVG). They are asked of certificates that claim to be publicly trusted: by a policy of the CA/Browser Forum, or by signed certificate timestamps. Rules without a day judge certificates from 2012-07-01 on, when the requirements took effect; those marked 'all' are asked of every certificate.",
  Mozilla:
    "Mozilla's root store policy, and its policy of Certificate Transparency; asked as the CA/Browser Forum's.",
};

const cell = (text: string): string => text.replace(/\|/g, "\\|").replace(/\*/g, "\\*");

function row({ id, severity, reference, title, since = "", forAll }: LintRule): string {
  // 2012-07-01 is said once, above the table.
  const day = forAll ? "all" : since === "2012-07-01" ? "" : since;
  return `| \`${id}\` | ${severity} | ${cell(reference)} | ${cell(title)} | ${day} |`;
}

function page(): string {
  const sections = Object.entries(SOURCES).map(([source, text]) => {
    const rules = LINT_RULES.filter((rule) => rule.source === source);
    return [
      `## ${source} (${String(rules.length)})`,
      "",
      text,
      "",
      "| id | severity | reference | what must hold | since |",
      "| --- | --- | --- | --- | --- |",
      ...rules.map(row),
    ].join("\n");
  });
  return [
    "# Lint rules for certificates",
    "",
    "Made from the tables in `src/core/check/lint` by `test/unit/docs/lintRules.test.ts`: `UPDATE_GOLDEN=1 npm run test:unit` writes it anew. To add a rule, write a row in the file of its subject, and a certificate that keeps it and one that breaks it in `test/unit/check/lint/cases`. An id never changes. A rule with a day judges certificates that begin on that day or later. Whether a certificate is valid now is no lint: `certificateFindings` in `src/core/check/trust` says so.",
    "",
    ...sections.flatMap((section) => [section, ""]),
  ].join("\n");
}

test("docs/lint-rules.md lists every rule", async () => {
  const path = join(root, "docs", "lint-rules.md");
  const config = await resolveConfig(path);
  expectGolden(path, await format(page(), { ...config, parser: "markdown" }));
  expect(LINT_RULES.length).toBeGreaterThanOrEqual(120);
});

test("README says how many there are", () => {
  const readme = readFileSync(join(root, "README.md"), "utf8").replace(/\s+/g, " ");
  expect(readme).toContain(`[${String(LINT_RULES.length)} lint rules](docs/lint-rules.md)`);
});
