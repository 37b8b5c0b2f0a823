import { equal, ok } from "node:assert/strict";
import { extensions } from "vscode";

suite("activation", () => {
  test("the installed extension activates from its ES module", async () => {
    const extension = extensions.getExtension("tls-inspector.tls-inspector");
    ok(extension, "the .vsix is not installed");
    await extension.activate();
    equal(extension.isActive, true);
  });
});
