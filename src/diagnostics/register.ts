import {
  languages,
  window,
  workspace,
  type CancellationToken,
  type Disposable,
  type TextDocument,
} from "vscode";
import type { Services } from "../services";
import type { Reading } from "./collect";
import type { DiagnosticsFeature } from "./feature";
import type { LocalFiles } from "./localFiles";
import { mayNamePairs } from "./mayNamePairs";

/** Where a document's objects come from: what every feature of the editor shares. */
export interface ObjectSource {
  /** A quick look at whether there may be any. */
  mayHold(document: TextDocument): boolean;
  read(
    document: TextDocument,
    token?: Pick<CancellationToken, "isCancellationRequested">,
  ): Promise<Reading | undefined>;
}

export interface DiagnosticServices extends Services {
  readonly objects: ObjectSource;
  /** What only Node can do. */
  readonly local?: LocalFiles;
}

/** So long no key is pressed before a changed document is looked at again, in milliseconds. */
const SETTLE_MS = 300;

export type LocalFilesLoader = () => Promise<LocalFiles>;
type Command = (name: string, run: (...args: unknown[]) => Promise<unknown>) => void;

/**
 * Diagnostics and their quick fixes, for every open document that may hold a certificate or name one. What finds them
 * loads with the first such document.
 */
export function registerDiagnostics(
  services: Services & { readonly objects: ObjectSource },
  command: Command,
  loadLocal?: LocalFilesLoader,
): Disposable {
  let feature: DiagnosticsFeature | undefined;
  let loading: Promise<DiagnosticsFeature> | undefined;
  const timers = new Map<TextDocument, ReturnType<typeof setTimeout>>();
  const load = (): Promise<DiagnosticsFeature> =>
    (loading ??= (async () => {
      const [{ DiagnosticsFeature: Feature }, local] = await Promise.all([
        import("./feature"),
        loadLocal?.(),
      ]);
      feature = new Feature({ ...services, ...(local && { local }) });
      return feature;
    })());
  const check = async (document: TextDocument): Promise<void> => {
    timers.delete(document);
    // A document that lost its last certificate still has to be told.
    if (!feature && !services.objects.mayHold(document) && !mayNamePairs(document)) return;
    try {
      await (await load()).check(document);
    } catch (error) {
      services.log.error(error instanceof Error ? error : String(error));
    }
  };
  const later = (document: TextDocument, delay: number): void => {
    clearTimeout(timers.get(document));
    timers.set(
      document,
      setTimeout(() => void check(document), delay),
    );
  };
  const all = (): void => {
    for (const document of workspace.textDocuments) later(document, 0);
  };
  all();
  command("ignoreProblem", async (id) => {
    if (typeof id === "string") await (await import("./settings")).ignoreProblems(id);
  });
  command("restrictFile", async (uri) => {
    if (typeof uri === "string") await (await import("./commands")).restrictFile(uri, await loadLocal?.());
    all();
  });
  command("fixFile", async (uri, kind) => {
    if (typeof uri === "string" && typeof kind === "string")
      await (await import("./commands")).fixFile(uri, kind);
  });
  command("openFile", async (uri) => {
    if (typeof uri === "string") await (await import("./commands")).openFile(uri);
  });
  command("copyText", async (text) => {
    if (typeof text === "string") await (await import("./commands")).copyText(text);
  });
  command("fetchIssuer", async (uri, position) => {
    if (typeof uri === "string" && typeof position === "number")
      await (await import("./commands")).fetchIssuer(uri, position, services.objects, await loadLocal?.());
  });
  const subscriptions = [
    workspace.onDidOpenTextDocument((document) => {
      later(document, 0);
    }),
    workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0) later(document, SETTLE_MS);
    }),
    workspace.onDidSaveTextDocument((document) => {
      later(document, 0);
    }),
    workspace.onDidCloseTextDocument((document) => {
      clearTimeout(timers.get(document));
      timers.delete(document);
      feature?.close(document);
    }),
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration("tlsInspector")) all();
    }),
    window.onDidChangeWindowState(({ focused }) => {
      // A day may have passed, and files may have been renewed or restricted elsewhere.
      if (focused) all();
    }),
    languages.registerCodeActionsProvider([{ scheme: "*" }, { scheme: "file" }, { scheme: "untitled" }], {
      provideCodeActions: (...args) => feature?.provideCodeActions(...args),
    }),
  ];
  return {
    dispose: () => {
      for (const timer of timers.values()) clearTimeout(timer);
      for (const subscription of subscriptions) subscription.dispose();
      feature?.dispose();
    },
  };
}
