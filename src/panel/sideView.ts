import { window, workspace, type Disposable, type TextEditor, type WebviewView } from "vscode";
import type { KeyLogEntry } from "../core/inspection";
import { trustNow, type Services } from "../services";
import type { RequestHandlers } from "../protocol";
import { openChannel, type Channel } from "./channel";
import { rowAtCursor, sourceOf } from "./cursor";
import { exportFile } from "./exportFile";
import { requestHandlers } from "./handlers";
import { webviewHtml, webviewRoot } from "./html";
import { isRevealed } from "./reveal";
import { Subject } from "./subject";

const SETTLE_MS = 150;
/** More than this is no selection one looks at in a side view. */
const MOST_SELECTED = 4 << 20;

/** What the side view needs of the rest: loaded on first use. */
export interface SideViewActions {
  readonly openInPanel: (subject: Subject) => void;
}

/** The view in the activity bar: paste a dump, or follow the editor's selection. */
export class SideView implements Disposable {
  readonly #subject = new Subject({ kind: "text", label: "pasted text" });
  readonly #disposables: { dispose(): unknown }[] = [this.#subject];
  #channel: Channel | undefined;
  #following = true;
  #keyLog: readonly KeyLogEntry[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly services: Services,
    private readonly actions: SideViewActions,
  ) {
    this.#disposables.push(
      this.#subject.onDidChange((overview) => {
        this.#channel?.notify("overview", overview);
      }),
      window.onDidChangeTextEditorSelection(({ textEditor, kind }) => {
        // A log that grows moves its own cursor.
        if (textEditor.document.uri.scheme === "output" && kind === undefined) return;
        this.#selectionChanged(textEditor);
      }),
    );
  }

  resolveWebviewView(view: WebviewView): void {
    const { extensionUri } = this.services.context;
    view.webview.options = { enableScripts: true, localResourceRoots: [webviewRoot(extensionUri)] };
    this.#channel?.dispose();
    this.#following = true; // as the view's own box is when it is made
    const answers = requestHandlers(() => this.#subject, {
      export: exportFile,
      inspectText: (text, keyLog) => this.#inspectPasted(text, keyLog),
      follow: (on) => {
        this.#following = on;
        this.#follow();
      },
      openInPanel: () => {
        this.actions.openInPanel(this.#subject);
      },
    });
    const handlers: RequestHandlers = {
      ...answers,
      ready: (params) => {
        this.#follow();
        return answers.ready(params);
      },
    };
    const channel = openChannel(view.webview, handlers, (error) => {
      this.services.log.error(error instanceof Error ? error : String(error));
    });
    this.#channel = channel;
    view.webview.html = webviewHtml(view.webview, extensionUri, "side");
    view.onDidDispose(() => {
      channel.dispose();
      if (this.#channel === channel) this.#channel = undefined;
    });
  }

  async #inspectPasted(text: string, keyLog: string | undefined): Promise<void> {
    const { inspectPasted } = await import("../inspect/inspectDocument");
    this.#keyLog = await readKeyLog(keyLog);
    const inspection = inspectPasted(text, await trustNow(this.services), this.#keyLog);
    this.#subject.update({ status: "done", inspection });
  }

  /** Takes what is selected already. */
  #follow(): void {
    if (window.activeTextEditor) this.#selectionChanged(window.activeTextEditor);
  }

  #selectionChanged(editor: TextEditor): void {
    clearTimeout(this.#timer);
    if (!this.#following || !this.#channel) return;
    this.#timer = setTimeout(() => {
      void this.#inspectSelection(editor);
    }, SETTLE_MS);
  }

  /** Inspects the editor's selection; a mere cursor on bytes that are shown already chooses their field. */
  async #inspectSelection(editor: TextEditor): Promise<void> {
    const { document, selection } = editor;
    // A field that was chosen in a view selects its characters: that is no new selection to inspect.
    if (isRevealed(editor)) return;
    if (selection.isEmpty || this.#coversShown(editor)) {
      const { model, revision } = this.#subject;
      const row = rowAtCursor(model, editor);
      if (row !== undefined) this.#channel?.notify("select", { revision, row });
      return;
    }
    if (editor.selections.length > 1) return;
    const text = document.getText(selection);
    if (text.trim().length < 8 || text.length > MOST_SELECTED) return;
    const { holdsSecrets, inspectDocument } = await import("../inspect/inspectDocument");
    const inspection = inspectDocument(document, await trustNow(this.services), selection, this.#keyLog);
    if (inspection.fields.length === 0) return;
    const label = workspace.asRelativePath(document.uri);
    this.#channel?.notify(
      "text",
      holdsSecrets(inspection)
        ? { text: "", label: `${label}, which holds a private key: its text stays in the editor` }
        : { text, label },
    );
    this.#subject.update({ status: "done", inspection });
  }

  /** Whether the selection lies inside the text that is shown already. */
  #coversShown({ document, selection }: TextEditor): boolean {
    const { model } = this.#subject;
    const { fields } = model.inspection;
    const text = sourceOf(model, document);
    if (!text) return false;
    const ranges = fields
      .roots()
      .flatMap((row) => model.ranges(row))
      .filter((range) => range.text === text.id);
    const start = Math.min(...ranges.map((range) => range.start));
    const end = Math.max(...ranges.map((range) => range.end));
    return start <= document.offsetAt(selection.start) && document.offsetAt(selection.end) <= end;
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#channel?.dispose();
    for (const disposable of this.#disposables) disposable.dispose();
  }
}

/** The entries of a pasted key log. */
async function readKeyLog(text: string | undefined): Promise<readonly KeyLogEntry[]> {
  if (!text?.trim()) return [];
  const { parseKeyLog } = await import("../core/capture/keyLog");
  return parseKeyLog(text).entries;
}
