import type { ByteFormat } from "../../../src/core/convert/byteFormats";
import { SourceGraph } from "../../../src/core/bytes/source";
import { readText } from "../../../src/core/text/readText";
import { CARRIES } from "./carries";
import type { Dressing } from "./dressings";
import { mapProblem } from "./exact";
import { INPUTS, type Lab } from "./lab";
import type { Sample } from "./sample";

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");

/** The bytes that the dumps of a sample must give. */
export async function expectedDumps(lab: Lab, sample: Sample): Promise<readonly Uint8Array[]> {
  if (sample.dumps) return sample.dumps(lab);
  return [INPUTS[sample.bytes ?? "hello"].subarray(0, sample.shown)];
}

/** What is wrong with how a sample is read in a dressing; undefined when its bytes come back, each traced exactly. */
export function readingProblem(
  sample: Sample,
  printed: string,
  expected: readonly Uint8Array[],
  dressing: Dressing,
): string | undefined {
  // Cells of one character each are told by their columns.
  if (dressing.name === "tabs" && sample.carry === "character") return undefined;
  const { text } = dressing.dress(printed);
  const sources = new SourceGraph();
  const { dumps } = readText(sources, sample.name, text, { selected: sample.selected === true });
  if (dumps.length !== expected.length)
    return `${String(dumps.length)} dumps instead of ${String(expected.length)}: ${dumps
      .map(({ format, bytes }) => `${format} of ${String(bytes.length)} bytes, ${hex(bytes).slice(0, 20)}`)
      .join("; ")}`;
  for (const [i, dump] of dumps.entries()) {
    const wanted = hex(expected[i] ?? new Uint8Array());
    const got = hex(dump.bytes);
    if (got !== wanted) {
      const at = Array.from(got).findIndex((digit, k) => digit !== wanted.charAt(k));
      return `${dump.format}: ${String(got.length / 2)} bytes instead of ${String(wanted.length / 2)}, ${
        at < 0 ? "cut short" : `wrong from byte ${String(at >> 1)} (${got.slice(at & ~1, (at & ~1) + 8)})`
      }`;
    }
    const problem = mapProblem(sources, text, dump, CARRIES[sample.carry], { star: sample.star === true });
    if (problem !== undefined) return `${dump.format}: ${problem}`;
    const missing = JSON.stringify(dump.missing ?? []);
    if (missing !== JSON.stringify(sample.missing ?? [])) return `${dump.format}: missing ${missing}`;
    const warnings = dump.findings.filter(({ severity }) => severity !== "info");
    if (warnings[0] && sample.missing === undefined) return `${dump.format}: "${warnings[0].message}"`;
  }
  return undefined;
}

/** Formats whose cells are told by their columns, as with the carry "character". */
const CHARACTER_CELLS = new Set(["od-c", "hexdump-chars"]);

/** What is wrong with how our own printing of the hello is read in a dressing: its places are known exactly. */
export function printingProblem(format: ByteFormat, dressing: Dressing): string | undefined {
  if (dressing.name === "tabs" && CHARACTER_CELLS.has(format.id)) return undefined;
  const printed = format.print(INPUTS.hello);
  const { text, place } = dressing.dress(printed.text);
  const sources = new SourceGraph();
  const { dumps } = readText(sources, format.id, text);
  const [dump] = dumps;
  if (!dump || dumps.length > 1) return `${String(dumps.length)} dumps instead of 1`;
  if (hex(dump.bytes) !== hex(INPUTS.hello)) return `${dump.format}: ${hex(dump.bytes).slice(0, 60)}`;
  for (const [i, wanted] of printed.places.entries()) {
    const ranges = sources.toText({ source: dump.source, start: i, end: i + 1 });
    const start = ranges[0]?.start;
    const end = ranges.at(-1)?.end;
    // An end is placed by the character before it: something may follow that belongs to the dressing.
    if (start !== place(wanted.start) || end !== place(wanted.end - 1) + 1)
      return `byte ${String(i)} is traced to ${JSON.stringify(text.slice(start, end))}`;
  }
  return undefined;
}
