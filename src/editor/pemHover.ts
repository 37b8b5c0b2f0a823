import { Hover, languages, MarkdownString, Range, type Disposable, type TextDocument } from "vscode";
import type { HoverText } from "./hoverText";
import { inert } from "./inert";

/** The most characters of a document in which blocks are looked for. */
const MOST_CHARACTERS = 8 << 20;
/** No block has more lines than this. */
const MOST_LINES = 4000;
const BEGIN = /-----BEGIN [A-Z0-9 .#]+-----/;
const END = /-----END [A-Z0-9 .#]+-----/;

/** Hovers on PEM blocks in any file. What explains them loads when a block is first hovered. */
export function registerPemHover(): Disposable {
  return languages.registerHoverProvider([{ scheme: "*" }, { scheme: "file" }, { scheme: "untitled" }], {
    async provideHover(document, position, token) {
      const lines = blockAround(document, position.line);
      if (!lines) return undefined;
      const { hoverTextAt } = await import("./hoverText");
      if (token.isCancellationRequested) return undefined;
      const start = document.offsetAt(lines.start);
      const text = document.getText(lines).slice(0, MOST_CHARACTERS);
      const found = hoverTextAt(text, document.offsetAt(position) - start, new Date());
      if (!found) return undefined;
      const range = new Range(
        document.positionAt(start + found.start),
        document.positionAt(start + found.end),
      );
      // The link first: a hover is low, and what stands below its edge is not seen.
      return new Hover([link(document, range), details(found)], range);
    },
  });
}

/** The lines of the block that a line belongs to, looked for upwards and downwards; undefined for none. */
function blockAround(document: TextDocument, line: number): Range | undefined {
  let first = line;
  while (first >= 0 && line - first <= MOST_LINES && !BEGIN.test(document.lineAt(first).text)) {
    if (first < line && END.test(document.lineAt(first).text)) return undefined;
    first--;
  }
  if (first < 0 || line - first > MOST_LINES) return undefined;
  let last = first;
  while (last < document.lineCount - 1 && last - first <= MOST_LINES && !END.test(document.lineAt(last).text))
    last++;
  return line > last ? undefined : new Range(first, 0, last, document.lineAt(last).text.length);
}

/** What stands in the block, as text that can do nothing. */
function details({ title, lines, problems }: HoverText): MarkdownString {
  const text = new MarkdownString(`**${inert(title)}**\n\n`, true);
  for (const problem of problems) text.appendMarkdown(`$(${problem.severity}) ${inert(problem.text)}\n\n`);
  text.appendMarkdown("| | |\n|---|---|\n");
  for (const { name, value } of lines) text.appendMarkdown(`| ${inert(name)} | ${inert(value)} |\n`);
  return text;
}

/** The link to the panel, apart from the rest: it may run a command, so nothing of the block stands with it. */
function link(document: TextDocument, range: Range): MarkdownString {
  const args = JSON.stringify([document.uri.toString(), range.start.line, range.end.line]);
  const text = new MarkdownString(
    `[$(open-preview) Open in TLS Inspector](command:tlsInspector.openBlock?${encodeURIComponent(args)} "Its fields, linked to their characters")`,
    true,
  );
  text.isTrusted = { enabledCommands: ["tlsInspector.openBlock"] };
  return text;
}
