import { describe, expect, it } from "vitest";
import { inspectConnection } from "../../../src/core/inspect/connection";
import { toMarkdown } from "../../../src/core/inspect/markdown";
import { testProvider } from "../../support/provider";
import { clientAuthentication } from "../../support/rfc8448";
import { wireLogOf } from "../../support/rfc8448Log";

describe("Markdown export", () => {
  const inspect = (label: string): ReturnType<typeof inspectConnection> =>
    inspectConnection(
      wireLogOf(clientAuthentication),
      { kind: "capture", label },
      { provider: testProvider },
    );

  it("tells messages, checks and parameters, and no secret", () => {
    const inspection = inspect("RFC 8448");
    const text = toMarkdown(inspection);
    expect(text).toContain("| 4 | server | Certificate Request |");
    expect(text).toContain("- passed: The server's verify\\_data is what we compute");
    for (const { secret } of inspection.keyLog)
      expect(text).not.toContain(Buffer.from(secret).toString("hex"));
  });

  it("keeps hostile text inert", () => {
    const text = toMarkdown(inspect("<img src=x onerror=alert(1)> [a](javascript:b) | `c`\n# d"));
    expect(text.split("\n")[0]).toBe(
      "# \\<img src=x onerror=alert\\(1\\)\\> \\[a\\]\\(javascript:b\\) \\| \\`c\\`‹U+000A›\\# d",
    );
  });
});
