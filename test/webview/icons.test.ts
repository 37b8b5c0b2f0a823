import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, test } from "vitest";
import { ICONS } from "../../webview/ui/icons";
import { rfcUrl } from "../../webview/ui/rfc";

test("code points are the ones of the installed codicon font", () => {
  const csv = readFileSync(
    createRequire(import.meta.url).resolve("@vscode/codicons/dist/codicon.csv"),
    "utf8",
  );
  const points = new Map(csv.split(/\r?\n/).map((line) => [line.split(",")[0], line.split(",")[2]]));
  for (const [name, character] of Object.entries(ICONS))
    expect([name, character.codePointAt(0)?.toString(16).toUpperCase()]).toEqual([name, points.get(name)]);
});

test.each([
  ["RFC 5246 §7.4.4", "https://www.rfc-editor.org/rfc/rfc5246#section-7.4.4"],
  ["RFC 8446 §B.3.1", "https://www.rfc-editor.org/rfc/rfc8446#appendix-B.3.1"],
  ["RFC 5280 §6.1.3 (a)(1)", "https://www.rfc-editor.org/rfc/rfc5280#section-6.1.3"],
  ["RFC 7301", "https://www.rfc-editor.org/rfc/rfc7301"],
  ["javascript:alert(1)", undefined],
  ["RFC 1 §<img>", undefined],
])("%s", (rfc, url) => {
  expect(rfcUrl(rfc)).toBe(url);
});
