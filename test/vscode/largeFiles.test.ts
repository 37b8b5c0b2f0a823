import { X509Certificate } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { equal, ok } from "node:assert/strict";
import {
  commands,
  Position,
  Range,
  Uri,
  window,
  workspace,
  WorkspaceEdit,
  type CodeLens,
  type DocumentSymbol,
  type Hover,
  type InlayHint,
  type TextDocument,
} from "vscode";
import { makeDemoCertificates, pem } from "../../scripts/demo/certificates";
import { hold, measure } from "./blocks";

const COUNT = 10_000;
/** As many certificates as wanted, which differ in their serial numbers. */
async function bundle(count: number): Promise<string> {
  const { server } = await makeDemoCertificates();
  const { raw, serialNumber } = new X509Certificate(server.certificatePem);
  const at = raw.indexOf(Buffer.from(serialNumber, "hex"));
  return Array.from({ length: count }, (_, i) => {
    raw.writeUInt32BE(i, at + 4);
    return `# ${String(i)}\n${pem("CERTIFICATE", new Uint8Array(raw).buffer)}`;
  }).join("");
}

suite(`a bundle of ${COUNT.toLocaleString("en")} certificates`, function () {
  this.timeout(120_000);
  let folder: string;
  let document: TextDocument;
  suiteSetup(async () => {
    folder = mkdtempSync(join(tmpdir(), "tls-inspector-large-"));
    const file = join(folder, "bundle.pem");
    writeFileSync(file, await bundle(COUNT));
    document = await workspace.openTextDocument(Uri.file(file));
    // What reads documents loads with a small one, so that only the reading is measured.
    const small = await workspace.openTextDocument({ language: "pem", content: await bundle(2) });
    await commands.executeCommand("vscode.executeCodeLensProvider", small.uri, 2);
    await commands.executeCommand("vscode.executeHoverProvider", small.uri, new Position(3, 3));
  });
  suiteTeardown(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const lenses = async (): Promise<void> => {
    const all = await commands.executeCommand<CodeLens[]>("vscode.executeCodeLensProvider", document.uri, 10);
    equal(all.filter(({ command }) => command?.title.includes("localhost")).length, 10);
  };
  const hints = async (line: number): Promise<void> => {
    const visible = new Range(line, 0, line + 60, 0);
    const all = await commands.executeCommand<InlayHint[]>(
      "vscode.executeInlayHintProvider",
      document.uri,
      visible,
    );
    ok(all.length >= 2 && all.length <= 4, `${String(all.length)} hints in 60 lines`);
  };
  const hover = async (line: number): Promise<void> => {
    const all = await commands.executeCommand<Hover[]>(
      "vscode.executeHoverProvider",
      document.uri,
      new Position(line, 5),
    );
    equal(all.length, 1);
  };
  const outline = async (): Promise<void> => {
    const all = await commands.executeCommand<DocumentSymbol[]>(
      "vscode.executeDocumentSymbolProvider",
      document.uri,
    );
    equal(all.length, COUNT);
  };

  test("shows its lenses and hints without holding the host", async function () {
    const blocks = [
      await measure("lenses of a new document", lenses),
      await measure("hints in its middle", () => hints(document.lineCount >> 1)),
      await measure("a hover at its end", () => hover(document.lineCount - 6)),
      await measure("an outline", outline),
    ];
    hold(this.test, blocks);
  });

  test("is read again after an edit in its middle as quickly", async function () {
    await window.showTextDocument(document);
    const edit = new WorkspaceEdit();
    edit.insert(document.uri, new Position(document.lineCount >> 1, 0), "hello\n");
    await workspace.applyEdit(edit);
    const blocks = [
      await measure("lenses after an edit", lenses),
      await measure("hints after an edit", () => hints(document.lineCount >> 1)),
      await measure("an outline after an edit", outline),
    ];
    hold(this.test, blocks);
    await commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  });
});
