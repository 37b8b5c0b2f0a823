import { createPublicKey, generateKeyPairSync } from "node:crypto";
import { deepEqual, doesNotMatch, equal, match, ok } from "node:assert/strict";
import { commands, Position, workspace, MarkdownString, type Hover, type TextDocument } from "vscode";

const key = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey;
const privatePem = key.export({ type: "pkcs8", format: "pem" }).toString();
const publicPem = createPublicKey(key).export({ type: "spki", format: "pem" }).toString();

/** Our hovers at a line; other extensions may give some too. */
async function hoversAt(document: TextDocument, line: number): Promise<Hover[]> {
  const all = await commands.executeCommand<Hover[]>(
    "vscode.executeHoverProvider",
    document.uri,
    new Position(line, 3),
  );
  return all.filter((hover) => text(hover).includes("tlsInspector.openObject"));
}

const text = ({ contents }: Hover): string =>
  contents.map((part) => (part instanceof MarkdownString ? part.value : "")).join("\n");

suite("the hover provider", () => {
  let document: TextDocument;
  suiteSetup(async () => {
    document = await workspace.openTextDocument({
      language: "plaintext",
      content: `before\n${publicPem}between\n${privatePem}after\n`,
    });
  });

  test("covers the block, from its first line to its last, and nothing around", async () => {
    const lines = publicPem.trimEnd().split("\n").length;
    for (const line of [1, 2, lines]) {
      const [hover, ...others] = await hoversAt(document, line);
      ok(hover, `no hover on line ${String(line)}`);
      deepEqual(others, []);
      deepEqual([hover.range?.start.line, hover.range?.end.line], [1, lines]);
    }
    for (const line of [0, lines + 1, document.lineCount - 2])
      equal((await hoversAt(document, line)).length, 0, `line ${String(line)}`);
  });

  test("runs a command only from the part in which nothing of the text stands", async () => {
    const [hover] = await hoversAt(document, 1);
    ok(hover);
    const parts = hover.contents as MarkdownString[];
    const trusted = parts.filter(({ isTrusted }) => isTrusted);
    equal(trusted.length, 1);
    doesNotMatch(trusted[0]?.value ?? "", /P-256|PUBLIC KEY/);
    ok(parts.every(({ supportHtml }) => supportHtml !== true));
  });

  test("says a private key's kind, and holds nothing of its content", async () => {
    const line = privatePem.split("\n").length + publicPem.split("\n").length - 2;
    const [hover] = await hoversAt(document, line);
    ok(hover);
    match(text(hover), /P&#45;256/);
    for (const part of privatePem.split("\n").slice(1, -2))
      equal(text(hover).includes(part.slice(0, 20)), false);
  });
});
