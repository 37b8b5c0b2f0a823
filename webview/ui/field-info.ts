import { css, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { ExplanationView, RowView } from "../../src/protocol";
import { plural, short } from "../../src/core/words/visible";
import { ModelElement } from "./element";
import "./explanation";
import { icon } from "./icons";
import "./long-text";
import { askForMenu } from "./menu-at";
import { SEVERITY } from "./status";
import { base } from "./styles";

/** The most bytes that "Copy bytes" fetches. */
const COPY_LIMIT = 16_384;

/** The chosen field: its value in full, where it stands, its notes and what it is for. */
@customElement("tls-field-info")
export class TlsFieldInfo extends ModelElement {
  @property({ attribute: false }) row: RowView | undefined;
  @state() private explanation: ExplanationView | undefined;

  override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (changed.has("row")) void this.#explain();
  }

  async #explain(): Promise<void> {
    const { row } = this;
    if (!row) {
      this.explanation = undefined;
      return;
    }
    const explanation = await this.model.call("explainField", {
      revision: this.model.revision,
      row: row.row,
    });
    if (row === this.row) this.explanation = explanation;
  }

  override render(): TemplateResult {
    const { row, model } = this;
    if (!row) return html`<p class="muted">Choose a field or a byte to read about it.</p>`;
    const { start, end } = row.span;
    const length = end - start;
    const where = length === 0 ? "no bytes" : `${plural(length, "byte")} at ${start.toLocaleString("en")}`;
    const findings = model.overview?.findings.filter(
      ({ span }) => span?.source === row.span.source && span.start === start && span.end === end,
    );
    return html`<div class="head">
        <h3 class="wire">${short(row.label, 200)}</h3>
        <span class="tools">
          ${
            model.hasText
              ? html`<button
                  class="tool"
                  title="Select in the editor"
                  aria-label="Select in the editor"
                  @click=${this.#reveal}
                >
                  ${icon("go-to-file")}
                </button>`
              : nothing
          }
          <button
            class="tool"
            title="Copy value"
            aria-label="Copy value"
            ?disabled=${row.display === ""}
            @click=${this.#copyValue}
          >
            ${icon("copy")}<span class="word">Value</span>
          </button>
          <button
            class="tool"
            title=${length > COPY_LIMIT ? "Copy the first 16,384 bytes as hex" : "Copy bytes as hex"}
            aria-label="Copy bytes as hex"
            ?disabled=${length === 0}
            @click=${this.#copyBytes}
          >
            ${icon("copy")}<span class="word">Hex</span>
          </button>
          <button
            class="tool"
            title="Copy as…"
            aria-label="Copy as…"
            aria-haspopup="menu"
            @click=${this.#onCopyAs}
          >
            ${icon("ellipsis")}
          </button>
        </span>
      </div>
      ${row.display === "" ? nothing : html`<div class="value"><tls-text mono .text=${row.display}></tls-text></div>`}
      <tls-explanation .model=${model} .explanation=${this.explanation}></tls-explanation>
      ${row.notes.map((note) => html`<p class="note">${icon("note")}<tls-text .text=${note}></tls-text></p>`)}
      ${findings?.map(
        ({ severity, message }) =>
          html`<p class="note">
            ${icon(SEVERITY[severity].icon, SEVERITY[severity].tone)}<span class="wire"
              ><strong>${SEVERITY[severity].word}:</strong> <tls-text .text=${message}></tls-text
            ></span>
          </p>`,
      )}
      <p class="muted where"><span class="mono wire">${short(row.key, 200)}</span> · ${where}</p>`;
  }

  readonly #onCopyAs = (event: Event): void => {
    const button = event.currentTarget as HTMLElement;
    const { left, bottom } = button.getBoundingClientRect();
    askForMenu(button, left, bottom);
  };

  readonly #reveal = (): void => {
    if (this.row) void this.model.call("reveal", { revision: this.model.revision, row: this.row.row });
  };

  readonly #copyValue = (): void => {
    if (this.row) void this.model.call("copy", { text: this.row.display });
  };

  readonly #copyBytes = (): void => {
    void this.#copyHex();
  };

  async #copyHex(): Promise<void> {
    if (!this.row) return;
    const { source, start, end } = this.row.span;
    const text = await this.model.call("bytes", {
      source,
      from: start,
      count: Math.min(end - start, COPY_LIMIT),
    });
    if (text !== undefined) await this.model.call("copy", { text });
  }

  static override styles = [
    base,
    css`
      :host {
        display: block;
        overflow: auto;
        padding: 6px 10px;
      }
      .head {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: 8px;
      }
      .tools {
        flex: none;
        display: flex;
      }
      .word {
        font-size: 0.9em;
      }
      .value {
        margin-block: 1px 3px;
      }
      .note {
        display: flex;
        gap: 6px;
        margin-block: 3px;
      }
      .where {
        font-size: 0.92em;
        margin-block-start: 3px;
      }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    "tls-field-info": TlsFieldInfo;
  }
}
