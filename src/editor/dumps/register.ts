import { Disposable, EventEmitter, languages, Uri, window, workspace, type TextDocument } from "vscode";
import { cursorOf, followCursor } from "../cursorContext";
import { ANYWHERE } from "../places";
import type { ObjectsOnDemand } from "../onDemand";
import type { TextPanels } from "../textPanels";
import type { Annotations } from "./annotations";
import { DumpsOnDemand } from "./onDemand";

type Command = (name: string, run: (...args: unknown[]) => Promise<unknown>) => void;

/** Lenses, hovers, names and colours of hex dumps, and their commands. What does it loads when a document may hold a dump. */
export function registerDumps(
  objects: ObjectsOnDemand,
  panels: () => Promise<TextPanels>,
  command: Command,
): Disposable {
  const dumps = new DumpsOnDemand(objects);
  const changed = new EventEmitter<void>();
  const choosing = dumps.onDidChoose(() => {
    changed.fire();
  });
  let annotations: Annotations | undefined;
  let loading: Promise<Annotations> | undefined;
  const annotator = (): Promise<Annotations> =>
    (loading ??= import("./annotations").then(({ Annotations: Painter }) => {
      annotations = new Painter(dumps);
      annotations.onDidChange(() => {
        changed.fire();
      });
      return annotations;
    }));
  const startIfAlways = (): void => {
    if (workspace.getConfiguration("tlsInspector").get("annotateDumps") === "always") void annotator();
  };
  startIfAlways();

  command("inspectDump", async (uri, start) => {
    const document = await documentOf(uri);
    const at = typeof start === "number" ? start : undefined;
    await (await panels()).openDump(await dumps.load(), document, at);
  });
  command("annotateDump", async (uri) => {
    const document = await documentOf(uri);
    const painter = await annotator();
    if (!painter.isAnnotated(document) && !(await dumps.read(document)))
      throw new Error("No hex dump was recognised in this file");
    await painter.toggle(document);
    return paintedNow(painter);
  });
  command("readDumpAs", async (uri, start, id) => {
    if (typeof start !== "number") return;
    (await dumps.load()).choose(await documentOf(uri), start, typeof id === "string" ? id : undefined);
  });
  const menu = followCursor("tlsInspector.cursorInDump", async (editor) => {
    const reading = await dumps.read(editor.document);
    return reading?.at(cursorOf(editor)) !== undefined;
  });
  // What is painted, for tests: decorations cannot be read back.
  command("paintedFields", () => Promise.resolve(annotations ? paintedNow(annotations) : []));

  return Disposable.from(
    dumps,
    changed,
    choosing,
    menu,
    new Disposable(() => {
      annotations?.dispose();
    }),
    workspace.onDidChangeConfiguration(startIfAlways),
    languages.registerHoverProvider(ANYWHERE, {
      async provideHover(document, position, token) {
        const reading = await dumps.read(document, token);
        return reading && (await import("./dumpHover")).dumpHoverAt(document, reading, position);
      },
    }),
    languages.registerCodeLensProvider(ANYWHERE, {
      onDidChangeCodeLenses: changed.event,
      async provideCodeLenses(document, token) {
        const reading = await dumps.read(document, token);
        const isAnnotated = annotations?.isAnnotated(document) ?? false;
        return reading && (await import("./dumpLenses")).dumpLensesOf(document, reading, isAnnotated);
      },
      resolveCodeLens: async (lens) => (await import("./dumpLenses")).resolveDumpLens(lens),
    }),
    languages.registerInlayHintsProvider(ANYWHERE, {
      onDidChangeInlayHints: changed.event,
      async provideInlayHints(document, range, token) {
        if (!annotations?.isAnnotated(document)) return undefined;
        const reading = await dumps.read(document, token);
        return reading && (await import("./dumpHints")).dumpHintsIn(document, reading, range);
      },
    }),
  );
}

/** The document with this URI; the active editor's where none is named. */
async function documentOf(uri: unknown): Promise<TextDocument> {
  if (typeof uri === "string") return workspace.openTextDocument(Uri.parse(uri, true));
  const document = window.activeTextEditor?.document;
  if (!document) throw new Error("Open a file with a hex dump");
  return document;
}

function paintedNow(painter: Annotations): unknown {
  return window.activeTextEditor ? painter.paintedIn(window.activeTextEditor) : [];
}
