import type { TextDocument, TextEditor } from "vscode";
import type { TextSource } from "../core/bytes/source";
import type { InspectionModel } from "./model";

/** The source that an inspection has of a document, as the document is now; undefined for none, or an older version. */
export function sourceOf(
  { inspection }: InspectionModel,
  { uri, version }: TextDocument,
): TextSource | undefined {
  const label = uri.toString();
  return inspection.sources.all.find(
    (source): source is TextSource =>
      source.kind === "text" && source.label === label && source.version === version,
  );
}

/**
 * The innermost field whose characters the editor's cursor stands on, or that covers all that is selected; undefined for
 * none.
 */
export function rowAtCursor(
  model: InspectionModel,
  { document, selection, selections }: TextEditor,
): number | undefined {
  const source = sourceOf(model, document);
  if (!source) return undefined;
  if (selection.isEmpty) return model.rowAtCharacter(source.id, document.offsetAt(selection.active));
  const offsets = selections.flatMap(({ start, end }) => [document.offsetAt(start), document.offsetAt(end)]);
  return model.rowOver(source.id, Math.min(...offsets), Math.max(...offsets));
}
