import { CodeAction, CodeActionKind, Range, WorkspaceEdit, type TextDocument } from "vscode";
import type { TextEdit } from "./rewrite/edits";

/** The edits as VS Code makes them, undone in one step. */
export function workspaceEdit(document: TextDocument, edits: readonly TextEdit[]): WorkspaceEdit {
  const edit = new WorkspaceEdit();
  for (const { start, end, text } of edits)
    edit.replace(document.uri, new Range(document.positionAt(start), document.positionAt(end)), text);
  return edit;
}

/** An action that changes the document. */
export function editAction(
  title: string,
  document: TextDocument,
  edits: readonly TextEdit[],
  isPreferred: boolean,
): CodeAction {
  const action = new CodeAction(title, CodeActionKind.QuickFix);
  action.edit = workspaceEdit(document, edits);
  action.isPreferred = isPreferred;
  return action;
}

/** An action that runs one of our commands. */
export function commandAction(
  title: string,
  command: string,
  args: readonly unknown[],
  isPreferred = false,
): CodeAction {
  const action = new CodeAction(title, CodeActionKind.QuickFix);
  action.command = { title, command: `tlsInspector.${command}`, arguments: [...args] };
  action.isPreferred = isPreferred;
  return action;
}
