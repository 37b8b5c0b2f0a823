import { css, html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { CertificateSummary } from "../../src/core/inspection";
import { ModelElement } from "../ui/element";
import { base } from "../ui/styles";
import "./certificate-card";
import "./empty";
import "./fields";
import "./verdict";

const TITLES: Readonly<Record<CertificateSummary["from"], string>> = {
  server: "Server's certificates",
  client: "Client's certificates",
  text: "Certificates",
};

/** The chains from leaf to root, each with its verdict, and the fields of the chosen certificate. */
@customElement("tls-certificates")
export class TlsCertificates extends ModelElement {
  @property({ type: Boolean, reflect: true }) stacked = false;

  override render(): TemplateResult {
    const { model } = this;
    const { overview } = model;
    const certificates = overview?.certificates ?? [];
    if (!overview || certificates.length === 0)
      return html`<tls-empty .model=${model} reason="certificates"></tls-empty>`;
    const chosen = certificates[model.certificate];
    const sides = [...new Set(certificates.map(({ from }) => from))];
    return html`<div class="chains">
        ${sides.map(
          (side) =>
            html`<section aria-label=${TITLES[side]}>
              <h2>${TITLES[side]}</h2>
              ${overview.verdicts
                .filter(({ from }) => from === side)
                .map((verdict) => html`<tls-verdict .model=${model} .verdict=${verdict}></tls-verdict>`)}
              <ol>
                ${certificates.map((certificate, index) =>
                  certificate.from === side
                    ? html`<li>
                        <tls-certificate-card
                          .model=${model}
                          .certificate=${certificate}
                          .index=${index}
                        ></tls-certificate-card>
                      </li>`
                    : nothing,
                )}
              </ol>
            </section>`,
        )}
      </div>
      ${
        chosen
          ? html`<tls-fields
              .model=${model}
              .root=${chosen.field}
              label="Certificate fields"
              ?stacked=${this.stacked}
            ></tls-fields>`
          : nothing
      }`;
  }

  static override styles = [
    base,
    css`
      :host {
        display: flex;
        height: 100%;
        min-height: 0;
      }
      .chains {
        flex: 0 0 clamp(300px, 42%, 560px);
        overflow: auto;
        padding: 10px 12px;
        border-inline-end: 1px solid var(--vscode-panel-border);
      }
      section + section {
        margin-block-start: 18px;
      }
      tls-verdict {
        margin-block: 6px 10px;
      }
      li + li {
        position: relative;
        margin-block-start: 14px;
      }
      /* The link from a certificate to the one that signed it. */
      li + li::before {
        content: "";
        position: absolute;
        inset-block: -14px auto;
        height: 14px;
        inset-inline-start: 24px;
        border-inline-start: 2px solid var(--vscode-descriptionForeground);
      }
      tls-fields {
        flex: 1 1 0;
        border-block-start: none;
      }
      :host([stacked]) {
        flex-direction: column;
        height: auto;
      }
      :host([stacked]) .chains {
        flex: none;
        border-inline-end: none;
      }
      :host([stacked]) tls-fields {
        flex: none;
        border-block-start: 1px solid var(--vscode-panel-border);
      }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    "tls-certificates": TlsCertificates;
  }
}
