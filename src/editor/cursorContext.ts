import { commands, Disposable, window, type TextEditor } from "vscode";

/** The cursor rests this long before the menu follows it, in milliseconds. */
const SETTLE_MS = 150;

/** Keeps the context key `key`, which the editor's menu goes by: whether `inside` holds of the editor's cursor. */
export function followCursor(key: string, inside: (editor: TextEditor) => Promise<boolean>): Disposable {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let said = false;
  const look = async (editor: TextEditor): Promise<void> => {
    const is = await inside(editor);
    if (is === said) return;
    said = is;
    await commands.executeCommand("setContext", key, is);
  };
  const later = (editor: TextEditor | undefined): void => {
    clearTimeout(timer);
    if (editor) timer = setTimeout(() => void look(editor), SETTLE_MS);
  };
  later(window.activeTextEditor);
  const subscription = Disposable.from(
    window.onDidChangeActiveTextEditor(later),
    window.onDidChangeTextEditorSelection(({ textEditor }) => {
      if (textEditor === window.activeTextEditor) later(textEditor);
    }),
  );
  return new Disposable(() => {
    clearTimeout(timer);
    subscription.dispose();
  });
}

/** Where the cursor stands, in UTF-16 code units from the document's start. */
export function cursorOf({ document, selection }: TextEditor): number {
  return document.offsetAt(selection.active);
}
