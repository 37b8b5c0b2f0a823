import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Printed } from "../../../src/core/convert/byteFormats";
import { ROW_FORMATS } from "../../../src/core/convert/byteFormats/rows";
import { findDumps } from "../../../src/core/text/hexDump";
import type { Dump } from "../../../src/core/text/hexDump/dump";
import { clientHello } from "./samples";

/** The characters that carry each byte as a dump says, one range each. */
function placesOf({ bytes, runs }: Dump): { start: number; end: number }[] {
  const places: { start: number; end: number }[] = Array.from(bytes, () => ({ start: -1, end: -1 }));
  for (const { byteStart, byteCount, charStart, charsPerByte, stride } of runs)
    for (let i = 0; i < byteCount; i++) {
      const start = charStart + i * stride;
      places[byteStart + i] = { start, end: start + charsPerByte };
    }
  return places;
}

/** What is wrong with `dump` as what was printed of `bytes`. */
function fault(dump: Dump | undefined, printed: Printed, bytes: Uint8Array): string | undefined {
  if (!dump) return "no dump";
  if (Buffer.compare(dump.bytes, bytes) !== 0) return `bytes ${Buffer.from(dump.bytes).toString("hex")}`;
  if (JSON.stringify(placesOf(dump)) !== JSON.stringify(printed.places)) return "places";
  return dump.findings[0]?.message;
}

/** The one dump of `printed`, which gives `bytes`, each at its place: as it is read, or in another reading that is offered. */
function expectBack(
  printed: Printed,
  bytes: Uint8Array,
  options: { selected: boolean; sure: boolean },
): void {
  const { selected, sure } = options;
  const dumps = findDumps(printed.text, { selected });
  expect(dumps, printed.text).toHaveLength(1);
  const [dump] = dumps;
  const first = fault(dump, printed, bytes);
  if (first === undefined) return;
  const others = sure ? [] : (dump?.others ?? []);
  const start = dump?.range.start ?? 0;
  const rest = others.map(
    ({ id }) => findDumps(printed.text, { selected, choose: new Map([[start, id]]) })[0],
  );
  if (!rest.some((other) => fault(other, printed, bytes) === undefined))
    expect.fail(`${first}\n${Buffer.from(bytes).toString("hex")}\n${printed.text}`);
}

/** Each line with what `prefix` gives before it; places move along. */
function prefixed({ text, places }: Printed, prefix: (line: number) => string, end = "\n"): Printed {
  const shifts: number[] = [];
  let shift = 0;
  let out = "";
  const lines = text.split("\n");
  if (lines.at(-1) === "") lines.pop();
  for (const [number, line] of lines.entries()) {
    const before = prefix(number);
    shift += before.length;
    for (let i = 0; i <= line.length; i++) shifts.push(shift);
    shift += end.length - 1;
    out += before + line + end;
  }
  return {
    text: out,
    places: places.map(({ start, end: to }) => ({
      start: start + (shifts[start] ?? 0),
      end: to + (shifts[to - 1] ?? 0),
    })),
  };
}

const time = (line: number): string => String(line % 60).padStart(2, "0");
const PREFIXES: readonly (readonly [name: string, prefix: (line: number) => string, end?: string])[] = [
  ["ISO time and level", (line) => `2026-03-01T12:00:${time(line)}.123Z DEBUG [io-1] `],
  ["syslog", (line) => `Nov 24 10:00:${time(line)} host prog[${String(1200 + line)}]: `],
  ["an epoch", (line) => `17000000${time(line)}.123456 `],
  ["dmesg", (line) => `[   12.3456${time(line)}] `],
  ["a quote", () => "> "],
  ["a comment", () => "// "],
  ["a block comment", () => " * "],
  ["line numbers", (line) => `${String(line + 1).padStart(4)} | `],
  ["line numbers and a tab", (line) => `${String(line + 1)}\t`],
  ["a diff", () => "+"],
  ["CRLF", () => "", "\r\n"],
  ["lone CR", () => "", "\r"],
];

const hexLike = fc.constantFrom(..."0123456789abcdef |:-*.".split("").map((c) => c.charCodeAt(0)));
/** Random bytes, bytes that look like digits, repeated rows, and a real Client Hello. */
const bytes = fc.oneof(
  fc.uint8Array({ minLength: 1, maxLength: 300 }),
  fc.array(hexLike, { minLength: 1, maxLength: 60 }).map((values) => Uint8Array.from(values)),
  fc
    .array(fc.tuple(fc.nat(3), fc.integer({ min: 1, max: 70 })), { minLength: 1, maxLength: 6 })
    .map((parts) => Uint8Array.from(parts.flatMap(([byte, count]) => Array<number>(count).fill(byte)))),
  fc.constant(clientHello),
);

describe.each(ROW_FORMATS.map((format) => [format.id, format] as const))("%s", (_, format) => {
  it("gives its bytes, each where it stands", () => {
    fc.assert(
      fc.property(bytes, (value) => {
        expectBack(format.print(value), value, { selected: true, sure: false });
      }),
      { numRuns: 60 },
    );
  });

  it.each(PREFIXES.map(([name, prefix, end]) => [name, prefix, end ?? "\n"] as const))(
    "gives a Client Hello under %s",
    (_name, prefix, end) => {
      expectBack(prefixed(format.print(clientHello), prefix, end), clientHello, {
        selected: false,
        sure: true,
      });
    },
  );
});
