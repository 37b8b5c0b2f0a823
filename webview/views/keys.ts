import { css, html, nothing, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import type { KeyStep } from "../../src/core/inspection";
import { plural, short } from "../../src/core/words/visible";
import { ModelElement } from "../ui/element";
import { rfcLink } from "../ui/explanation";
import { icon } from "../ui/icons";
import "../ui/long-text";
import { base } from "../ui/styles";
import "./empty";

/** The key schedule, step by step. */
@customElement("tls-keys")
export class TlsKeys extends ModelElement {
  override render(): TemplateResult {
    const { model } = this;
    const steps = model.overview?.keySteps ?? [];
    if (steps.length === 0) return html`<tls-empty .model=${model} reason="keys"></tls-empty>`;
    return html`<p class="notice">
        ${icon("warning", "warn")}<span
          ><strong>Session secrets.</strong> These values open this session's traffic to whoever has it
          recorded. They are of no use for other sessions. No private key is among them.</span
        >
      </p>
      <ol>
        ${steps.map((step, i) => html`<li class="card">${this.#step(step, i)}</li>`)}
      </ol>`;
  }

  #step({ name, formula, inputs, output, rfc }: KeyStep, i: number): TemplateResult {
    return html`<div class="head">
        <h2 class="wire"><span class="muted number">${i + 1}</span> ${short(name)}</h2>
        ${rfcLink(this.model, rfc, undefined)}
      </div>
      <p class="formula"><tls-text mono .text=${formula}></tls-text></p>
      <dl>
        ${inputs.map(
          (input) =>
            html`<dt class="wire">${short(input.name)}</dt>
              <dd><tls-text mono .text=${input.hex === "" ? "(empty)" : input.hex}></tls-text></dd>`,
        )}
        <dt><strong>Output</strong> <span class="muted">${plural(output.length / 2, "byte")}</span></dt>
        <dd class="output">
          <tls-text mono .text=${output}></tls-text>${
            output === ""
              ? nothing
              : html`<button
                  class="tool"
                  aria-label="Copy ${short(name)}"
                  title="Copy output"
                  @click=${() => void this.model.call("copy", { text: output })}
                >
                  ${icon("copy")}
                </button>`
          }
        </dd>
      </dl>`;
  }

  static override styles = [
    base,
    css`
      :host {
        display: block;
        padding: 10px 14px 20px;
        container-type: inline-size;
      }
      .notice {
        display: flex;
        gap: 8px;
        padding: 6px 10px;
        border: 1px solid var(--vscode-inputValidation-warningBorder, var(--vscode-contrastBorder));
        border-radius: 4px;
        background: var(--vscode-inputValidation-warningBackground);
        color: var(--vscode-inputValidation-warningForeground, var(--vscode-foreground));
        max-width: 1100px;
      }
      li {
        margin-block-start: 8px;
        padding: 7px 10px;
        max-width: 1100px;
      }
      h2 {
        font-size: inherit;
      }
      .head {
        display: flex;
        flex-wrap: wrap;
        justify-content: space-between;
        gap: 0 12px;
      }
      .number {
        display: inline-block;
        min-width: 1.4em;
        font-variant-numeric: tabular-nums;
      }
      .formula {
        margin-block: 3px;
        padding: 2px 8px;
        border-radius: 3px;
        background: var(--vscode-textCodeBlock-background);
      }
      dl {
        display: grid;
        grid-template-columns: fit-content(30%) minmax(0, 1fr);
        gap: 1px 14px;
      }
      dt {
        color: var(--vscode-descriptionForeground);
      }
      dt strong {
        color: var(--vscode-foreground);
      }
      .output {
        display: flex;
        align-items: flex-start;
        gap: 4px;
      }
      .output .tool {
        min-height: 20px;
        padding-block: 0;
      }
      @container (max-width: 480px) {
        dl {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    "tls-keys": TlsKeys;
  }
}
