import { generateKeyPairSync } from "node:crypto";
import { deepEqual, equal, ok } from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  commands,
  EndOfLine,
  env,
  NotebookCellData,
  NotebookCellKind,
  NotebookData,
  Range,
  Selection,
  TabInputCustom,
  Uri,
  window,
  workspace,
  WorkspaceEdit,
  type TextDocument,
  type TextEditor,
} from "vscode";

interface Chosen {
  readonly key: string;
  readonly display: string;
}

const chosen = (): Thenable<Chosen | undefined> => commands.executeCommand("tlsInspector.chosenField");
const choose = (key: string, n = 0): Thenable<boolean> =>
  commands.executeCommand("tlsInspector.chooseField", key, n);

/** Waits until `value` gives what is expected. */
async function becomes<T>(value: () => T | Thenable<T>, expected: T): Promise<void> {
  const until = Date.now() + 8000;
  for (;;) {
    const now = await value();
    if (JSON.stringify(now) === JSON.stringify(expected)) return;
    if (Date.now() > until) deepEqual(now, expected);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** A record with a Client Hello that offers `suites` times the same suite. */
function hello(fill: number, suites = 1): Buffer {
  const body = Buffer.concat([
    Buffer.of(3, 3),
    Buffer.alloc(32, fill),
    Buffer.of(0),
    Buffer.of((suites * 2) >> 8, (suites * 2) & 255),
    Buffer.concat(Array.from({ length: suites }, () => Buffer.of(0xc0, 0x2f))),
    Buffer.of(1, 0),
  ]);
  const message = Buffer.concat([Buffer.of(1, 0, body.length >> 8, body.length & 255), body]);
  return Buffer.concat([Buffer.of(22, 3, 1, message.length >> 8, message.length & 255), message]);
}

const spaced = (bytes: Buffer): string => bytes.toString("hex").replace(/..(?=.)/g, "$& ");

/** As `hexdump -C` prints it, with a `*` for rows that repeat. */
function hexdump(bytes: Buffer, end = "\n"): string {
  const lines: string[] = [];
  let last = "";
  for (let at = 0; at < bytes.length; at += 16) {
    const hex = spaced(bytes.subarray(at, at + 16));
    if (hex === last) {
      if (lines.at(-1) !== "*") lines.push("*");
      continue;
    }
    last = hex;
    const groups = `${hex.slice(0, 23)}  ${hex.slice(24)}`.padEnd(50);
    const ascii = bytes.toString("latin1", at, at + 16).replace(/[^ -~]/g, ".");
    lines.push(`${at.toString(16).padStart(8, "0")}  ${groups}|${ascii}|`);
  }
  return `${[...lines, bytes.length.toString(16).padStart(8, "0")].join(end)}${end}`;
}

let folder: string;
let files = 0;

/** Opens a text, in a file of its own. */
function opened(content: string): Thenable<TextEditor> {
  const file = join(folder, `dump-${String(++files)}.txt`);
  writeFileSync(file, content);
  return window.showTextDocument(Uri.file(file));
}

/** Opens a text and a panel on all of it. */
async function inspected(content: string): Promise<TextEditor> {
  const editor = await opened(content);
  await commands.executeCommand("tlsInspector.inspectEditor");
  return editor;
}

const selected = ({ document, selections }: TextEditor): string[] =>
  selections.map((selection) => document.getText(selection));

async function edit(document: TextDocument, range: Range, text: string): Promise<void> {
  const change = new WorkspaceEdit();
  change.replace(document.uri, range, text);
  ok(await workspace.applyEdit(change));
}

function moveTo(editor: TextEditor, start: number, end = start): void {
  const { document } = editor;
  editor.selection = new Selection(document.positionAt(start), document.positionAt(end));
}

suite("a panel and its text", () => {
  suiteSetup(() => {
    folder = mkdtempSync(join(tmpdir(), "tls-inspector-linkage-"));
  });
  suiteTeardown(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  teardown(async () => {
    for (const { document } of window.visibleTextEditors) {
      if (!document.isDirty) continue;
      await window.showTextDocument(document);
      await commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
    }
    await commands.executeCommand("workbench.action.closeAllEditors");
  });

  test("a field selects its characters, over rows and past columns, and joined within a row", async () => {
    const editor = await inspected(hexdump(hello(0x61)));
    ok(await choose("tls.handshake.random"));
    await becomes(
      () => selected(editor),
      [
        "61 61 61 61 61",
        `${"61 ".repeat(8)} ${"61 ".repeat(8)}`.trimEnd(),
        "61 ".repeat(8).trimEnd() + "  61 61 61",
      ],
    );
    ok(await choose("tls.handshake.version"));
    await becomes(() => selected(editor), ["03 03"]);
  });

  test("a field that rows left out belong to selects the `*` too, and the `*` chooses it", async () => {
    const text = hexdump(hello(0x61, 100));
    const editor = await inspected(text);
    ok(await choose("tls.handshake.ciphersuites"));
    const parts = selected(editor);
    ok(parts.includes("*"), parts.join(" / "));
    moveTo(editor, 0);
    await becomes(async () => (await chosen())?.key, "tls.handshake.ciphersuites");
    moveTo(editor, text.indexOf("16 03") + 1);
    await becomes(async () => (await chosen())?.key, "tls.record.content_type");
    moveTo(editor, text.indexOf("*"));
    await becomes(async () => (await chosen())?.key, "tls.handshake.ciphersuites");
  });

  test("with CR LF line ends the characters are right as well", async () => {
    const editor = await inspected(hexdump(hello(0x61)));
    await editor.edit((builder) => {
      builder.setEndOfLine(EndOfLine.CRLF);
    });
    equal(editor.document.eol, EndOfLine.CRLF);
    ok(await choose("tls.handshake.ciphersuite"));
    await becomes(() => selected(editor), ["c0 2f"]);
    moveTo(editor, editor.document.getText().indexOf("c0 2f") + 3);
    await becomes(async () => (await chosen())?.key, "tls.handshake.ciphersuite");
  });

  test("of two dumps in one file each has its own characters", async () => {
    const [first, second] = [hexdump(hello(0x61)), spaced(hello(0x62))];
    const text = `one\n${first}\nand the other\n\n${second}\n`;
    const editor = await inspected(text);
    ok(await choose("tls.handshake.random", 1));
    await becomes(() => selected(editor), ["62 ".repeat(32).trimEnd()]);
    const at = text.indexOf("61 61");
    moveTo(editor, at + 1);
    await becomes(chosen, { key: "tls.handshake.random", display: "61".repeat(32) });
    moveTo(editor, text.lastIndexOf("62 62"));
    await becomes(chosen, { key: "tls.handshake.random", display: "62".repeat(32) });
  });

  test("a selection chooses the field that covers it, the ASCII column its bytes' field", async () => {
    const text = hexdump(hello(0x61));
    const editor = await inspected(text);
    const [version, random] = [text.indexOf("03 03"), text.indexOf("61 61")];
    moveTo(editor, version, random + 5);
    await becomes(async () => (await chosen())?.key, "tls.handshake");
    moveTo(editor, version, version + 5);
    await becomes(async () => (await chosen())?.key, "tls.handshake.version");
    moveTo(editor, text.indexOf("|") + 14);
    await becomes(async () => (await chosen())?.key, "tls.handshake.random");
  });

  test("base64 selects every character that carries a bit of the field", async () => {
    const text = hello(0x61).toString("base64");
    const editor = await inspected(`${text}\n`);
    ok(await choose("tls.record.version"));
    await becomes(() => selected(editor), [text.slice(1, 4)]);
  });

  test("follows edits before, in and after the dump", async () => {
    const text = `one\n${spaced(hello(0x61))}\ntwo\n`;
    const editor = await inspected(text);
    const { document } = editor;
    ok(await choose("tls.handshake.random"));
    await edit(document, new Range(0, 0, 0, 3), "several\nlines\nmore");
    ok(await choose("tls.handshake.random"));
    await becomes(() => selected(editor), ["61 ".repeat(32).trimEnd()]);
    // The chosen field stays chosen while its bytes change.
    const at = document.getText().indexOf("61 61");
    await edit(document, new Range(document.positionAt(at), document.positionAt(at + 2)), "7f");
    await becomes(chosen, { key: "tls.handshake.random", display: `7f${"61".repeat(31)}` });
    moveTo(editor, document.getText().indexOf("c0 2f"));
    await becomes(async () => (await chosen())?.key, "tls.handshake.ciphersuite");
    await edit(document, new Range(document.lineCount, 0, document.lineCount, 0), "\nafterwards\n");
    ok(await choose("tls.record.version"));
    await becomes(() => selected(editor), ["03 01"]);
  });

  test("follows a selection and takes what is written on at its end", async () => {
    const [first, second] = [spaced(hello(0x61)), spaced(hello(0x62))];
    const editor = await opened(`${first}\n\nx\n\n${second}\n`);
    const { document } = editor;
    moveTo(editor, document.getText().indexOf(second), document.getText().indexOf(second) + second.length);
    await commands.executeCommand("tlsInspector.inspectSelection");
    await edit(document, new Range(0, 0, 0, 0), "moved down\n\n");
    ok(await choose("tls.handshake.random"));
    await becomes(() => selected(editor), ["62 ".repeat(32).trimEnd()]);
    ok(!(await choose("tls.handshake.random", 1)), "the other dump is not selected");
    const end = document.positionAt(document.getText().indexOf(second) + second.length);
    await edit(document, new Range(end, end), " 15 03 03 00 02 02 28");
    await becomes(() => choose("tls.alert_message.desc"), true);
    await becomes(() => selected(editor), ["28"]);
  });

  test("says so when what was inspected is gone, and finds it again when that is undone", async () => {
    const bytes = spaced(hello(0x61));
    const editor = await opened(`one\n${bytes}\ntwo\n`);
    const { document } = editor;
    editor.selection = new Selection(1, 0, 1, bytes.length);
    await commands.executeCommand("tlsInspector.inspectSelection");
    ok(await choose("tls.handshake.random"));
    await edit(document, new Range(0, 0, 3, 0), "nothing\n");
    equal(await choose("tls.handshake.random"), false);
    await window.showTextDocument(document);
    await edit(document, new Range(0, 0, 1, 0), `here\nit is\n${bytes}\n`);
    await becomes(() => choose("tls.handshake.random"), true);
    await becomes(() => selected(editor), ["61 ".repeat(32).trimEnd()]);
  });

  test("opens a document again that was closed, and reads what has become of it", async () => {
    const { document } = await inspected(`one\n${spaced(hello(0x61))}\n`);
    const isItsTab = ({ label }: { readonly label: string }): boolean => document.uri.path.endsWith(label);
    for (const { tabs } of window.tabGroups.all) await window.tabGroups.close(tabs.filter(isItsTab));
    await becomes(() => window.visibleTextEditors.length, 0);
    ok(await choose("tls.handshake.random"));
    const [editor] = window.visibleTextEditors;
    ok(editor);
    await becomes(() => selected(editor), ["61 ".repeat(32).trimEnd()]);
  });

  test("does not take the next untitled document for the one that was closed", async () => {
    const untitled = async (fill: number): Promise<TextEditor> =>
      window.showTextDocument(await workspace.openTextDocument({ content: spaced(hello(fill)) }));
    const editor = await untitled(0x61);
    await commands.executeCommand("tlsInspector.inspectEditor");
    ok(await choose("tls.handshake.random"));
    await becomes(() => selected(editor), ["61 ".repeat(32).trimEnd()]);
    await window.showTextDocument(editor.document);
    await commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
    await becomes(() => choose("tls.handshake.random"), false);
    await untitled(0x62);
    equal(await choose("tls.handshake.random"), false);
  });

  test("reaches into a notebook's cells", async () => {
    const bytes = spaced(hello(0x61));
    const data = new NotebookData([
      new NotebookCellData(NotebookCellKind.Code, "print(1)", "python"),
      new NotebookCellData(NotebookCellKind.Code, `dump = """\n${bytes}\n"""`, "python"),
    ]);
    const notebook = await workspace.openNotebookDocument("jupyter-notebook", data);
    await window.showNotebookDocument(notebook);
    const { document } = notebook.cellAt(1);
    await commands.executeCommand(
      "tlsInspector.inspectDump",
      document.uri.toString(),
      document.getText().indexOf("16"),
    );
    ok(await choose("tls.handshake.random"));
    const editor = window.visibleTextEditors.find((one) => one.document === document);
    ok(editor);
    await becomes(() => selected(editor), ["61 ".repeat(32).trimEnd()]);
    await commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  });
});

suite("doors to the panel", () => {
  let folder: string;
  const file = (name: string, content: string | Uint8Array): Uri => {
    writeFileSync(join(folder, name), content);
    return Uri.file(join(folder, name));
  };
  const titles = (): string[] =>
    window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label)).sort();
  suiteSetup(() => {
    folder = mkdtempSync(join(tmpdir(), "tls-inspector-doors-"));
  });
  suiteTeardown(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  teardown(() => commands.executeCommand("workbench.action.closeAllEditors"));

  test("files: a text, UTF-16 with its mark, and bare records, as the explorer names them", async () => {
    const text = file("dump.txt", hexdump(hello(0x61)));
    const wide = file("wide.txt", Buffer.from(`\ufeff${hexdump(hello(0x62))}`, "utf16le"));
    const bare = file("record.bin", hello(0x63));
    await commands.executeCommand("tlsInspector.inspectFile", text, [text, wide, bare]);
    await becomes(titles, ["TLS: dump.txt", "TLS: record.bin", "TLS: wide.txt"]);
    // The last one has no text; the one before leads to its characters.
    ok(!(await choose("tls.handshake.random")));
    await commands.executeCommand("tlsInspector.inspectFile", wide);
    ok(await choose("tls.handshake.version"));
    const editor = window.visibleTextEditors.find(({ document }) => document.uri.path === wide.path);
    ok(editor);
    await becomes(() => selected(editor), ["03 03"]);
  });

  test("a certificate's file opens in its own editor", async () => {
    const { publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const key = file("key.bin", publicKey.export({ type: "spki", format: "der" }));
    await commands.executeCommand("tlsInspector.inspectFile", key);
    await becomes(() => {
      const { input } = window.tabGroups.activeTabGroup.activeTab ?? {};
      return input instanceof TabInputCustom ? input.viewType : undefined;
    }, "tlsInspector.certificate");
  });

  test("the clipboard", async () => {
    await env.clipboard.writeText(spaced(hello(0x61)));
    await commands.executeCommand("tlsInspector.inspectClipboard");
    await becomes(titles, ["TLS: clipboard"]);
  });

  test("one dump of a document, by where it starts", async () => {
    const [first, second] = [hexdump(hello(0x61)), hexdump(hello(0x62))];
    const uri = file("two.txt", `${first}\n\nand\n\n${second}`);
    const document = await workspace.openTextDocument(uri);
    const start = document.getText().lastIndexOf("00000000");
    await commands.executeCommand("tlsInspector.inspectDump", uri.toString(), start);
    ok(await choose("tls.handshake.random"));
    deepEqual(await chosen(), { key: "tls.handshake.random", display: "62".repeat(32) });
    ok(!(await choose("tls.handshake.random", 1)));
  });
});
