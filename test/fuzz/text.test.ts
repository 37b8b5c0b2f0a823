import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BYTE_FORMATS } from "../../src/core/convert/byteFormats";
import { inspectFile } from "../../src/core/inspect/file";
import { toJson } from "../../src/core/inspect/json";
import { summaryOf } from "../../src/core/inspect/summary";
import { inspectText } from "../../src/core/inspect/text";
import type { Inspection } from "../../src/core/inspection";
import { DumpIndex } from "../../src/core/text/dumpIndex";
import { findDumps, type Dump } from "../../src/core/text/hexDump";
import { recordish } from "../support/arbitraries";
import { testProvider } from "../support/provider";
import { unsound } from "../support/soundness";

const folder = fileURLToPath(new URL("../unit/text/samples/", import.meta.url));
const SAMPLES = readdirSync(folder)
  .filter((name) => name.endsWith(".txt"))
  .map((name) => readFileSync(`${folder}${name}`, "utf8"));
const options = {
  label: "test",
  provider: testProvider,
  trust: { roots: undefined, storeName: "none", at: "2026-01-01T00:00:00Z" },
};

function holds(inspection: Inspection): void {
  expect(unsound(inspection)).toEqual([]);
  toJson(inspection);
  summaryOf(inspection);
  const { sources, fields } = inspection;
  for (let row = 0; row < fields.length; row++) {
    for (const { text, start, end } of sources.toText(fields.span(row))) {
      const source = sources.get(text);
      expect(source.kind === "text" && start >= 0 && start <= end && end <= source.text.length).toBe(true);
    }
  }
}

/** What is wrong with the places of a dump: every byte stands on characters of the text, in the dump's range. */
function misplaced({ bytes, runs, range, findings }: Dump, text: string): string[] {
  const problems: string[] = [];
  const seen = new Uint8Array(bytes.length);
  const inText = (start: number, end: number): boolean => start >= 0 && start <= end && end <= text.length;
  if (!inText(range.start, range.end) || range.start === range.end) problems.push("a range outside the text");
  for (const { start, end } of findings) if (!inText(start, end)) problems.push("a finding outside the text");
  let last = 0;
  for (const { byteStart, byteCount, charStart, charsPerByte, stride } of runs) {
    if (byteStart < last || byteCount < 1 || byteStart + byteCount > bytes.length)
      problems.push("a run astray");
    last = byteStart;
    seen.fill(1, byteStart, byteStart + byteCount);
    const [start, end] = [charStart, charStart + (byteCount - 1) * stride + charsPerByte];
    if (Math.floor(start + 1e-4) < range.start || Math.ceil(end - 1e-4) > range.end)
      problems.push(`a run from ${String(start)} to ${String(end)} outside the dump`);
  }
  if (seen.includes(0)) problems.push("a byte that stands nowhere");
  return problems;
}

/** Changes to a text: characters replaced, lines dropped, doubled and swapped. */
const edits = fc.array(
  fc.record({
    at: fc.integer({ min: 0, max: 9999 }),
    kind: fc.constantFrom("replace", "drop", "double", "insert"),
    with: fc.constantFrom(
      "0",
      "f",
      "-",
      "=",
      "\n",
      " ",
      "|",
      "é",
      "-----BEGIN X-----\n",
      "-----END X-----\n",
      "*",
    ),
  }),
  { maxLength: 5 },
);

function edited(text: string, made: readonly { at: number; kind: string; with: string }[]): string {
  return made.reduce((current, { at, kind, with: what }) => {
    const place = Math.floor((at / 10000) * current.length);
    if (kind === "replace") return `${current.slice(0, place)}${what}${current.slice(place + 1)}`;
    if (kind === "insert") return `${current.slice(0, place)}${what}${current.slice(place)}`;
    const lines = current.split("\n");
    const line = Math.floor((at / 10000) * lines.length);
    lines.splice(line, 1, ...(kind === "drop" ? [] : [lines[line] ?? "", lines[line] ?? ""]));
    return lines.join("\n");
  }, text);
}

const pem = fc
  .tuple(
    fc.constantFrom("CERTIFICATE", "PRIVATE KEY", "RSA PRIVATE KEY", "X509 CRL", "PUBLIC KEY", "NONSENSE"),
    fc.uint8Array({ maxLength: 120 }),
  )
  .map(([label, bytes]) => {
    const lines = Buffer.from(bytes).toString("base64").replaceAll(/.{64}/g, "$&\n");
    return `-----BEGIN ${label}-----\n${lines}\n-----END ${label}-----\n`;
  });

const hexDump = recordish.map((bytes) =>
  Array.from({ length: Math.ceil(bytes.length / 16) }, (_, i) => {
    const row = bytes.subarray(i * 16, (i + 1) * 16);
    const hex = Array.from(row, (byte) => byte.toString(16).padStart(2, "0")).join(" ");
    return `${(i * 16).toString(16).padStart(8, "0")}  ${hex}`;
  }).join("\n"),
);

describe("texts", () => {
  it("that tools printed are sound, however they were damaged", () => {
    expect(SAMPLES.length).toBeGreaterThan(20);
    fc.assert(
      fc.property(fc.constantFrom(...SAMPLES), edits, fc.boolean(), (text, made, selected) => {
        holds(inspectText(edited(text, made), { ...options, selected }));
      }),
      { numRuns: 150 },
    );
  });

  it("that print bytes in any form have their dumps in place, however they were damaged, also found again", () => {
    const printed = fc
      .tuple(fc.constantFrom(...BYTE_FORMATS), recordish)
      .map(([format, bytes]) => format.print(bytes.subarray(0, 400)).text);
    fc.assert(
      fc.property(fc.array(printed, { minLength: 1, maxLength: 3 }), edits, (texts, made) => {
        const whole = texts.join("\n");
        const text = edited(whole, made);
        const dumps = findDumps(text);
        expect(dumps.flatMap((dump) => misplaced(dump, text))).toEqual([]);
        const earlier = new DumpIndex(whole);
        while (!earlier.next().done);
        const again = new DumpIndex(text, earlier);
        while (!again.next().done);
        expect(again.dumps).toEqual(dumps);
      }),
      { numRuns: 400 },
    );
  });

  it("of PEM blocks, dumps and words in any order are sound", () => {
    const piece = fc.oneof(
      pem,
      hexDump,
      fc.string({ maxLength: 60 }),
      fc.constantFrom("\n", "\n\n", "Sent Record\n"),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 6 }), edits, (pieces, made) => {
        holds(inspectText(edited(pieces.join("\n"), made), options));
      }),
      { numRuns: 300 },
    );
  });

  it("and files of any bytes are sound", () => {
    fc.assert(
      fc.property(fc.oneof(recordish, fc.uint8Array({ maxLength: 300 })), (bytes) => {
        const decodeText = (content: Uint8Array): string => Buffer.from(content).toString("utf8");
        for (const inspection of inspectFile(bytes, { ...options, decodeText })) holds(inspection);
      }),
      { numRuns: 400 },
    );
  });
});
