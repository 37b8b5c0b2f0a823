import { join } from "node:path";
import { describe, it } from "vitest";
import { report } from "../../src/cli/report";
import { inspectConnection } from "../../src/core/inspect/connection";
import { expectGolden } from "../support/golden";
import { testProvider } from "../support/provider";
import { RFC8448_TRACES } from "../support/rfc8448";
import { wireLogOf } from "../support/rfc8448Log";

describe("what the terminal shows of RFC 8448's traces", () => {
  it.each(Object.entries(RFC8448_TRACES))("%s", (name, trace) => {
    const origin = { kind: "capture", label: `RFC 8448 ${trace.section}` } as const;
    const inspection = inspectConnection(wireLogOf(trace), origin, { provider: testProvider });
    const text = report(inspection, (_, plain) => plain, { tree: true, minor: true, width: 200 });
    expectGolden(join(import.meta.dirname, "rfc8448", `${name}.txt`), text);
  });
});
