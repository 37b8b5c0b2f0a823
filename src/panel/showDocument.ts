import {
  NotebookRange,
  Uri,
  ViewColumn,
  window,
  workspace,
  type NotebookDocument,
  type TextDocument,
  type TextEditor,
} from "vscode";

/** A cell that was just scrolled into sight has its editor a little later, in milliseconds. */
const EDITOR_COMES_MS = 1500;

/** The document with this URI, which is opened where it is closed; undefined for none, such as one that was never saved. */
export async function findDocument(label: string): Promise<TextDocument | undefined> {
  if (!/^[\w-]+:/.test(label)) return undefined;
  const uri = Uri.parse(label);
  const open = workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  // An untitled document that is closed is gone: opening it would make an empty one.
  if (open || uri.scheme === "untitled") return open;
  try {
    return await workspace.openTextDocument(uri);
  } catch {
    return undefined;
  }
}

/** The editor that shows a document, which is opened where there is none. */
export async function showDocument(document: TextDocument): Promise<TextEditor | undefined> {
  const shown = editorOf(document);
  if (shown) return shown;
  const notebook = workspace.notebookDocuments.find((one) => cellOf(one, document) >= 0);
  if (notebook) return showCell(notebook, document);
  return window.showTextDocument(document, { viewColumn: ViewColumn.One, preserveFocus: true });
}

function editorOf(document: TextDocument): TextEditor | undefined {
  return window.visibleTextEditors.find((editor) => editor.document === document);
}

function cellOf(notebook: NotebookDocument, document: TextDocument): number {
  return notebook.getCells().findIndex((cell) => cell.document === document);
}

/** Scrolls a notebook to a cell and gives the cell's editor, once it is there. */
async function showCell(notebook: NotebookDocument, document: TextDocument): Promise<TextEditor | undefined> {
  const at = cellOf(notebook, document);
  const range = new NotebookRange(at, at + 1);
  const editor = await window.showNotebookDocument(notebook, { preserveFocus: true, selections: [range] });
  editor.revealRange(range);
  const shown = editorOf(document);
  if (shown) return shown;
  return new Promise((resolve) => {
    const done = (found: TextEditor | undefined): void => {
      clearTimeout(timer);
      listener.dispose();
      resolve(found);
    };
    const timer = setTimeout(() => {
      done(undefined);
    }, EDITOR_COMES_MS);
    const listener = window.onDidChangeVisibleTextEditors(() => {
      const found = editorOf(document);
      if (found) done(found);
    });
  });
}
