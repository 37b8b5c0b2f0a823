import { Hover, MarkdownString, type Position, type TextDocument } from "vscode";
import type { TextObject } from "../core/inspect/objects";
import type { DocumentReading } from "./documentObjects";
import { hoverText, type HoverText } from "./hoverText";
import { inert } from "./inert";
import { argumentsOf } from "./lenses";
import { rangeOf } from "./places";

const ACTIONS = [
  [
    "tlsInspector.openObject",
    "$(open-preview) Open in TLS Inspector",
    "Its fields, linked to their characters",
  ],
  ["tlsInspector.copyFromObject", "Copy…", "Fingerprints, pin, public key, subject, an openssl command"],
  ["tlsInspector.convertObject", "Convert…", "PEM, DER, PKCS#7, JWK, its public key, its chain"],
  ["tlsInspector.compareCertificates", "Compare…", "With another certificate, side by side"],
] as const;

/** The hover over the object that stands at a position: what it is, what is wrong with it, and what can be done. */
export function hoverAt(
  document: TextDocument,
  reading: DocumentReading,
  position: Position,
): Hover | undefined {
  const object = reading.at(document.offsetAt(position));
  if (!object) return undefined;
  const text = hoverText(object, reading.inspection(object), new Date());
  // The links first: a hover is low, and what stands below its edge is not seen.
  return new Hover([links(document, object), details(text)], rangeOf(document, object));
}

/** What stands in the object, as text that can do nothing. */
function details({ title, lines, problems }: HoverText): MarkdownString {
  const text = new MarkdownString(`**${inert(title)}**\n\n`, true);
  for (const problem of problems) text.appendMarkdown(`$(${problem.severity}) ${inert(problem.text)}\n\n`);
  text.appendMarkdown("| | |\n|---|---|\n");
  for (const { name, value } of lines) text.appendMarkdown(`| ${inert(name)} | ${inert(value)} |\n`);
  return text;
}

/** Links to the actions, apart from the rest: they may run commands, so nothing of the object stands with them. */
function links(document: TextDocument, object: TextObject): MarkdownString {
  const args = encodeURIComponent(JSON.stringify(argumentsOf(document, object)));
  const text = new MarkdownString(
    ACTIONS.map(([command, title, tip]) => `[${title}](command:${command}?${args} "${tip}")`).join(" · "),
    true,
  );
  text.isTrusted = { enabledCommands: ACTIONS.map(([command]) => command) };
  return text;
}
