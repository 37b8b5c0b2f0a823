import { deepEqual, equal, match, ok } from "node:assert/strict";
import {
  commands,
  ConfigurationTarget,
  MarkdownString,
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

/** A record with a small Client Hello (RFC 8446 §4.1.2): three suites, server_name and supported_groups. */
const HELLO = Buffer.from(
  `16030100510100004d0303${"ab".repeat(32)}0000061301130213030100001e` +
    "0000000e000c0000096c6f63616c686f7374000a000800060017001d0018",
  "hex",
);
/** A record of a certificate's message whose body is zeros. */
const ZEROS = Buffer.from(`16030300640b000060${"00".repeat(96)}`, "hex");

const pairs = (bytes: Uint8Array): string[] => [...bytes].map((byte) => byte.toString(16).padStart(2, "0"));

function xxd(bytes: Uint8Array): string {
  let [text, above] = ["", ""];
  for (let at = 0; at < bytes.length; at += 16) {
    const row = bytes.subarray(at, at + 16);
    const words = pairs(row)
      .map((pair, i) => (i % 2 === 1 ? `${pair} ` : pair))
      .join("");
    const ascii = [...row]
      .map((byte) => (byte > 31 && byte < 127 ? String.fromCharCode(byte) : "."))
      .join("");
    // As `xxd -a` and `hexdump` do.
    if (words === above && at + 16 < bytes.length) {
      if (!text.endsWith("*\n")) text += "*\n";
    } else text += `${at.toString(16).padStart(8, "0")}: ${words.padEnd(40)} ${ascii}\n`;
    above = words;
  }
  return text;
}

const cArray = (bytes: Uint8Array): string =>
  `static const unsigned char hello[] = {\n${pairs(bytes)
    .map((pair, i) => `${i % 12 === 0 ? "  " : ""}0x${pair},${i % 12 === 11 ? "\n" : " "}`)
    .join("")}\n};\n`;

const open = (content: string): Thenable<TextDocument> =>
  workspace.openTextDocument({ language: "plaintext", content });

const ours = ({ command }: CodeLens): boolean =>
  /^tlsInspector\.(?:inspectDump|annotateDump|readDumpAs)$/.test(command?.command ?? "");

async function lensesOf(document: TextDocument): Promise<CodeLens[]> {
  const all = await commands.executeCommand<CodeLens[]>("vscode.executeCodeLensProvider", document.uri, 100);
  return all.filter(ours);
}

const titles = (lenses: readonly CodeLens[]): string[] => lenses.map(({ command }) => command?.title ?? "");

/** What our hover over a character says, its character references read; undefined for no hover of ours. */
async function hoverAt(
  document: TextDocument,
  at: number,
): Promise<{ text: string; hover: Hover } | undefined> {
  ok(at >= 0);
  const all = await commands.executeCommand<Hover[]>(
    "vscode.executeHoverProvider",
    document.uri,
    document.positionAt(at),
  );
  for (const hover of all) {
    const text = hover.contents
      .map((part) => (part instanceof MarkdownString ? part.value : ""))
      .join("\n")
      .replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)));
    if (text.includes("command:tlsInspector.inspectDump")) return { text, hover };
  }
  return undefined;
}

async function hintsOf(document: TextDocument): Promise<string[]> {
  const hints = await commands.executeCommand<InlayHint[]>(
    "vscode.executeInlayHintProvider",
    document.uri,
    new Range(0, 0, document.lineCount, 0),
  );
  return hints.map(({ position, label }) => {
    const words = typeof label === "string" ? label : label.map(({ value }) => value).join("");
    return `${String(position.line)}: ${words}`;
  });
}

interface Painted {
  readonly kind: string;
  readonly pieces: readonly { readonly start: number; readonly end: number }[];
}

/** What is painted in the active editor: the kind of each field and its characters. */
async function painted(document: TextDocument): Promise<string[]> {
  const fields = await commands.executeCommand<Painted[]>("tlsInspector.paintedFields");
  const text = document.getText();
  return fields.map(
    ({ kind, pieces }) => `${kind} ${pieces.map(({ start, end }) => text.slice(start, end)).join("|")}`,
  );
}

/** Waits until what is painted holds, for what follows an edit comes a little later. */
async function untilPainted(
  document: TextDocument,
  holds: (words: readonly string[]) => boolean,
): Promise<string[]> {
  for (let attempt = 0; ; attempt++) {
    const words = await painted(document);
    if (holds(words)) return words;
    if (attempt === 50) throw new Error(`painted: ${words.slice(0, 8).join("; ")}`);
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
}

suite("hex dumps in the editor", () => {
  teardown(async () => {
    await commands.executeCommand("workbench.action.closeAllEditors");
  });

  test("a lens stands above a dump and says what it holds", async () => {
    const document = await open(`before\n\n${xxd(HELLO)}\nafter\n`);
    const lenses = await lensesOf(document);
    deepEqual(titles(lenses).sort(), ["Annotate", "Inspect: Client Hello, 86 bytes (xxd)"]);
    deepEqual(
      lenses.map(({ range }) => range.start.line),
      [2, 2],
    );
  });

  test("two dumps have a lens each, and one for both", async () => {
    const document = await open(`one\n${xxd(HELLO)}\ntwo\n\n${cArray(HELLO)}`);
    const lenses = await lensesOf(document);
    const inspecting = lenses.filter(({ command }) => command?.title.startsWith("Inspect:"));
    deepEqual(titles(inspecting), [
      "Inspect: Client Hello, 86 bytes (xxd)",
      "Inspect: Client Hello, 86 bytes (C array)",
    ]);
    match(titles(lenses).join(), /Inspect all 2 dumps/);
  });

  test("a log has lenses for the session above its first dump, and where it is long no other", async () => {
    const said = (bytes: Uint8Array): string =>
      `read from 0x1 [0x2] (${String(bytes.length)} bytes => ${String(bytes.length)} (0x${bytes.length.toString(16)}))\n` +
      Array.from({ length: Math.ceil(bytes.length / 16) }, (_, i) => {
        const row = bytes.subarray(16 * i, 16 * i + 16);
        return `${(16 * i).toString(16).padStart(4, "0")} - ${pairs(row).join(" ").padEnd(48)}  ${".".repeat(row.length)}\n`;
      }).join("");
    const once = said(HELLO.subarray(0, 5)) + said(HELLO.subarray(5));
    const short = titles(await lensesOf(await open(once))).sort();
    deepEqual(short, [
      "Annotate",
      "Inspect the session: 2 dumps",
      "Inspect: Client Hello, 81 bytes (openssl -debug)",
    ]);
    const long = await lensesOf(await open(once.repeat(4)));
    deepEqual(titles(long).sort(), ["Annotate", "Inspect the session: 8 dumps"]);
    ok(long.every(({ range }) => range.start.line <= 1));
  });

  test("the settings turn lenses off, and limit them", async () => {
    const document = await open(`${xxd(HELLO)}\ntext\n\n${xxd(HELLO)}`);
    const settings = workspace.getConfiguration("tlsInspector");
    const count = (lenses: readonly CodeLens[]): number =>
      titles(lenses).filter((title) => title.startsWith("Inspect:")).length;
    equal(count(await lensesOf(document)), 2);
    try {
      await settings.update("codeLensLimit", 1, ConfigurationTarget.Global);
      equal(count(await lensesOf(document)), 1);
      await settings.update("codeLens", false, ConfigurationTarget.Global);
      deepEqual(await lensesOf(document), []);
    } finally {
      await settings.update("codeLensLimit", undefined, ConfigurationTarget.Global);
      await settings.update("codeLens", undefined, ConfigurationTarget.Global);
    }
  });

  const FORMS: readonly (readonly [name: string, text: string, needle: string])[] = [
    ["xxd", xxd(HELLO), "1302"],
    ["xxd with CRLF", xxd(HELLO).replaceAll("\n", "\r\n"), "1302"],
    ["a C array", cArray(HELLO), "0x13, 0x02"],
    ["hexadecimal without blanks", `${HELLO.toString("hex")}\n`, "1302"],
    ["a log's lines", xxd(HELLO).replace(/^/gm, "2026-11-24 10:30:05 DEBUG "), "1302"],
  ];
  for (const [name, text, needle] of FORMS) {
    test(`a hover explains the field with its path: ${name}`, async () => {
      const document = await open(`${text}\n`);
      const at = document.getText().indexOf(needle);
      const found = await hoverAt(document, needle.startsWith("0x") ? at + 2 : at);
      ok(found, "no hover");
      match(found.text, /Cipher Suite: TLS_AES_256_GCM_SHA384 \(0x1302\)/);
      match(found.text, /Client Hello › Cipher Suites › Cipher Suite 2 of 3/);
      match(found.text, /rfc-editor\.org/);
      match(found.text, /Bytes 48 to 49/);
      const line = document.positionAt(at).line;
      deepEqual([found.hover.range?.start.line, found.hover.range?.end.line], [line, line]);
    });
  }

  test("a hover over base64 explains the field that a digit carries", async () => {
    const document = await open(`data: ${HELLO.toString("base64")}\n`);
    const found = await hoverAt(document, 6 + 4 * 16 + 1); // the byte 48 stands at the 64th digit
    match(found?.text ?? "", /Cipher Suite: TLS_AES_256_GCM_SHA384/);
  });

  test("a hover over a * tells of the rows that it stands for", async () => {
    const document = await open(xxd(ZEROS));
    const at = document.getText().indexOf("*");
    match((await hoverAt(document, at))?.text ?? "", /64 bytes that repeat the row above/);
  });

  test("a hover over the second of two dumps counts from its own beginning", async () => {
    const document = await open(`${xxd(ZEROS)}\nthe other one\n\n${xxd(HELLO)}`);
    const found = await hoverAt(document, document.getText().lastIndexOf("1302"));
    match(found?.text ?? "", /Client Hello › Cipher Suites/);
    match(found?.text ?? "", /Bytes 48 to 49 \(0x30 to 0x31\) of 86/);
  });

  test("a hover runs commands only from the part in which nothing of the dump stands", async () => {
    const document = await open(xxd(HELLO));
    const found = await hoverAt(document, document.getText().indexOf("1302"));
    const parts = (found?.hover.contents ?? []) as MarkdownString[];
    const trusted = parts.filter(({ isTrusted }) => isTrusted);
    equal(trusted.length, 1);
    ok(!/Cipher|1302/.test(trusted[0]?.value ?? ""));
    ok(parts.every(({ supportHtml }) => supportHtml !== true));
  });

  test("annotations paint the fields and name them, and are cleared by the same command", async () => {
    const document = await open(`${xxd(HELLO)}\nthe other one\n\n${cArray(HELLO)}`);
    await window.showTextDocument(document);
    deepEqual(await hintsOf(document), []);
    await commands.executeCommand("tlsInspector.annotateDump");
    const words = await painted(document);
    deepEqual(words.slice(0, 5), [
      "record 16",
      "record 03 01",
      "record 00 51",
      "message 01",
      "message 0000 4d",
    ]);
    // Wrapped rows: one piece in each, no offset and no ASCII in between.
    ok(
      words.some((word) => /^random ab abab abab\|(?:abab ?){8}\|(?:abab ?){5}ab$/.test(word)),
      words.join("; "),
    );
    // The other dump by itself.
    deepEqual(
      words.filter((word) => word.startsWith("record")),
      ["record 16", "record 03 01", "record 00 51", "record 16", "record 03, 0x01", "record 00, 0x51"],
    );
    const hints = await hintsOf(document);
    equal(hints[0], "0: Record · Client Hello · Random");
    ok(hints.some((hint) => hint.includes(": Cipher Suites")));
    match(titles(await lensesOf(document)).join(), /Clear annotations/);
    await commands.executeCommand("tlsInspector.annotateDump");
    deepEqual(await painted(document), []);
    deepEqual(await hintsOf(document), []);
  });

  test("annotations leave no offset painted around a *", async () => {
    const document = await open(xxd(ZEROS));
    await window.showTextDocument(document);
    await commands.executeCommand("tlsInspector.annotateDump");
    const pieces = (await painted(document)).flatMap((word) => word.replace(/^\w+ /, "").split("|"));
    ok(pieces.includes("*"));
    ok(!pieces.some((piece) => piece.includes(":") || piece.includes("\n")));
  });

  test("an edit keeps up: lenses, hovers, names and colours follow the text", async () => {
    const document = await open(xxd(HELLO));
    await window.showTextDocument(document);
    await commands.executeCommand("tlsInspector.annotateDump");
    const edit = new WorkspaceEdit();
    // A version of 3.3 in the record, and two lines above everything.
    const at = document.positionAt(document.getText().indexOf("0100 5101") + 1);
    edit.replace(document.uri, new Range(at, at.translate(0, 1)), "3");
    edit.insert(document.uri, new Position(0, 0), "new\n\n");
    await workspace.applyEdit(edit);
    const words = await untilPainted(document, ([, version]) => version === "record 03 03");
    equal(words[0], "record 16");
    equal((await hintsOf(document))[0], "2: Record · Client Hello · Random");
    equal((await lensesOf(document))[0]?.range.start.line, 2);
    const found = await hoverAt(document, document.getText().indexOf("0300 5101"));
    match(found?.text ?? "", /Version: TLS 1\.2 \(0x0303\)/);
    // With its bytes gone, so are they.
    const all = new WorkspaceEdit();
    all.replace(document.uri, new Range(0, 0, document.lineCount, 0), "nothing is left\n");
    await workspace.applyEdit(all);
    await untilPainted(document, (left) => left.length === 0);
    deepEqual(await hintsOf(document), []);
    deepEqual(await lensesOf(document), []);
  });

  test("the setting annotates every dump, until the command clears it", async () => {
    const settings = workspace.getConfiguration("tlsInspector");
    try {
      await settings.update("annotateDumps", "always", ConfigurationTarget.Global);
      const document = await open(xxd(HELLO));
      await window.showTextDocument(document);
      await untilPainted(document, (words) => words.length > 0);
      await commands.executeCommand("tlsInspector.annotateDump");
      deepEqual(await painted(document), []);
    } finally {
      await settings.update("annotateDumps", undefined, ConfigurationTarget.Global);
    }
  });

  test("another reading is a click away, kept while the text is edited, and so is the first", async () => {
    const document = await open(xxd(HELLO).replace(/ {2}\S+$/gm, ""));
    const hovered = await hoverAt(document, document.getText().indexOf("1302"));
    match(hovered?.text ?? "", /Read as little-endian words/);
    const args = (start: number, id: string): [string, number, string] => [
      document.uri.toString(),
      start,
      id,
    ];
    await commands.executeCommand("tlsInspector.readDumpAs", ...args(0, "little-endian"));
    match((await hoverAt(document, 10))?.text ?? "", /03 16|`16`|Data/);
    ok(
      !titles(await lensesOf(document))
        .join()
        .includes("Client Hello"),
    );
    const edit = new WorkspaceEdit();
    edit.insert(document.uri, new Position(0, 0), "new\n\n");
    await workspace.applyEdit(edit);
    const lenses = await lensesOf(document);
    ok(!titles(lenses).join().includes("Client Hello"));
    const back = lenses.find(({ command }) => command?.command === "tlsInspector.readDumpAs");
    ok(back?.command, titles(lenses).join());
    await commands.executeCommand(back.command.command, ...((back.command.arguments ?? []) as unknown[]));
    match(titles(await lensesOf(document)).join(), /Client Hello/);
  });

  test("a click on the lens opens the dump in the panel", async () => {
    const document = await open(xxd(HELLO));
    await window.showTextDocument(document);
    const lens = (await lensesOf(document)).find(({ command }) => command?.title.startsWith("Inspect:"));
    ok(lens?.command);
    await commands.executeCommand(lens.command.command, ...((lens.command.arguments ?? []) as unknown[]));
    const labels = (): string[] => window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label));
    for (let attempt = 0; attempt < 50 && !labels().some((label) => label.startsWith("TLS: ")); attempt++)
      await new Promise((resolve) => setTimeout(resolve, 40));
    ok(
      labels().some((label) => label.startsWith("TLS: ")),
      labels().join(),
    );
  });

  test("text that is no dump is left alone", async () => {
    const texts = [
      "Prose with a few numbers: 12 of 30 are bad, and the face of a decade is added to the facade.\n",
      "const table = [1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 233];\n",
      "550e8400-e29b-41d4-a716-446655440000\n6ba7b810-9dad-11d1-80b4-00c04fd430c8\n",
      "4cbf0a8d60dfc08eaffbd1e097c3484e475b32bec90 Read dumps\n9ab1990d60dfc08eaffbd1e097c3484e475b32bec901 Go on\n",
      ".a { color: #16030100; background: #ff8800; border-color: #abcdef01 }\n",
      "2026-11-24 10:30:05.123 INFO  [main] 10.0.0.12:443 GET /a/b/c 200 12 ms\n",
    ];
    for (const text of texts) {
      const document = await open(text.repeat(8));
      deepEqual(await lensesOf(document), [], text);
      for (let at = 0; at < text.length; at += 7) equal(await hoverAt(document, at), undefined, text);
    }
  });
});
