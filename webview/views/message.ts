import { css, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { ExplanationView } from "../../src/protocol";
import "../ui/check";
import { ModelElement } from "../ui/element";
import "../ui/explanation";
import { short } from "../../src/core/words/visible";
import { base } from "../ui/styles";
import "./fields";

/** The chosen message: what it is for, what was checked, its fields and bytes. */
@customElement("tls-message")
export class TlsMessage extends ModelElement {
  @property({ type: Boolean, reflect: true }) stacked = false;
  @state() private explanation: ExplanationView | undefined;
  #explained = "";

  override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const { model } = this;
    const wanted = `${model.overview?.id ?? ""}/${String(model.revision)}/${String(model.message)}`;
    if (wanted === this.#explained) return;
    this.#explained = wanted;
    void this.#explain(wanted);
  }

  async #explain(wanted: string): Promise<void> {
    const { model } = this;
    if (model.message === undefined) {
      this.explanation = undefined;
      return;
    }
    const explanation = await model.call("explainMessage", {
      revision: model.revision,
      index: model.message,
    });
    if (wanted === this.#explained) this.explanation = explanation;
  }

  override render(): TemplateResult {
    const { model } = this;
    const message = model.chosenMessage;
    const checks = message
      ? (model.overview?.checks.filter((c) => c.messageIndex === message.index) ?? [])
      : [];
    const label = short(message?.label ?? "Fields", 80);
    return html`${
        message
          ? html`<section class="about" aria-label=${label}>
              <tls-explanation titled .model=${model} .explanation=${this.explanation}></tls-explanation>
              ${
                checks.length === 0
                  ? nothing
                  : html`<ul class="checks" aria-label="Checks">
                      ${checks.map((check) => html`<li><tls-check .model=${model} .check=${check}></tls-check></li>`)}
                    </ul>`
              }
            </section>`
          : nothing
      }
      <tls-fields
        .model=${model}
        .root=${this.#together ? (model.overview?.roots[0] ?? 0) : model.root}
        .roots=${this.#together ? (model.overview?.roots ?? []) : []}
        .size=${this.#together ? model.overview?.rowCount : message?.size}
        .label=${label}
        ?stacked=${this.stacked}
      ></tls-fields>`;
  }

  // Without messages all top-level rows make one tree; beside messages, one top-level row.
  get #together(): boolean {
    return this.model.messages.length === 0;
  }

  static override styles = [
    base,
    css`
      :host {
        display: flex;
        flex-direction: column;
        min-width: 0;
        min-height: 0;
      }
      .about {
        flex: none;
        padding: 8px 12px;
        max-height: 40%;
        overflow: auto;
      }
      :host([stacked]) .about {
        max-height: none;
      }
      .checks {
        margin-block-start: 6px;
      }
      tls-fields {
        flex: 1 1 0;
        min-height: 280px;
      }
      :host([stacked]) tls-fields {
        flex: none;
        min-height: 0;
      }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    "tls-message": TlsMessage;
  }
}
