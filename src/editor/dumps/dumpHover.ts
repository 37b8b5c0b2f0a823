import { Hover, MarkdownString, type Position, type TextDocument } from "vscode";
import type { Dump } from "../../core/text/hexDump/dump";
import { inert } from "../inert";
import { rangeOf } from "../places";
import type { DocumentDumpReading } from "./documentDumps";
import { readingsOf } from "./readings";
import { dumpHoverText, type DumpHoverText } from "./dumpHoverText";

const OPEN = "tlsInspector.inspectDump";
const ANNOTATE = "tlsInspector.annotateDump";
const READ_AS = "tlsInspector.readDumpAs";

/** The hover over a character of a dump: the field that it belongs to, with its path. */
export function dumpHoverAt(
  document: TextDocument,
  reading: DocumentDumpReading,
  position: Position,
): Hover | undefined {
  const character = document.offsetAt(position);
  const dump = reading.at(character);
  const text = dump && dumpHoverText(reading.text, dump, reading.fieldsOf(dump), character);
  if (!text) return undefined;
  return new Hover([links(document, reading, dump), details(text)], rangeOf(document, text.range));
}

/** What the field is, as text that can do nothing. */
function details({ title, path, explanation, rfc, notes, bytes, place }: DumpHoverText): MarkdownString {
  const text = new MarkdownString(`**${inert(title)}**\n\n`, true);
  if (path.length > 1) text.appendMarkdown(`${path.map(inert).join(" › ")}\n\n`);
  for (const note of notes) text.appendMarkdown(`$(warning) ${inert(note)}\n\n`);
  const reference = rfc ? `[${inert(rfc.text)}](${rfc.url})` : "";
  const about = [explanation === "" ? "" : inert(explanation), reference].filter((part) => part !== "");
  if (about.length > 0) text.appendMarkdown(`${about.join(" ")}\n\n`);
  if (bytes !== undefined) text.appendMarkdown(`\`${bytes}\`\n\n`);
  text.appendMarkdown(inert(place));
  return text;
}

/** Links to the actions, apart from the rest: they may run commands, so nothing of the dump stands with them. */
function links(document: TextDocument, reading: DocumentDumpReading, dump: Dump): MarkdownString {
  const link = (title: string, command: string, args: readonly unknown[], tip: string): string =>
    `[${title}](command:${command}?${encodeURIComponent(JSON.stringify(args))} "${tip}")`;
  const uri = document.uri.toString();
  const { start } = dump.range;
  const text = new MarkdownString(
    [
      link(
        "$(open-preview) Open in TLS Inspector",
        OPEN,
        [uri, start],
        "The dump's fields, linked to their characters",
      ),
      link("Annotate", ANNOTATE, [uri], "Paint the fields in the text and name them, or stop doing so"),
      ...readingsOf(reading, dump).map(({ id, label }) =>
        link(
          `Read ${inert(label)}`,
          READ_AS,
          [uri, start, id ?? null],
          "The same characters, read in another way",
        ),
      ),
    ].join(" · "),
    true,
  );
  text.isTrusted = { enabledCommands: [OPEN, ANNOTATE, READ_AS] };
  return text;
}
