import { css, html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { ExplanationView } from "../../src/protocol";
import { short } from "../../src/core/words/visible";
import { ModelElement } from "./element";
import { icon } from "./icons";
import "./long-text";
import { rfcUrl } from "./rfc";
import { base } from "./styles";

/** What a message or a field is for: paragraphs and the place in the RFC. The title stands in `heading` level 2 or none. */
@customElement("tls-explanation")
export class TlsExplanation extends ModelElement {
  @property({ attribute: false }) explanation: ExplanationView | undefined;
  @property({ type: Boolean }) titled = false;

  override render(): TemplateResult | typeof nothing {
    const { explanation } = this;
    if (!explanation) return nothing;
    const paragraphs = explanation.text.split(/\n{2,}/).filter((text) => text !== "");
    const rfc = rfcLink(this.model, explanation.rfc, explanation.rfcUrl);
    return html`${
      this.titled
        ? html`<div class="head">
            <h2 class="wire">${short(explanation.title)}</h2>
            ${rfc}
          </div>`
        : nothing
    }
    ${paragraphs.map((text) => html`<p><tls-text limit="2000" .text=${text}></tls-text></p>`)}
    ${this.titled ? nothing : rfc}`;
  }

  static override styles = [
    base,
    css`
      :host {
        display: block;
      }
      .head {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        justify-content: space-between;
        gap: 2px 12px;
      }
      p {
        margin-block: 4px;
        max-width: 90ch;
      }
    `,
  ];
}

/** The RFC section, as a link where the host gave an address. */
export function rfcLink(
  model: TlsExplanation["model"],
  rfc: string | undefined,
  url: string | undefined,
): TemplateResult | typeof nothing {
  if (rfc === undefined || rfc === "") return nothing;
  const address = url ?? rfcUrl(rfc);
  if (address === undefined) return html`<span class="muted wire">${short(rfc, 80)}</span>`;
  const open = (): void => void model.call("openRfc", { url: address });
  return html`<button class="link rfc" title="Open ${short(rfc, 80)} in the browser" @click=${open}>
    ${short(rfc, 80)} ${icon("link-external")}
  </button>`;
}

declare global {
  interface HTMLElementTagNameMap {
    "tls-explanation": TlsExplanation;
  }
}
