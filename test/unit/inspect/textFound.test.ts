import { expect, it } from "vitest";
import { inspectText } from "../../../src/core/inspect/text";
import { findDumps } from "../../../src/core/text/hexDump";
import { testProvider } from "../../support/provider";

const options = {
  label: "log",
  provider: testProvider,
  trust: { roots: undefined, storeName: "none", at: "2026-01-01T00:00:00Z" },
};
const alert = (description: string): string => `15 03 03 00 02 02 ${description}`;
const text = `${alert("28")}\n\nand then\n\n${alert("2f")}\n`;

it("inspects what was found in a text, and nothing else of it", () => {
  const dumps = findDumps(text);
  expect(dumps).toHaveLength(2);
  const second = dumps.slice(1);
  const inspection = inspectText(text, { ...options, found: { objects: [], dumps: second } });
  expect(inspection.messages.map(({ detail }) => detail)).toEqual([expect.stringContaining("illegal")]);
  const [first] = inspection.sources.toText(inspection.messages[0]?.span ?? { source: 0, start: 0, end: 0 });
  expect(first?.start).toBe(text.indexOf(alert("2f")) + 15);
  expect(inspectText(text, { ...options, found: { objects: [], dumps: [] } }).findings).toContainEqual(
    expect.objectContaining({ id: "text.nothing" }),
  );
});
