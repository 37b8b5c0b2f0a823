import { css, html, nothing, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import { short } from "../../src/core/words/visible";
import { ModelElement } from "../ui/element";
import { icon } from "../ui/icons";
import { base } from "../ui/styles";
import "./panel";
import "./side";

/** The whole page: the panel or the side view, and what went wrong between webview and host. */
@customElement("tls-inspector-app")
export class TlsInspectorApp extends ModelElement {
  override render(): TemplateResult | typeof nothing {
    const { model } = this;
    // The element stands in the page before the script has given it its model.
    if ((model as typeof model | undefined) === undefined) return nothing;
    const side = document.body.dataset["view"] === "side";
    return html`${
        model.error === undefined
          ? nothing
          : html`<div class="error" role="alert">
              ${icon("error", "bad")}<span class="wire">${short(model.error, 1000)}</span>
              <button
                class="tool"
                aria-label="Dismiss"
                title="Dismiss"
                @click=${() => {
                  model.dismissError();
                }}
              >
                ${icon("close")}
              </button>
            </div>`
      }
      <div class="notice ${model.notice === undefined ? "sr" : ""}" role="status">
        ${short(model.notice ?? "", 300)}
      </div>
      ${side ? html`<tls-side .model=${model}></tls-side>` : html`<tls-panel .model=${model}></tls-panel>`}`;
  }

  static override styles = [
    base,
    css`
      :host {
        display: flex;
        flex-direction: column;
        height: 100vh;
      }
      tls-panel,
      tls-side {
        flex: 1;
        min-height: 0;
      }
      .error {
        flex: none;
        display: flex;
        align-items: center;
        gap: 8px;
        padding: 4px 14px;
        border-block-end: 1px solid var(--vscode-inputValidation-errorBorder);
        background: var(--vscode-inputValidation-errorBackground);
        color: var(--vscode-inputValidation-errorForeground, var(--vscode-foreground));
      }
      .notice:not(.sr) {
        position: fixed;
        z-index: 20;
        inset-block-end: 10px;
        inset-inline: 10px;
        width: fit-content;
        max-width: calc(100vw - 20px);
        margin-inline: auto;
        padding: 4px 12px;
        border: 1px solid
          var(--vscode-widget-border, var(--vscode-contrastBorder, var(--vscode-panel-border)));
        border-radius: 4px;
        background: var(--vscode-editorWidget-background);
        color: var(--vscode-editorWidget-foreground, var(--vscode-foreground));
        box-shadow: 0 2px 8px var(--vscode-widget-shadow);
        overflow-wrap: anywhere;
      }
      .error .wire {
        flex: 1;
      }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    "tls-inspector-app": TlsInspectorApp;
  }
}
