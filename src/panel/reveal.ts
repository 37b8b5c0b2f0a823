import {
  Range,
  Selection,
  TextEditorRevealType,
  Uri,
  ViewColumn,
  window,
  workspace,
  type TextDocument,
  type TextEditor,
} from "vscode";
import type { TextRange } from "../core/bytes/span";
import { joinNeighbours } from "./joinNeighbours";
import type { InspectionModel } from "./model";

/** What was last selected in a document for a view. */
const revealed = new WeakMap<TextDocument, readonly Selection[]>();

/** Whether the editor's selection is a field that some view chose, rather than a person's. */
export function isRevealed({ document, selections }: TextEditor): boolean {
  const ours = revealed.get(document);
  return (
    ours?.length === selections.length &&
    ours.every((selection, i) => selections[i]?.isEqual(selection) === true)
  );
}

/**
 * Selects the characters that carry a field's bytes in the editor that shows its text (several ranges for wrapped
 * rows). False where no text is behind the field, its document is gone, or was changed since it was read. With
 * `inPlace`, no editor is opened for it: the view itself stands where the text would.
 */
export async function reveal(
  model: InspectionModel | undefined,
  row: number,
  inPlace = false,
): Promise<boolean> {
  return model ? revealRanges(model, model.ranges(row), inPlace) : false;
}

/** As `reveal`, for characters of a text of the inspection. */
export async function revealRanges(
  model: InspectionModel,
  ranges: readonly TextRange[],
  inPlace = false,
): Promise<boolean> {
  const [first] = ranges;
  const source = first && model.inspection.sources.get(first.text);
  if (!first || source?.kind !== "text") return false;
  const document = documentOf(source.label);
  if (!document || (source.version !== undefined && document.version !== source.version)) return false;
  const selections = joinNeighbours(
    ranges.filter((range) => range.text === first.text),
    source.text,
  ).map((range) => new Selection(document.positionAt(range.start), document.positionAt(range.end)));
  const shown = window.visibleTextEditors.find((editor) => editor.document === document);
  if (!shown && inPlace) return false;
  const editor =
    shown ?? (await window.showTextDocument(document, { viewColumn: ViewColumn.One, preserveFocus: true }));
  editor.selections = selections;
  revealed.set(document, selections);
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
