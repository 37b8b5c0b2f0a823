import { createPublicKey, generateKeyPairSync } from "node:crypto";
import { deepEqual, equal, match, ok } from "node:assert/strict";
import {
  commands,
  ConfigurationTarget,
  Range,
  workspace,
  type CodeLens,
  type DocumentSymbol,
  type InlayHint,
  type TextDocument,
} from "vscode";

const { publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
const publicPem = createPublicKey(publicKey.export({ type: "spki", format: "pem" }))
  .export({ type: "spki", format: "pem" })
  .toString();

async function lensesOf(document: TextDocument, resolve = 100): Promise<CodeLens[]> {
  const all = await commands.executeCommand<CodeLens[]>(
    "vscode.executeCodeLensProvider",
    document.uri,
    resolve,
  );
  return all.filter(({ command }) => command === undefined || command.command.startsWith("tlsInspector."));
}

suite("lenses, hints and outline", () => {
  let document: TextDocument;
  suiteSetup(async () => {
    document = await workspace.openTextDocument({
      language: "pem",
      content: `one\n${publicPem}two\n${publicPem}`,
    });
  });

  test("a lens stands above each object and opens it", async () => {
    const lenses = await lensesOf(document);
    const opening = lenses.filter(({ command }) => command?.command === "tlsInspector.openObject");
    deepEqual(
      opening.map(({ range }) => range.start.line),
      [1, 2 + publicPem.trimEnd().split("\n").length],
    );
    match(opening[0]?.command?.title ?? "", /P-256/);
    // A key has nothing to be compared with.
    deepEqual(
      lenses
        .filter(({ range, command }) => range.start.line === 1 && command?.title.endsWith("…"))
        .map(({ command }) => command?.title)
        .sort(),
      ["Convert…", "Copy…"],
    );
  });

  test("the settings turn lenses off, and limit them", async () => {
    const settings = workspace.getConfiguration("tlsInspector");
    try {
      await settings.update("codeLensLimit", 1, ConfigurationTarget.Global);
      equal((await lensesOf(document)).length, 3);
      await settings.update("codeLens", false, ConfigurationTarget.Global);
      equal((await lensesOf(document)).length, 0);
    } finally {
      await settings.update("codeLensLimit", undefined, ConfigurationTarget.Global);
      await settings.update("codeLens", undefined, ConfigurationTarget.Global);
    }
    equal((await lensesOf(document)).length, 6);
  });

  test("a key has no days left; the outline names it", async () => {
    const hints = await commands.executeCommand<InlayHint[]>(
      "vscode.executeInlayHintProvider",
      document.uri,
      new Range(0, 0, document.lineCount, 0),
    );
    deepEqual(hints, []);
    const symbols = await commands.executeCommand<DocumentSymbol[]>(
      "vscode.executeDocumentSymbolProvider",
      document.uri,
    );
    equal(symbols.length, 2);
    match(symbols[0]?.name ?? "", /P-256/);
  });

  test("a plain file has none of it", async () => {
    const plain = await workspace.openTextDocument({ language: "plaintext", content: "Nothing here\n" });
    deepEqual(await lensesOf(plain), []);
    ok(plain.lineCount > 1);
  });
});
