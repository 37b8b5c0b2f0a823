import { commands, Disposable, window, type TextEditor } from "vscode";
import type { ObjectsOnDemand } from "../editor/onDemand";
import type { Comparisons } from "./compareCommand";
import type { Target } from "./target";

/** The cursor rests this long before the menu follows it, in milliseconds. */
const SETTLE_MS = 150;

type Command = (name: string, run: (...args: unknown[]) => Promise<unknown>) => void;

/** Copy, convert, compare, save: from a lens, a hover, the palette and the editor's menu. What does it loads when it is asked for. */
export function registerActions(objects: ObjectsOnDemand, command: Command): Disposable {
  let comparisons: Comparisons | undefined;
  const target = async (args: readonly unknown[]): Promise<Target | undefined> =>
    (await import("./target")).findTarget(objects, args);
  command("copyFromObject", async (...args) => {
    const found = await target(args);
    if (found) await (await import("./copyCommand")).copyFrom(found);
  });
  command("convertObject", async (...args) => {
    const found = await target(args);
    if (found) await (await import("./convertCommand")).convert(found);
  });
  command("saveObject", async (...args) => {
    const found = await target(args);
    if (found) await (await import("./convertCommand")).saveObject(found);
  });
  command("compareCertificates", async (...args) => {
    const found = await target(args);
    const { Comparisons: Compared } = await import("./compareCommand");
    if (found) await (comparisons ??= new Compared(objects)).compare(found);
  });
  const menu = followCursor(objects);
  return new Disposable(() => {
    comparisons?.dispose();
    menu.dispose();
  });
}

/** Says to the editor's menu whether the cursor stands in an object. */
function followCursor(objects: ObjectsOnDemand): Disposable {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = async (editor: TextEditor | undefined): Promise<void> => {
    if (!editor) return;
    const reading = await objects.read(editor.document);
    const inside = reading?.at(editor.document.offsetAt(editor.selection.active)) !== undefined;
    await commands.executeCommand("setContext", "tlsInspector.cursorInObject", inside);
  };
  const later = (editor: TextEditor | undefined): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void look(editor), SETTLE_MS);
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
