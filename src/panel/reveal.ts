import {
  Range,
  Selection,
  TextEditorRevealType,
  Uri,
  ViewColumn,
  window,
  workspace,
  type TextDocument,
} from "vscode";
import type { InspectionModel } from "./model";

/**
 * Selects the characters that carry a field's bytes in the editor that shows its text (several ranges for wrapped
 * rows). False where no text is behind the field, its document is gone, or was changed since it was read.
 */
export async function reveal(model: InspectionModel | undefined, row: number): Promise<boolean> {
  if (!model) return false;
  const ranges = model.ranges(row);
  const [first] = ranges;
  const source = first && model.inspection.sources.get(first.text);
  if (!first || source?.kind !== "text") return false;
  const document = documentOf(source.label);
  if (!document || (source.version !== undefined && document.version !== source.version)) return false;
  const selections = ranges
    .filter((range) => range.text === first.text)
    .map((range) => new Selection(document.positionAt(range.start), document.positionAt(range.end)));
  const shown = window.visibleTextEditors.find((editor) => editor.document === document);
  const editor =
    shown ?? (await window.showTextDocument(document, { viewColumn: ViewColumn.One, preserveFocus: true }));
  editor.selections = selections;
  const [anchor] = selections;
  if (anchor)
    editor.revealRange(new Range(anchor.start, anchor.end), TextEditorRevealType.InCenterIfOutsideViewport);
  return true;
}

/** The open document with this URI; a text source's label is its document's URI. */
function documentOf(label: string): TextDocument | undefined {
  if (!/^[\w-]+:/.test(label)) return undefined;
  const uri = Uri.parse(label).toString();
  return workspace.textDocuments.find((document) => document.uri.toString() === uri);
}
