import { css, html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { CertificateSummary } from "../../src/core/inspection";
import type { CertificateAction } from "../../src/protocol";
import { colons, commonName, plural, short, time, validity } from "../../src/core/words/visible";
import { ModelElement } from "../ui/element";
import { icon, type IconName } from "../ui/icons";
import "../ui/long-text";
import "../ui/menu";
import type { MenuEvent, MenuItem } from "../ui/menu";
import { base } from "../ui/styles";

/** Names shown before "and N more". */
const NAMES = 12;

const VALIDITY: Readonly<Record<ReturnType<typeof validity>["state"], readonly [IconName, string]>> = {
  passed: ["pass", "good"],
  warning: ["warning", "warn"],
  failed: ["error", "bad"],
  unknown: ["question", "muted"],
};

const ACTIONS: readonly (MenuItem & { readonly id: CertificateAction })[] = [
  { id: "copy", label: "Copy…", remark: "fingerprint, pin, key" },
  { id: "convert", label: "Convert…", remark: "PEM, DER, PKCS#7, JWK" },
  { id: "compare", label: "Compare…" },
  { id: "save", label: "Save as…" },
];

/** One certificate of a chain. */
@customElement("tls-certificate-card")
export class TlsCertificateCard extends ModelElement {
  @property({ attribute: false }) certificate: CertificateSummary | undefined;
  /** Its place in the overview's certificates. */
  @property({ attribute: false }) index = 0;

  override render(): TemplateResult | typeof nothing {
    const { certificate: c, model, index } = this;
    if (!c) return nothing;
    const chosen = model.certificate === index;
    const valid = validity(c.notBefore, c.notAfter, Date.now());
    const [validIcon, tone] = VALIDITY[valid.state];
    const own = c.subject === c.issuer;
    const role = !c.isCa ? "End entity" : own ? "Root (self-issued)" : "Intermediate CA";
    const names = c.subjectAltNames;
    return html`<article
      class="card ${chosen ? "chosen" : ""}"
      aria-label="Certificate ${index + 1}: ${short(c.subject, 80)}"
    >
      <div class="head">
        <button
          class="choose"
          aria-pressed=${String(chosen)}
          title="Show its fields"
          @click=${() => {
            model.chooseCertificate(index);
          }}
        >
          <span class="ellipsis wire">${short(commonName(c.subject), 200)}</span>
        </button>
        <span class="side"
          ><span class="role muted">${role}</span>
          <tls-menu
            label="Actions for ${short(commonName(c.subject), 80)}"
            compact
            .items=${ACTIONS}
            .iconName=${"ellipsis" as const}
            @menu-choose=${this.#onAction}
          ></tls-menu
        ></span>
      </div>
      <p class="validity">
        ${icon(validIcon, tone)}<span
          ><span class=${tone}>${valid.text}</span
          ><span class="muted"> · ${time(c.notBefore)} to ${time(c.notAfter)}</span></span
        >
      </p>
      <dl>
        ${
          c.label === undefined
            ? nothing
            : html`<dt>Label</dt>
                <dd><tls-text .text=${c.label}></tls-text></dd>`
        }
        <dt>Subject</dt>
        <dd><tls-text .text=${c.subject === "" ? "(empty)" : c.subject}></tls-text></dd>
        <dt>Issuer</dt>
        <dd>
          ${own ? html`<span class="muted">itself</span>` : html`<tls-text .text=${c.issuer}></tls-text>`}
        </dd>
        ${
          names.length === 0
            ? nothing
            : html`<dt>Names</dt>
                <dd class="wire">
                  <tls-text .text=${names.slice(0, NAMES).join(", ")}></tls-text>${
                    names.length > NAMES
                      ? html` <details>
                          <summary>
                            ${icon("chevron-right", "twistie")}and
                            ${plural(names.length - NAMES, "more", "more")}
                          </summary>
                          <tls-text .text=${names.slice(NAMES).join(", ")}></tls-text>
                        </details>`
                      : nothing
                  }
                </dd>`
        }
        <dt>Key</dt>
        <dd class="wire">${short(c.publicKey)}</dd>
        <dt>Signature</dt>
        <dd class="wire">${short(c.signatureAlgorithm)}</dd>
        <dt>Serial</dt>
        <dd>${this.#copyable("serial number", c.serialNumber)}</dd>
        <dt>SHA-256</dt>
        <dd>${this.#copyable("SHA-256 fingerprint", c.sha256)}</dd>
        <dt>SHA-1</dt>
        <dd>${this.#copyable("SHA-1 fingerprint", c.sha1)}</dd>
      </dl>
    </article>`;
  }

  readonly #onAction = ({ detail }: MenuEvent): void => {
    const action = ACTIONS.find(({ id }) => id === detail)?.id;
    const { model, index } = this;
    if (action) void model.call("certificate", { revision: model.revision, index, action });
  };

  #copyable(what: string, hex: string): TemplateResult {
    return html`<span class="copyable"
      ><span class="mono ellipsis" title=${short(colons(hex))}>${short(colons(hex), 200)}</span
      ><button
        class="tool"
        aria-label="Copy ${what}"
        title="Copy ${what}"
        @click=${() => void this.model.call("copy", { text: hex })}
      >
        ${icon("copy")}
      </button></span
    >`;
  }

  static override styles = [
    base,
    css`
      :host {
        display: block;
        container-type: inline-size;
      }
      article {
        padding: 8px 10px;
      }
      .chosen {
        border-color: var(--vscode-focusBorder);
        box-shadow: inset 3px 0 0 var(--vscode-focusBorder);
      }
      .head {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        justify-content: space-between;
        gap: 0 10px;
      }
      .side {
        display: inline-flex;
        align-items: baseline;
        gap: 4px;
      }
      .choose {
        appearance: none;
        border: none;
        background: none;
        padding: 0;
        color: inherit;
        font: inherit;
        font-weight: 600;
        cursor: pointer;
        min-width: 0;
        max-width: 100%;
        display: flex;
        text-align: start;
      }
      .choose:hover {
        text-decoration: underline;
      }
      .validity {
        display: flex;
        gap: 6px;
        margin-block: 2px 6px;
      }
      .validity .icon {
        margin-block-start: 2px;
      }
      dl {
        display: grid;
        grid-template-columns: max-content minmax(0, 1fr);
        gap: 1px 12px;
      }
      dt {
        color: var(--vscode-descriptionForeground);
      }
      .copyable {
        display: flex;
        align-items: center;
        gap: 4px;
        min-width: 0;
      }
      .copyable .tool {
        min-height: 20px;
        padding-block: 0;
      }
      @container (max-width: 300px) {
        dl {
          grid-template-columns: minmax(0, 1fr);
        }
        dd + dt {
          margin-block-start: 3px;
        }
      }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    "tls-certificate-card": TlsCertificateCard;
  }
}
