// npm run benchmark [-- RUNS]: what reading dumps costs, beside programs that read the same. Writes .cache/reports/benchmark.md.
import { mkdirSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { measure, type Measured } from "./measure";
import { growthOf, tableOf } from "./table";
import { BENCHMARK_FORMS } from "./texts";

/** Each time is the best of so many. */
const RUNS = Number(process.argv[2] ?? 3);
const SIZES = [1 / 4, 1, 4].map((size) => size * (1 << 20));

const results: Measured[] = [];
for (const form of BENCHMARK_FORMS)
  for (const size of SIZES) {
    results.push(measure(form, size, RUNS));
    process.stderr.write(`${form.name}, ${String(size / (1 << 20))} MB\n`);
  }
const report = `# Reading dumps

Node ${process.version} on ${cpus()[0]?.model.trim() ?? "an unknown processor"}; each time is the best of ${String(RUNS)}.
*read* finds every dump of the text at once, with the characters of each byte; *inspect* decodes them too. *edit* finds
them again after one character in the middle was changed. *slice* is the longest that the thread is held without a rest.
A peer that is a program is timed with its start.

${tableOf(results)}

How much longer a character takes in the largest text than in the smallest (1 where time grows linearly):

${growthOf(results)}
`;
const folder = join(process.cwd(), ".cache/reports");
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, "benchmark.md"), report);
process.stdout.write(report);
