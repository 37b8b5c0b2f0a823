import { describe, expect, it } from "vitest";
import { measure, type Measured } from "../benchmark/measure";
import { growthOf, tableOf } from "../benchmark/table";
import { BENCHMARK_FORMS } from "../benchmark/texts";

describe("the benchmark", () => {
  it.each(BENCHMARK_FORMS.map((form) => [form.name, form] as const))(
    "reads every byte of %s",
    (name, form) => {
      const results: Measured[] = [20_000, 80_000].map((size) => measure(form, size, 2));
      expect(tableOf(results).split("\n")).toHaveLength(4);
      expect(growthOf(results)).toMatch(new RegExp(`^- ${name.replace("-", "\\-")}: × \\d+\\.\\d\\d$`));
      for (const { read, edit, slice } of results) expect(Math.min(read, edit, slice)).toBeGreaterThan(0);
    },
  );
});
