import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { Check, CheckInput } from "../../src/core/inspection";
import type { Model } from "../model";
import { plural, short } from "../../src/core/words/visible";
import { icon } from "./icons";
import "./long-text";
import { CHECK } from "./status";
import { base } from "./styles";

/** A check: status, sentence, and on demand its formula and what went into it. */
@customElement("tls-check")
export class TlsCheck extends LitElement {
  @property({ attribute: false }) model!: Model;
  @property({ attribute: false }) check: Check | undefined;

  override render(): TemplateResult | typeof nothing {
    const { check } = this;
    if (!check) return nothing;
    const look = CHECK[check.status];
    const title = html`${icon(look.icon, look.tone)}<span class="wire"
        ><strong class=${look.tone}>${look.word}:</strong> <tls-text .text=${check.message}></tls-text
      ></span>`;
    if (check.formula === undefined && check.inputs.length === 0)
      return html`<div class="plain">${title}</div>`;
    return html`<details ?open=${check.status === "failed"}>
      <summary>${icon("chevron-right", "twistie")}${title}</summary>
      <div class="inside">
        ${check.formula === undefined ? nothing : html`<p class="formula"><tls-text mono .text=${check.formula}></tls-text></p>`}
        <dl>${check.inputs.map((input) => this.#input(input))}</dl>
      </div>
    </details>`;
  }

  #input({ name, spans, hex }: CheckInput): TemplateResult {
    const numbers = spans ? this.model.messagesOf(spans) : [];
    const length = spans?.reduce((sum, { start, end }) => sum + end - start, 0) ?? 0;
    const first = spans?.[0];
    return html`<dt class="wire">${short(name)}</dt>
      <dd>
        ${
          spans && first
            ? html`<button class="link" @click=${() => void this.model.openSpan(first)}>
                  ${numbers.length > 0 ? ranges(numbers) : "bytes"}</button
                ><span class="muted"> (${plural(length, "byte")})</span>`
            : nothing
        }
        ${hex === undefined ? nothing : html`<tls-text mono .text=${hex}></tls-text>`}
      </dd>`;
  }

  static override styles = [
    base,
    css`
      :host {
        display: block;
      }
      .plain,
      summary {
        display: flex;
        align-items: flex-start;
        gap: 6px;
        padding-block: 2px;
      }
      .plain {
        padding-inline-start: 20px;
      }
      .icon {
        margin-block-start: 2px;
      }
      .inside {
        padding: 2px 0 4px 42px;
      }
      .formula {
        padding: 3px 8px;
        border-radius: 3px;
        background: var(--vscode-textCodeBlock-background);
      }
      dl {
        display: grid;
        grid-template-columns: fit-content(40%) minmax(0, 1fr);
        gap: 2px 12px;
        margin-block-start: 4px;
      }
      dt {
        color: var(--vscode-descriptionForeground);
      }
    `,
  ];
}

/** "messages 1–4, 6" of sorted numbers. */
export function ranges(numbers: readonly number[]): string {
  const parts: string[] = [];
  for (let i = 0; i < numbers.length;) {
    let j = i;
    while (numbers[j + 1] === (numbers[j] ?? 0) + 1) j++;
    parts.push(i === j ? String(numbers[i]) : `${String(numbers[i])}–${String(numbers[j])}`);
    i = j + 1;
  }
  return `${numbers.length === 1 ? "message" : "messages"} ${parts.join(", ")}`;
}

declare global {
  interface HTMLElementTagNameMap {
    "tls-check": TlsCheck;
  }
}
