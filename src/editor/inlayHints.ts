import { InlayHint, workspace, type Position, type Range, type TextDocument } from "vscode";
import type { TextObject } from "../core/inspect/objects";
import type { DocumentReading } from "./documentObjects";
import { daysLeft } from "./objectWords";
import { objectsIn } from "./places";

const BEGIN_LINE = /^-----BEGIN[^-]{1,80}-----/;

/** The days left of what ends, for the objects within a range. */
export function hintsIn(document: TextDocument, reading: DocumentReading, range: Range): InlayHint[] {
  if (!workspace.getConfiguration("tlsInspector", document).get<boolean>("inlayHints", true)) return [];
  const [start, end] = [document.offsetAt(range.start), document.offsetAt(range.end)];
  const now = new Date();
  return objectsIn(reading.objects, start, end).flatMap((object) => {
    const facts = reading.facts(object);
    const words = daysLeft(facts, now);
    if (words === undefined) return [];
    const { position, before } = placeOf(document, reading, object);
    const hint = new InlayHint(position, words);
    if (before) hint.paddingRight = true;
    else hint.paddingLeft = true;
    hint.tooltip = `${facts.name}: until ${facts.notAfter ?? ""}`;
    return [hint];
  });
}

/** Behind the BEGIN line, else before the first character of the value. */
function placeOf(
  document: TextDocument,
  { text }: DocumentReading,
  { start }: TextObject,
): { position: Position; before: boolean } {
  const begin = BEGIN_LINE.exec(text.slice(start, start + 100))?.[0].length;
  return { position: document.positionAt(start + (begin ?? 0)), before: begin === undefined };
}
