import { window, workspace, type Disposable, type TextEditor, type WebviewView } from "vscode";
import type { ObjectsOnDemand } from "../editor/onDemand";
import type { Services } from "../services";
import { openChannel, type Channel } from "./channel";
import { rowAtCursor, sourceOf } from "./cursor";
import { exportFile } from "./exportFile";
import { requestHandlers } from "./handlers";
import { webviewHtml, webviewRoot } from "./html";
import { isRevealed } from "./reveal";
import { SideBox } from "./sideBox";
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
  readonly #box: SideBox;
  #channel: Channel | undefined;
  #following = true;
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly services: Services,
    objects: ObjectsOnDemand,
    private readonly actions: SideViewActions,
  ) {
    this.#box = new SideBox(this.#subject, services, objects, (text) => {
      this.#channel?.notify("text", text);
      // After an edit the cursor stands in a text that is only now the one that is shown.
      if (window.activeTextEditor?.selection.isEmpty) this.#selectionChanged(window.activeTextEditor);
    });
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
    this.#following = false; // until the view says what it does
    const { openInPanel } = this.actions;
    const handlers = requestHandlers(
      () => this.#subject,
      {
        export: exportFile,
        openInPanel: () => {
          openInPanel(this.#subject);
        },
      },
      {
        ...this.#box.handlers,
        openBox: ({ following, hasPasted }) => {
          this.#following = following;
          // What was pasted stays until something else is selected.
          if (this.#box.isEmpty ? !hasPasted : this.#box.label !== "") this.#follow();
          return this.#box.state;
        },
        follow: ({ on }) => {
          this.#following = on;
          this.#follow();
          return on;
        },
      },
    );
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

  /** Takes what is selected already. */
  #follow(): void {
    if (window.activeTextEditor) this.#selectionChanged(window.activeTextEditor);
  }

  #selectionChanged(editor: TextEditor): void {
    clearTimeout(this.#timer);
    if (!this.#following || !this.#channel) return;
    this.#timer = setTimeout(() => {
      this.#inspectSelection(editor).catch((error: unknown) => {
        this.services.log.error(error instanceof Error ? error : String(error));
      });
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
      if (row === undefined) return;
      this.#subject.choose(row);
      this.#channel?.notify("select", { revision, row });
      return;
    }
    if (editor.selections.length > 1) return;
    const text = document.getText(selection);
    if (text.trim().length < 8 || text.length > MOST_SELECTED) return;
    await this.#box.takeSelection(document, selection, workspace.asRelativePath(document.uri));
  }

  /** Whether the selection lies inside the text that is shown already. */
  #coversShown({ document, selection }: TextEditor): boolean {
    const { model } = this.#subject;
    const text = sourceOf(model, document);
    if (!text) return false;
    let [start, end] = [Number.POSITIVE_INFINITY, 0];
    for (const { range } of model.inspection.found ?? []) {
      start = Math.min(start, range.start);
      end = Math.max(end, range.end);
    }
    return start <= document.offsetAt(selection.start) && document.offsetAt(selection.end) <= end;
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#channel?.dispose();
    for (const disposable of this.#disposables) disposable.dispose();
  }
}
