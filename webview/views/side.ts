import { css, html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { ModelElement } from "../ui/element";
import { icon } from "../ui/icons";
import { base } from "../ui/styles";
import { short } from "../../src/core/words/visible";
import "./empty";
import "./findings";
import "./header";
import "./ladder";
import "./message";

/** A pasted text is inspected this long after the last key. */
const TYPING_MS = 400;

/** The side view: paste or follow the editor's selection; messages, fields and bytes below one another. */
@customElement("tls-side")
export class TlsSide extends ModelElement {
  @state() private following = true;
  @state() private taken = "";
  #seen: unknown;
  #timer: ReturnType<typeof setTimeout> | undefined;

  override updated(): void {
    const { pasted } = this.model;
    if (!pasted || pasted === this.#seen) return;
    this.#seen = pasted;
    this.taken = pasted.label;
    const box = this.#box("paste");
    if (box) box.value = pasted.text;
  }

  #box(id: string): HTMLTextAreaElement | undefined {
    const box = this.shadowRoot?.getElementById(id);
    return box instanceof HTMLTextAreaElement ? box : undefined;
  }

  override render(): TemplateResult {
    const { model } = this;
    const { overview } = model;
    const shown = overview && (overview.rowCount > 0 || overview.findings.length > 0) ? overview : undefined;
    return html`<section class="input" aria-label="Input">
        <label for="paste">Hex dump, PEM or base64</label>
        <textarea
          id="paste"
          class="mono"
          rows="5"
          spellcheck="false"
          placeholder="Paste bytes here: 16 03 01 00 c8 …"
          @input=${this.#onInput}
        ></textarea>
        ${this.taken === "" ? nothing : html`<p class="muted from">Taken from ${short(this.taken, 200)}</p>`}
        <details>
          <summary>${icon("chevron-right", "twistie")}Key log, to open encrypted records</summary>
          <textarea
            id="keylog"
            class="mono"
            rows="3"
            spellcheck="false"
            aria-label="Key log (SSLKEYLOGFILE)"
            placeholder="CLIENT_TRAFFIC_SECRET_0 …"
            @input=${this.#onInput}
          ></textarea>
        </details>
        <vscode-checkbox ?checked=${this.following} @change=${this.#onFollow}
          >Follow editor selection</vscode-checkbox
        >
      </section>
      ${
        shown
          ? html`<tls-header side .model=${model}></tls-header>
              ${shown.messages.length > 0 ? html`<tls-ladder compact .model=${model}></tls-ladder>` : nothing}
              ${shown.rowCount > 0 ? html`<tls-message stacked .model=${model}></tls-message>` : nothing}
              ${
                shown.findings.length > 0
                  ? html`<section aria-label="Findings">
                      <h2 class="title">Findings</h2>
                      <tls-findings .model=${model}></tls-findings>
                    </section>`
                  : nothing
              }`
          : html`<tls-empty .model=${model} reason="side"></tls-empty>`
      }`;
  }

  readonly #onInput = (): void => {
    this.taken = "";
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const text = this.#box("paste")?.value ?? "";
      const keyLog = this.#box("keylog")?.value.trim() ?? "";
      void this.model.inspect(text, keyLog === "" ? undefined : keyLog);
    }, TYPING_MS);
  };

  readonly #onFollow = (event: Event): void => {
    this.following = (event.currentTarget as HTMLElement & { readonly checked: boolean }).checked;
    void this.model.call("follow", { on: this.following });
  };

  static override styles = [
    base,
    css`
      :host {
        display: block;
        height: 100%;
        overflow: auto;
      }
      .input {
        display: flex;
        flex-direction: column;
        gap: 4px;
        padding: 8px 10px;
      }
      textarea {
        width: 100%;
        resize: vertical;
        color: var(--vscode-input-foreground);
        background: var(--vscode-input-background);
        border: 1px solid var(--vscode-input-border, var(--vscode-contrastBorder, transparent));
        border-radius: 3px;
        padding: 4px 6px;
      }
      textarea::placeholder {
        color: var(--vscode-input-placeholderForeground);
      }
      textarea:focus {
        outline: 1px solid var(--vscode-focusBorder);
        outline-offset: -1px;
      }
      details textarea {
        margin-block-start: 4px;
      }
      .from {
        font-size: 0.92em;
      }
      tls-header {
        border-block-start: 1px solid var(--vscode-panel-border);
      }
      tls-ladder {
        max-height: 320px;
        border-block-start: 1px solid var(--vscode-panel-border);
      }
      .title {
        padding: 10px 10px 0;
      }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    "tls-side": TlsSide;
  }
}
