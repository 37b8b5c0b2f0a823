import { readdirSync, readFileSync } from "node:fs";
import { equal, ok } from "node:assert/strict";
import { join } from "node:path";
import { extensions, type Extension } from "vscode";

const extension = (): Extension<unknown> => {
  const found = extensions.getExtension("tls-inspector.tls-inspector");
  ok(found, "the .vsix is not installed");
  return found;
};

suite("activation", () => {
  test("the installed extension activates from its ES module", async () => {
    await extension().activate();
    equal(extension().isActive, true);
  });

  test("imports neither cryptography nor decoders: the entry's static imports are VS Code and small chunks", () => {
    const dist = join(extension().extensionPath, "dist");
    const loaded = new Set<string>();
    const load = (file: string): void => {
      if (loaded.has(file)) return;
      loaded.add(file);
      const source = readFileSync(join(dist, file), "utf8");
      for (const [, path] of source.matchAll(
        /(?:^|[;}\n])\s*(?:import|export)\s*(?:[^"'();]*?from\s*)?"(\.[^"]+)"/g,
      ))
        if (path !== undefined) load(join(file, "..", path));
    };
    load("extension.mjs");
    const size = [...loaded].reduce((sum, file) => sum + readFileSync(join(dist, file)).length, 0);
    ok(size < 30_000, `${String(size)} bytes are loaded at activation: ${[...loaded].join(", ")}`);
    // The rest is there, in chunks that load on first use.
    ok(readdirSync(join(dist, "chunks")).length > loaded.size);
  });
});
