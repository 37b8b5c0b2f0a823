import { describe, expect, it } from "vitest";
import { findTextObjects } from "../../../src/core/inspect/objects";
import { movedPieces, retell } from "../../../src/core/inspect/retell";
import { inspectText, type TextFound } from "../../../src/core/inspect/text";
import { findDumps } from "../../../src/core/text/hexDump";
import { testProvider } from "../../support/provider";

const options = {
  label: "log",
  provider: testProvider,
  trust: { roots: undefined, storeName: "none", at: "2026-01-01T00:00:00Z" },
};
const alert = (description: string): string => `15 03 03 00 02 02 ${description}`;
const KEY =
  "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=\n-----END PUBLIC KEY-----\n";
const BEFORE = `one\n${alert("28")}\n\n${KEY}two\n${alert("2f")}\n`;

const read = (text: string): { readonly text: string; readonly found: TextFound } => {
  const objects = findTextObjects(text);
  return { text, found: { objects, dumps: findDumps(text, { taken: objects }) } };
};
const inspect = (text: string): ReturnType<typeof inspectText> =>
  inspectText(text, { ...options, version: 1, found: read(text).found });
/** Where every row stands in the text. */
const places = ({ fields, sources }: ReturnType<typeof inspectText>): unknown =>
  Array.from({ length: fields.length }, (_, row) => [
    fields.field(row).key,
    sources.toText(fields.span(row)).map(({ start, end }) => [start, end]),
  ]);

describe("an inspection told of an edited text", () => {
  it.each([
    ["before everything", `zero\n\n${BEFORE}`],
    ["between the pieces", BEFORE.replace("two", "and\ntwo")],
    ["behind everything", `${BEFORE}three\n`],
    ["not at all", BEFORE],
  ])("is what reading it again gives, when it was edited %s", (_, text) => {
    const before = inspect(BEFORE);
    const pieces = movedPieces(read(BEFORE), read(text));
    expect(pieces).toHaveLength(3);
    const told = retell(before, text, 2, pieces ?? []);
    const again = inspect(text);
    expect(told && places(told)).toEqual(places(again));
    expect(told?.found).toEqual(again.found);
    expect(told?.findings).toEqual(again.findings);
    expect(told?.sources.get(0)).toEqual({ kind: "text", id: 0, label: "log", text, version: 2 });
    expect(places(before)).toEqual(places(inspect(BEFORE))); // untouched
  });

  it.each([
    ["a byte has changed", BEFORE.replace("2f", "30")],
    ["a dump is gone", BEFORE.replace(alert("2f"), "")],
    ["a dump has come", `${BEFORE}\n${alert("28")}\n`],
    ["a key is gone", BEFORE.replace(KEY, "")],
    ["the line above a dump is another", BEFORE.replace("two", "three")],
    ["a digit has gone", BEFORE.replace("02 28", "02 2")],
  ])("has to be read again when %s", (_, text) => {
    expect(movedPieces(read(BEFORE), read(text))).toBeUndefined();
  });

  it("cannot be told when it tells of characters that are nobody's", () => {
    const before = inspect(BEFORE);
    const finding = {
      id: "x",
      severity: "info",
      message: "Here",
      span: { source: 0, start: 0, end: 3 },
    } as const;
    const odd = { ...before, findings: [...before.findings, finding] };
    expect(retell(odd, BEFORE, 2, movedPieces(read(BEFORE), read(BEFORE)) ?? [])).toBeUndefined();
  });
});
