import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { findDumps } from "../../../src/core/text/hexDump";
import { isTelling } from "../../../src/core/text/hexDump/plausible";

const folder = join(import.meta.dirname, "noDump");
const SOURCES = join(import.meta.dirname, "../../../src/core");

describe("no dump", () => {
  const files = readdirSync(folder);
  it("is a corpus", () => {
    expect(files.length).toBeGreaterThan(25);
  });

  it.each(files)("is in %s", (file) => {
    const found = findDumps(readFileSync(join(folder, file), "utf8"));
    expect(found.map(({ format, bytes }) => [format, Buffer.from(bytes).toString("hex")])).toEqual([]);
  });

  it("is in the project's own source code, save what is really TLS or DER", () => {
    const sources = readdirSync(SOURCES, { recursive: true, encoding: "utf8" }).filter((name) =>
      name.endsWith(".ts"),
    );
    expect(sources.length).toBeGreaterThan(300);
    for (const name of sources)
      for (const { bytes } of findDumps(readFileSync(join(SOURCES, name), "utf8")))
        expect([name, isTelling(bytes)]).toEqual([name, true]);
  }, 120_000);
});
