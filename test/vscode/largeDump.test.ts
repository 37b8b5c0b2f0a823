import { equal, ok } from "node:assert/strict";
import {
  commands,
  Position,
  Range,
  window,
  workspace,
  WorkspaceEdit,
  type CodeLens,
  type Hover,
  type InlayHint,
  type TextDocument,
} from "vscode";
import { BENCHMARK_FORMS, records } from "../benchmark/texts";
import { hold, measure } from "./blocks";

const CHARACTERS = 1 << 20;

suite("a hex dump of 1 MB", function () {
  this.timeout(120_000);
  let document: TextDocument;

  suiteSetup(async () => {
    const xxd = BENCHMARK_FORMS.find(({ name }) => name === "xxd");
    if (!xxd) throw new Error("the benchmark has no xxd");
    const content = xxd.print(records(246_800));
    ok(content.length > CHARACTERS);
    document = await workspace.openTextDocument({ language: "plaintext", content });
    // What reads dumps loads with a small one, so that only the reading is measured.
    const small = await workspace.openTextDocument({
      language: "plaintext",
      content: xxd.print(records(4096)),
    });
    await window.showTextDocument(small);
    await commands.executeCommand("vscode.executeCodeLensProvider", small.uri, 2);
    await commands.executeCommand("vscode.executeHoverProvider", small.uri, new Position(3, 12));
    await commands.executeCommand("tlsInspector.annotateDump");
    await commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  });

  suiteTeardown(async () => {
    await commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  });

  const middle = (): number => document.lineCount >> 1;
  const lenses = async (): Promise<void> => {
    const all = await commands.executeCommand<CodeLens[]>("vscode.executeCodeLensProvider", document.uri, 10);
    ok(all.some(({ command }) => command?.title.includes("(xxd)")));
  };
  const hover = async (): Promise<void> => {
    const all = await commands.executeCommand<Hover[]>(
      "vscode.executeHoverProvider",
      document.uri,
      new Position(middle(), 12),
    );
    equal(all.length, 1);
  };
  const names = async (): Promise<void> => {
    const all = await commands.executeCommand<InlayHint[]>(
      "vscode.executeInlayHintProvider",
      document.uri,
      new Range(middle(), 0, middle() + 200, 0),
    );
    ok(all.length > 0);
  };

  test("is decoded and painted without holding the host", async function () {
    const blocks = [
      await measure("its lens", lenses),
      await measure("painting", async () => {
        await window.showTextDocument(document);
        await commands.executeCommand("tlsInspector.annotateDump");
      }),
      await measure("names in its middle", names),
      await measure("a hover in its middle", hover),
    ];
    hold(this.test, blocks);
  });

  test("is followed after an edit in its middle", async function () {
    const edit = new WorkspaceEdit();
    const line = document.lineAt(middle()).range.start;
    edit.replace(document.uri, new Range(line.translate(0, 10), line.translate(0, 12)), "ff");
    const blocks = [
      await measure("an edit and the lens", async () => {
        await workspace.applyEdit(edit);
        await lenses();
      }),
      await measure("names after an edit", names),
      await measure("a hover after an edit", hover),
    ];
    hold(this.test, blocks);
  });
});
