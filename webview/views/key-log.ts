import { css, html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { plural, short } from "../../src/core/words/visible";
import type { KeyLogView } from "../../src/protocol";
import { ModelElement } from "../ui/element";
import { icon } from "../ui/icons";
import { base } from "../ui/styles";

/** Key logs that open encrypted records: pasted, or out of a file that the host reads. Fires "keylog-input" when one is typed. */
@customElement("tls-key-log")
export class TlsKeyLog extends ModelElement {
  @state() private logs: readonly KeyLogView[] = [];
  /** Something was typed since the page was made: else what the host holds is what counts. */
  #typed = false;

  get #area(): HTMLTextAreaElement | undefined {
    const area = this.shadowRoot?.getElementById("keylog");
    return area instanceof HTMLTextAreaElement ? area : undefined;
  }

  /** What stands in the box, once something was typed there; an empty text takes an earlier key log away. */
  get value(): string | undefined {
    return this.#typed ? (this.#area?.value.trim() ?? "") : undefined;
  }

  /** The key logs that the host uses. */
  show(logs: readonly KeyLogView[]): void {
    this.logs = logs;
  }

  override render(): TemplateResult {
    return html`<details>
        <summary>${icon("chevron-right", "twistie")}Key log, to open encrypted records</summary>
        <textarea
          id="keylog"
          class="mono"
          rows="3"
          spellcheck="false"
          autocomplete="off"
          aria-label="Key log (SSLKEYLOGFILE)"
          placeholder="CLIENT_TRAFFIC_SECRET_0 …"
          @input=${this.#onInput}
        ></textarea>
        <vscode-button appearance="secondary" @click=${this.#onChoose}>Choose key log file…</vscode-button>
        <p class="muted">Secrets stay in memory: they are gone once the window reloads.</p>
      </details>
      ${this.logs.length === 0 ? nothing : this.#inUse()}`;
  }

  #inUse(): TemplateResult {
    const said = this.logs.map(({ label, secrets }) => `${short(label, 60)}: ${plural(secrets, "secret")}`);
    return html`<p class="use">
      ${icon("key")}<span class="wire" role="status">${said.join(" · ")}</span>
      <button
        class="tool"
        title="Forget the key log"
        aria-label="Forget the key log"
        @click=${this.#onForget}
      >
        ${icon("close")}
      </button>
    </p>`;
  }

  readonly #onInput = (): void => {
    this.#typed = true;
    this.dispatchEvent(new CustomEvent("keylog-input"));
  };

  readonly #onChoose = (): void => {
    void this.#take(this.model.call("chooseKeyLog", {}));
  };

  readonly #onForget = (): void => {
    const area = this.#area;
    if (area) area.value = "";
    this.#typed = false;
    void this.#take(this.model.call("forgetKeyLogs", {}));
    this.shadowRoot?.querySelector("summary")?.focus();
  };

  async #take(answer: Promise<readonly KeyLogView[] | undefined>): Promise<void> {
    const logs = await answer;
    if (logs) this.logs = logs;
  }

  static override styles = [
    base,
    css`
      :host {
        display: block;
      }
      textarea {
        display: block;
        width: 100%;
        margin-block: 4px;
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
      details p {
        font-size: 0.92em;
        margin-block-start: 2px;
      }
      .use {
        display: flex;
        align-items: center;
        gap: 4px;
      }
      .use .wire {
        flex: 1;
      }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    "tls-key-log": TlsKeyLog;
  }
}
