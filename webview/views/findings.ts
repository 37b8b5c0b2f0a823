import { css, html, nothing, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import type { Finding } from "../../src/core/inspection";
import { short } from "../../src/core/words/visible";
import { ModelElement } from "../ui/element";
import { rfcLink } from "../ui/explanation";
import { icon } from "../ui/icons";
import "../ui/long-text";
import { SEVERITY } from "../ui/status";
import { base } from "../ui/styles";
import "./empty";

const ORDER = { error: 0, warning: 1, info: 2 } as const;

/** What was found, the worst first. */
@customElement("tls-findings")
export class TlsFindings extends ModelElement {
  override render(): TemplateResult {
    const { model } = this;
    const findings = [...(model.overview?.findings ?? [])].sort(
      (a, b) => ORDER[a.severity] - ORDER[b.severity],
    );
    if (findings.length === 0) return html`<tls-empty .model=${model} reason="findings"></tls-empty>`;
    return html`<ul>
      ${findings.map((finding) => html`<li class="card">${this.#finding(finding)}</li>`)}
    </ul>`;
  }

  #finding({ id, severity, message, fix, span, rfc }: Finding): TemplateResult {
    const look = SEVERITY[severity];
    return html`<p class="message">
        ${icon(look.icon, look.tone)}<span
          ><strong class=${look.tone}>${look.word}:</strong>
          <tls-text limit="1000" .text=${message}></tls-text
        ></span>
      </p>
      ${
        fix === undefined
          ? nothing
          : html`<p class="fix">
              ${icon("lightbulb")}<span class="wire"
                ><span class="sr">Fix: </span><tls-text limit="1000" .text=${fix}></tls-text
              ></span>
            </p>`
      }
      <p class="foot muted">
        ${
          span
            ? html`<button class="link" @click=${() => void this.model.openSpan(span)}>
                Go to the field
              </button>`
            : nothing
        }
        ${rfcLink(this.model, rfc, undefined)}<span class="mono wire">${short(id)}</span>
      </p>`;
  }

  static override styles = [
    base,
    css`
      :host {
        display: block;
        padding: 10px 14px 20px;
      }
      li {
        max-width: 1000px;
        padding: 7px 10px;
      }
      li + li {
        margin-block-start: 8px;
      }
      .message,
      .fix {
        display: flex;
        gap: 8px;
      }
      .message .icon,
      .fix .icon {
        margin-block-start: 2px;
      }
      .fix {
        margin-block-start: 3px;
      }
      .foot {
        display: flex;
        flex-wrap: wrap;
        gap: 2px 14px;
        margin: 3px 0 0 24px;
        font-size: 0.92em;
      }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    "tls-findings": TlsFindings;
  }
}
