import { Disposable } from "vscode";
import { cursorOf, followCursor } from "../editor/cursorContext";
import type { ObjectsOnDemand } from "../editor/onDemand";
import type { Comparisons } from "./compareCommand";
import type { Target } from "./target";

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
  const menu = followCursor("tlsInspector.cursorInObject", async (editor) => {
    const reading = await objects.read(editor.document);
    return reading?.at(cursorOf(editor)) !== undefined;
  });
  return new Disposable(() => {
    comparisons?.dispose();
    menu.dispose();
  });
}
