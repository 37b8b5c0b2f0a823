import { css, html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { ModelElement } from "../ui/element";
import { base } from "../ui/styles";
import "./empty";
import "./ladder";
import "./message";

/** The ladder and, beside or below it, the chosen message. */
@customElement("tls-handshake")
export class TlsHandshake extends ModelElement {
  /** One column that scrolls as a whole. */
  @property({ type: Boolean, reflect: true }) stacked = false;

  override render(): TemplateResult {
    const { model } = this;
    const { overview } = model;
    if (!overview || (overview.messages.length === 0 && overview.rowCount === 0)) {
      const waiting = overview?.status === "running" || overview === undefined;
      return waiting
        ? html`<p class="waiting muted" role="status">Waiting for the first message…</p>`
        : html`<tls-empty .model=${model} reason="messages"></tls-empty>`;
    }
    return html`${overview.messages.length > 0 ? html`<tls-ladder .model=${model}></tls-ladder>` : nothing}
      <tls-message .model=${model} ?stacked=${this.stacked}></tls-message>`;
  }

  static override styles = [
    base,
    css`
      :host {
        display: flex;
        height: 100%;
        min-height: 0;
      }
      .waiting {
        padding: 16px;
      }
      tls-ladder {
        flex: 0 0 clamp(280px, 34%, 460px);
        border-inline-end: 1px solid var(--vscode-panel-border);
      }
      tls-message {
        flex: 1 1 0;
        overflow: auto;
      }
      :host([stacked]) {
        flex-direction: column;
        height: auto;
      }
      :host([stacked]) tls-ladder {
        flex: none;
        max-height: 380px;
        border-inline-end: none;
        border-block-end: 1px solid var(--vscode-panel-border);
      }
      :host([stacked]) tls-message {
        flex: none;
        overflow: visible;
      }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    "tls-handshake": TlsHandshake;
  }
}
