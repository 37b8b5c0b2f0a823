import { afterAll, describe, expect, it } from "vitest";
import { BYTE_FORMATS } from "../../src/core/convert/byteFormats";
import { DRESSINGS, type Dressing } from "../support/paste/dressings";
import { GAPS } from "../support/paste/gaps";
import { expectedDumps, printingProblem, readingProblem } from "../support/paste/judge";
import { has, Lab } from "../support/paste/lab";
import { SAMPLES } from "../support/paste/samples";

const tools = [...new Set(SAMPLES.map(({ tool }) => tool))];
const absent = new Set(tools.filter((tool) => !has(tool)));
if (absent.size > 0) console.log(`not installed, so their dumps are not tried: ${[...absent].join(", ")}`);

/** What goes wrong in each dressing. */
const problems = (judge: (dressing: Dressing) => string | undefined): string[] =>
  DRESSINGS.flatMap((dressing) => {
    const problem = judge(dressing);
    return problem === undefined ? [] : [`${dressing.name}: ${problem}`];
  });

/** Nothing goes wrong; or what is known not to be read is still not, so that it leaves the table once it is. */
function expectRead(name: string, found: readonly string[]): void {
  const gap = GAPS[name];
  if (gap === undefined) expect(found).toEqual([]);
  else expect(found, `${name} is read now: take it out of the table of gaps`).not.toEqual([]);
}

describe("what real tools print is read back, each byte traced to its characters", () => {
  const lab = new Lab();
  afterAll(() => {
    lab.remove();
  });
  const samples = SAMPLES.filter(({ tool }) => !absent.has(tool));

  it.each(samples.map((sample) => [sample.name, sample] as const))("%s", async (name, sample) => {
    const [printed, expected] = await Promise.all([sample.print(lab), expectedDumps(lab, sample)]);
    expectRead(
      name,
      problems((dressing) => readingProblem(sample, printed, expected, dressing)),
    );
  });
});

describe("what our own printers write is read back, each byte just where it was put", () => {
  it.each(BYTE_FORMATS.map((format) => [format.id, format] as const))("%s", (id, format) => {
    expectRead(
      id,
      problems((dressing) => printingProblem(format, dressing)),
    );
  });
});

describe("the judge", () => {
  const lab = new Lab();
  afterAll(() => {
    lab.remove();
  });
  const bare = DRESSINGS.find(({ name }) => name === "bare");
  const sample = SAMPLES.find(({ name }) => name === "xxd hello.bin");

  it.skipIf(absent.has("xxd"))(
    "sees a wrong byte, a missing one, and bytes that are written otherwise",
    async () => {
      if (!bare || !sample) throw new Error("no sample");
      const printed = await sample.print(lab);
      const expected = await expectedDumps(lab, sample);
      const [hello] = expected;
      if (!hello) throw new Error("no hello");
      const other = Uint8Array.from(hello, (byte, i) => (i === 100 ? byte ^ 1 : byte));
      expect(readingProblem(sample, printed, expected, bare)).toBeUndefined();
      expect(readingProblem(sample, printed, [other], bare)).toMatch(/wrong from byte 100/);
      expect(readingProblem(sample, printed, [hello.subarray(0, 200)], bare)).toMatch(
        /201 bytes instead of 200/,
      );
      expect(readingProblem(sample, printed, [hello, hello], bare)).toMatch(/1 dumps instead of 2/);
      expect(readingProblem({ ...sample, carry: "decimal" }, printed, expected, bare)).toMatch(
        /is traced to/,
      );
    },
  );
});
