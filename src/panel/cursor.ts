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

/** The innermost field whose characters the editor's cursor stands on; undefined for none, and for a selection. */
export function rowAtCursor(model: InspectionModel, { document, selection }: TextEditor): number | undefined {
  if (!selection.isEmpty) return undefined;
  const source = sourceOf(model, document);
  return source && model.rowAtCharacter(source.id, document.offsetAt(selection.active));
}
