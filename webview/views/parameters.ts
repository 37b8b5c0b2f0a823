import { css, html, nothing, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import type { Negotiated, Parameter, ParameterValue } from "../../src/core/inspection";
import { short } from "../../src/core/words/visible";
import { ModelElement } from "../ui/element";
import { icon } from "../ui/icons";
import { CLIENT_AUTHENTICATION } from "../ui/status";
import "../ui/long-text";
import { base } from "../ui/styles";
import "./empty";
import "./request-form";

/** Values of a list shown before the rest is folded. */
const SHOWN = 16;

/** The negotiation (offered, chosen, asked) and the request, to be changed and run again. */
@customElement("tls-parameters")
export class TlsParameters extends ModelElement {
  override render(): TemplateResult {
    const { model } = this;
    const { overview } = model;
    const parameters = overview?.parameters ?? [];
    const request = overview?.request;
    if (parameters.length === 0 && !request && !overview?.negotiated)
      return html`<tls-empty .model=${model} reason="parameters"></tls-empty>`;
    const fingerprints = Object.entries(overview?.fingerprints ?? {});
    return html`${overview?.negotiated ? this.#negotiated(overview.negotiated) : nothing}
    ${parameters.length === 0 ? nothing : this.#table(parameters)}
    ${fingerprints.length === 0 ? nothing : this.#fingerprints(fingerprints)}
    ${
      request
        ? html`<section aria-labelledby="request">
            <h2 id="request">Run again with one thing changed</h2>
            <tls-request-form .model=${model} .request=${request}></tls-request-form>
          </section>`
        : nothing
    }`;
  }

  #negotiated(n: Negotiated): TemplateResult {
    const rows: readonly (readonly [string, string | undefined])[] = [
      ["Version", n.version],
      ["Cipher suite", n.cipherSuite],
      ["Key exchange", n.keyExchange],
      ["Group", n.group],
      ["Signature scheme", n.signatureScheme],
      ["ALPN", n.alpn],
      ["Server name", n.serverName],
      ["Extended master secret", yesNo(n.extendedMasterSecret)],
      ["Resumed", yesNo(n.resumed)],
    ];
    const look = CLIENT_AUTHENTICATION[n.clientAuthentication];
    return html`<section aria-labelledby="agreed">
      <h2 id="agreed">What both sides agreed on</h2>
      <dl>
        ${rows.map(([name, value]) =>
          value === undefined || value === ""
            ? nothing
            : html`<div>
                <dt>${name}</dt>
                <dd class="wire">${short(value)}</dd>
              </div>`,
        )}
        <div>
          <dt>Client authentication</dt>
          <dd>${icon(look.icon, look.tone)} ${look.word}</dd>
        </div>
      </dl>
    </section>`;
  }

  #table(parameters: readonly Parameter[]): TemplateResult {
    return html`<section aria-labelledby="negotiation">
      <h2 id="negotiation">Negotiation</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">Parameter</th>
            <th scope="col">Offered by the client</th>
            <th scope="col">Chosen by the server</th>
            <th scope="col">Asked of the client</th>
          </tr>
        </thead>
        <tbody>
          ${parameters.map((parameter) => this.#parameter(parameter))}
        </tbody>
      </table>
    </section>`;
  }

  #parameter({ name, offered, chosen, asked, note }: Parameter): TemplateResult {
    const taken = new Set(chosen.map(({ text }) => text));
    return html`<tr>
      <th scope="row">
        <span class="wire">${short(name)}</span>
        ${note === undefined ? nothing : html`<p class="note muted"><tls-text .text=${note}></tls-text></p>`}
      </th>
      <td data-head="Offered" class=${offered.length === 0 ? "none" : ""}>${this.#values(offered, taken)}</td>
      <td data-head="Chosen" class=${chosen.length === 0 ? "none" : ""}>
        ${this.#values(chosen, undefined)}
      </td>
      <td data-head="Asked" class=${asked.length === 0 ? "none" : ""}>${this.#values(asked, undefined)}</td>
    </tr>`;
  }

  #values(values: readonly ParameterValue[], taken: ReadonlySet<string> | undefined): TemplateResult {
    if (values.length === 0) return html`<span class="muted" aria-label="none">–</span>`;
    const rest = values.slice(SHOWN);
    return html`<ul>
        ${values.slice(0, SHOWN).map((value) => this.#value(value, taken))}
      </ul>
      ${
        rest.length === 0
          ? nothing
          : html`<details>
              <summary>${icon("chevron-right", "twistie")}${rest.length} more</summary>
              <ul>
                ${rest.map((value) => this.#value(value, taken))}
              </ul>
            </details>`
      }`;
  }

  #value({ text, field }: ParameterValue, taken: ReadonlySet<string> | undefined): TemplateResult {
    const mark = taken?.has(text) ? html`${icon("check", "good")}<span class="sr">chosen: </span>` : nothing;
    const words = short(text);
    return html`<li>
      ${
        field === undefined
          ? html`<span class="wire">${words}</span>`
          : html`<button
              class="link wire"
              title="Go to the field"
              @click=${() => {
                this.model.openRow(field);
              }}
            >
              ${words}
            </button>`
      }${mark}
    </li>`;
  }

  #fingerprints(entries: readonly (readonly [string, string])[]): TemplateResult {
    return html`<section aria-labelledby="fingerprints">
      <h2 id="fingerprints">Fingerprints</h2>
      <dl>
        ${entries.map(
          ([name, value]) =>
            html`<div>
              <dt>${short(name.toUpperCase())}</dt>
              <dd class="copyable">
                <span class="mono wire">${short(value)}</span>
                <button
                  class="tool"
                  aria-label="Copy ${short(name, 60)}"
                  title="Copy ${short(name, 60)}"
                  @click=${() => void this.model.call("copy", { text: value })}
                >
                  ${icon("copy")}
                </button>
              </dd>
            </div>`,
        )}
      </dl>
    </section>`;
  }

  static override styles = [
    base,
    css`
      :host {
        display: block;
        padding: 10px 14px 20px;
        container-type: inline-size;
      }
      section + section {
        margin-block-start: 20px;
      }
      h2 {
        margin-block-end: 6px;
      }
      dl {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(100%, 260px), 1fr));
        gap: 6px 20px;
      }
      dt {
        color: var(--vscode-descriptionForeground);
        font-size: 0.92em;
      }
      .copyable {
        display: flex;
        align-items: flex-start;
        gap: 4px;
      }
      table {
        width: 100%;
        border-collapse: collapse;
        table-layout: fixed;
      }
      th:nth-child(1) {
        width: 18%;
      }
      th:nth-child(2) {
        width: 38%;
      }
      th:nth-child(3) {
        width: 24%;
      }
      th,
      td {
        padding: 4px 12px 4px 0;
        text-align: start;
        vertical-align: top;
        font-weight: normal;
        border-block-end: 1px solid var(--vscode-panel-border);
      }
      thead th {
        color: var(--vscode-descriptionForeground);
        font-size: 0.92em;
      }
      tbody th {
        font-weight: 600;
      }
      .note {
        font-weight: normal;
        font-size: 0.92em;
      }
      li {
        display: flex;
        align-items: flex-start;
        gap: 4px;
      }
      @container (max-width: 560px) {
        dl > div {
          display: grid;
          grid-template-columns: 116px minmax(0, 1fr);
          gap: 8px;
        }
        dl {
          row-gap: 2px;
        }
        td.none {
          display: none;
        }
        table,
        tbody,
        tr,
        th,
        td {
          display: block;
        }
        thead {
          position: absolute;
          clip-path: inset(50%);
          width: 1px;
          height: 1px;
          overflow: hidden;
        }
        tbody th,
        th:first-child {
          width: auto;
          border: none;
          padding-block: 8px 0;
        }
        td:not(.none) {
          display: grid;
          grid-template-columns: 64px minmax(0, 1fr);
          padding: 1px 0;
          border: none;
        }
        td::before {
          content: attr(data-head);
          color: var(--vscode-descriptionForeground);
        }
        td > details {
          grid-column: 2;
        }
        tr {
          border-block-end: 1px solid var(--vscode-panel-border);
          padding-block-end: 6px;
        }
      }
    `,
  ];
}

function yesNo(value: boolean | undefined): string | undefined {
  return value === undefined ? undefined : value ? "yes" : "no";
}

declare global {
  interface HTMLElementTagNameMap {
    "tls-parameters": TlsParameters;
  }
}
