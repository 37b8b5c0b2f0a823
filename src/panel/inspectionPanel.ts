import { window, type Disposable, type ExtensionContext, type WebviewPanel } from "vscode";
import type { Notifications } from "../protocol";
import { attachSubject, webviewOptions } from "./attach";
import type { Channel } from "./channel";
import type { ViewActions } from "./handlers";
import { panelColumn } from "./place";
import type { Subject } from "./subject";

const VIEW_TYPE = "tlsInspector.panel";

/** A webview panel beside the editor that shows one subject. */
export class InspectionPanel implements Disposable {
  readonly #panel: WebviewPanel;
  readonly #channel: Channel;
  readonly #disposables: { dispose(): unknown }[] = [];

  constructor(
    context: ExtensionContext,
    readonly subject: Subject,
    title: string,
    actions: ViewActions,
    onError: (error: unknown) => void,
  ) {
    this.#panel = window.createWebviewPanel(
      VIEW_TYPE,
      title,
      { viewColumn: panelColumn(VIEW_TYPE), preserveFocus: true },
      { ...webviewOptions(context), enableFindWidget: false, retainContextWhenHidden: false },
    );
    this.#channel = attachSubject(this.#panel.webview, context, subject, actions, onError);
    this.#disposables.push(
      this.#channel,
      this.#panel.onDidDispose(() => {
        actions.cancel?.();
        this.dispose();
      }),
    );
  }

  /** Brings the panel to the front. */
  show(): void {
    this.#panel.reveal(undefined, true);
  }

  /** Calls `listener` once when the panel is closed. */
  onDidClose(listener: () => void): void {
    this.#disposables.push(this.#panel.onDidDispose(listener));
  }

  /** Tells the view which field the editor's cursor stands on. */
  select(params: Notifications["select"]): void {
    this.#channel.notify("select", params);
  }

  dispose(): void {
    for (const disposable of this.#disposables.splice(0)) disposable.dispose();
    this.#panel.dispose();
    this.subject.dispose();
  }
}
