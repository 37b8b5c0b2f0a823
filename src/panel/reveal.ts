import { Range, Selection, TextEditorRevealType, window, type TextDocument, type TextEditor } from "vscode";
import type { TextRange } from "../core/bytes/span";
import { joinNeighbours } from "./joinNeighbours";
import type { InspectionModel } from "./model";
import { findDocument, showDocument } from "./showDocument";

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
  const document = await findDocument(source.label);
  if (!document || (source.version !== undefined && document.version !== source.version)) return false;
  const joined = joinNeighbours(
    ranges.filter((range) => range.text === first.text),
    source.text,
  );
  const selections = fewEnough(joined).map(
    ({ start, end }) => new Selection(document.positionAt(start), document.positionAt(end)),
  );
  if (inPlace && !window.visibleTextEditors.some((editor) => editor.document === document)) return false;
  const editor = await showDocument(document);
  if (!editor) return false;
  editor.selections = selections;
  revealed.set(document, selections);
  const [anchor] = selections;
  if (anchor)
    editor.revealRange(new Range(anchor.start, anchor.end), TextEditorRevealType.InCenterIfOutsideViewport);
  return true;
}

/** An editor with more selections than this is slow. */
const MOST_SELECTIONS = 2000;

/** The ranges as they are, or one over all of them where they are too many. */
function fewEnough(ranges: readonly TextRange[]): readonly TextRange[] {
  const [first, last] = [ranges[0], ranges.at(-1)];
  return first && last && ranges.length > MOST_SELECTIONS ? [{ ...first, end: last.end }] : ranges;
}
