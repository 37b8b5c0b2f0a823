import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { DumpInspections, inspectDump, type DumpPlace } from "../../../src/core/inspect/dumpInspections";
import { toJson } from "../../../src/core/inspect/json";
import type { Inspection } from "../../../src/core/inspection";
import { findDumps, type Dump } from "../../../src/core/text/hexDump";
import { testProvider } from "../../support/provider";
import { unsound } from "../../support/soundness";

const sample = (name: string): string =>
  readFileSync(new URL(`../text/samples/${name}`, import.meta.url), "utf8");
const trust = { roots: undefined, storeName: "none", at: "2026-01-01T00:00:00Z" };
const DONE = "16 03 03 00 04 0e 00 00 00";

const only = (text: string): Dump => {
  const [dump, ...others] = findDumps(text);
  if (!dump || others.length > 0) throw new Error("there is not one dump");
  return dump;
};
const alone = (dump: Dump, place: DumpPlace): Inspection =>
  inspectDump(dump, { ...place, provider: testProvider, trust });
const json = (inspection: Inspection): string => JSON.stringify(toJson(inspection));

/** The characters that a field with this key stands on. */
function shown({ fields, sources }: Inspection, key: string): string {
  const row = fields.find(key);
  if (row === undefined) throw new Error(`there is no ${key}`);
  return sources
    .toText(fields.span(row))
    .map(({ text, start, end }) => {
      const source = sources.get(text);
      return source.kind === "text" ? source.text.slice(start, end) : "";
    })
    .join(" ");
}

describe("the inspection of one dump", () => {
  it("leads to the characters of the whole text", () => {
    const text = `Before it.\n\n${sample("xxd-g1.txt")}\n\nanother one\n\n${DONE}\n`;
    const dumps = findDumps(text);
    expect(dumps).toHaveLength(2);
    const inspections = dumps.map((dump) => alone(dump, { label: "t", text, version: 3 }));
    expect(inspections.map(({ messages }) => messages.map(({ name }) => name))).toEqual([
      ["client_hello"],
      ["server_hello_done"],
    ]);
    for (const inspection of inspections) expect(unsound(inspection)).toEqual([]);
    expect(inspections.map((inspection) => shown(inspection, "tls.handshake.type"))).toEqual(["01", "0e"]);
    expect(inspections[0]?.sources.get(0)).toMatchObject({ kind: "text", label: "t", text, version: 3 });
  });

  it("is kept while nothing moved", () => {
    const inspections = new DumpInspections(testProvider, () => trust);
    const place = { label: "t", text: DONE, version: 1 };
    const dump = only(DONE);
    expect(inspections.inspect(dump, place)).toBe(inspections.inspect(dump, { ...place }));
  });

  it("follows a dump to where an edit moved it, without decoding it again", () => {
    const inspections = new DumpInspections(testProvider, () => trust);
    const text = `${sample("hexdump-C.txt")}\n16 03`;
    const before = only(text);
    const first = inspections.inspect(before, { label: "t", text, version: 1 });
    const changed = `A line more.\n${text}`;
    const moved = { ...only(changed), bytes: before.bytes };
    const place = { label: "t", text: changed, version: 2 };
    const second = inspections.inspect(moved, place);
    expect(second.messages).toBe(first.messages);
    expect(json(second)).toBe(json(alone(moved, place)));
    expect(unsound(second)).toEqual([]);
    expect(shown(second, "tls.handshake.random")).toBe(shown(first, "tls.handshake.random"));
    // The earlier one still tells of the earlier text.
    expect(json(first)).toBe(json(alone(before, { label: "t", text, version: 1 })));
  });

  it("moves what is remarkable with the dump", () => {
    const text = "0000: 16 03 03 00 04 0e 00\n0008: 00 00 00 00 00 00 00 00\n0010: 00 00 00 00\n";
    const before = only(text);
    expect(before.findings).toHaveLength(1);
    const inspections = new DumpInspections(testProvider, () => trust);
    inspections.inspect(before, { label: "t", text });
    const moved = { ...only(`\n\n${text}`), bytes: before.bytes };
    const { findings } = inspections.inspect(moved, { label: "t", text: `\n\n${text}` });
    expect(findings.find(({ id }) => id === "dump.row")?.span).toMatchObject({ source: 0, start: 2 });
  });

  it("is made anew when the text says something else of the same bytes", () => {
    const inspections = new DumpInspections(testProvider, () => trust);
    const dump = only(DONE);
    const place = { label: "t", text: DONE };
    const first = inspections.inspect(dump, place);
    const titled = inspections.inspect({ ...dump, title: "Server Hello Done" }, place);
    expect(titled).not.toBe(first);
    expect(titled.sources.get(1).label).toBe("Server Hello Done");
    expect(inspections.inspect({ ...dump, title: "Server Hello Done" }, place)).toBe(titled);
  });
});
