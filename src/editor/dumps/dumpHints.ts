import { InlayHint, InlayHintLabelPart, type Range, type TextDocument } from "vscode";
import { short } from "../../core/words/visible";
import type { DocumentDumpReading } from "./documentDumps";
import { namesIn, type NameHint } from "./fieldNames";
import type { FieldSource } from "./paint";

const LONGEST_VALUE = 120;

/** The names of the fields that begin in a range of an annotated document. */
export function dumpHintsIn(document: TextDocument, reading: DocumentDumpReading, range: Range): InlayHint[] {
  const [start, end] = [document.offsetAt(range.start), document.offsetAt(range.end)];
  return reading.within(start, end).flatMap((dump) => {
    const source = reading.fieldsOf(dump);
    return namesIn(reading.text, dump, source, start, end).map((hint) => inlayHint(document, source, hint));
  });
}

function inlayHint(document: TextDocument, source: FieldSource, { at, names, inline }: NameHint): InlayHint {
  const { fields } = source.fields.inspection;
  const parts = names.flatMap(({ name, row }, index) => {
    const part = new InlayHintLabelPart(name);
    const { label, display } = fields.field(row);
    part.tooltip = short(display === "" ? label : `${label}: ${display}`, LONGEST_VALUE);
    return index === 0 ? [part] : [new InlayHintLabelPart(" · "), part];
  });
  const hint = new InlayHint(document.positionAt(at), parts);
  if (inline) hint.paddingRight = true;
  else hint.paddingLeft = true;
  return hint;
}
