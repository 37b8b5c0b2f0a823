import { css, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { ChainVerdict, VerdictStep } from "../../src/core/inspection";
import type { InspectionAction } from "../../src/protocol";
import { short } from "../../src/core/words/visible";
import { ModelElement } from "../ui/element";
import { rfcLink } from "../ui/explanation";
import { icon, type IconName } from "../ui/icons";
import "../ui/long-text";
import { CHECK, NAME, TRUST } from "../ui/status";
import { base } from "../ui/styles";
import "./chain-graph";
import type { PathEvent } from "./chain-graph";

const QUESTIONS: readonly {
  readonly action: InspectionAction;
  readonly label: string;
  readonly symbol: IconName;
  readonly title: string;
}[] = [
  {
    action: "fetchIssuer",
    label: "Fetch missing issuer",
    symbol: "cloud-download",
    title: "From the address that the certificate names (Authority Information Access)",
  },
  {
    action: "checkRevocation",
    label: "Check revocation",
    symbol: "globe",
    title: "Ask the OCSP responders and fetch the revocation lists that the certificates name",
  },
];

/** Whether a chain is trusted and its name fits, by which store, and the steps that lead there. */
@customElement("tls-verdict")
export class TlsVerdict extends ModelElement {
  @property({ attribute: false }) verdict: ChainVerdict | undefined;
  /** Which of its paths is shown; the verdict is that of the first. */
  @state() private path = 0;

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (this.path >= (this.verdict?.graph?.paths.length ?? 0)) this.path = 0;
  }

  override render(): TemplateResult | typeof nothing {
    const { verdict } = this;
    if (!verdict) return nothing;
    const trust = TRUST[verdict.trust];
    const name = NAME[verdict.name];
    const failed = verdict.steps.find(({ status }) => status === "failed");
    const other = this.path === 0 ? undefined : verdict.graph?.paths[this.path];
    const steps = other?.steps ?? verdict.steps;
    return html`<div class="card">
      <p class="words">
        <span class="word"
          >${icon(trust.icon, trust.tone)}<strong class=${trust.tone}>${trust.word}</strong></span
        >
        <span class="word"
          >${icon(name.icon, name.tone)}<strong class=${name.tone}>${name.word}</strong></span
        >
        ${
          verdict.summary.includes(verdict.store)
            ? nothing
            : html`<span class="muted wire">Store: ${short(verdict.store)}</span>`
        }
      </p>
      <p><tls-text .text=${verdict.summary}></tls-text></p>
      ${
        failed?.fix === undefined
          ? nothing
          : html`<p class="fix">${icon("lightbulb", "warn")}<tls-text .text=${failed.fix}></tls-text></p>`
      }
      ${this.#questions()}
      <tls-chain-graph
        .model=${this.model}
        .graph=${verdict.graph}
        .path=${this.path}
        @path-choose=${this.#onPath}
      ></tls-chain-graph>
      ${
        steps.length === 0
          ? nothing
          : html`<details ?open=${failed !== undefined || other !== undefined}>
              <summary>
                ${icon("chevron-right", "twistie")}Steps${other ? ` of path ${String(this.path + 1)}` : ""}
                (${steps.length})
              </summary>
              <ol>
                ${steps.map((step) => this.#step(step))}
              </ol>
            </details>`
      }
    </div>`;
  }

  /** What can be asked over the network about the first chain. */
  #questions(): TemplateResult | typeof nothing {
    const { model, verdict } = this;
    const { overview } = model;
    const asked = QUESTIONS.filter(({ action }) => overview?.actions.includes(action));
    if (asked.length === 0 || verdict !== overview?.verdicts[0]) return nothing;
    return html`<p class="questions">
      ${asked.map(
        ({ action, label, symbol, title }) =>
          html`<vscode-button
            appearance="secondary"
            title=${title}
            @click=${() => void model.call("act", { action })}
            ><span slot="start">${icon(symbol)}</span>${label}</vscode-button
          >`,
      )}
    </p>`;
  }

  readonly #onPath = (event: PathEvent): void => {
    this.path = event.detail;
  };

  #step({ status, message, position, rfc }: VerdictStep): TemplateResult {
    const look = CHECK[status];
    return html`<li>
      ${icon(look.icon, look.tone)}<span class="wire"
        ><span class=${look.tone}>${look.word}:</span> ${
          position === undefined ? nothing : html`<span class="muted">certificate ${position + 1}: </span>`
        }<tls-text .text=${message}></tls-text> ${rfcLink(this.model, rfc, undefined)}</span
      >
    </li>`;
  }

  static override styles = [
    base,
    css`
      :host {
        display: block;
      }
      .card {
        padding: 8px 10px;
      }
      .words {
        display: flex;
        flex-wrap: wrap;
        gap: 2px 14px;
      }
      .word {
        display: inline-flex;
        gap: 5px;
        align-items: center;
      }
      .questions {
        display: flex;
        flex-wrap: wrap;
        gap: 6px;
        margin-block: 6px;
      }
      .fix,
      li {
        display: flex;
        gap: 6px;
        margin-block-start: 3px;
      }
      details {
        margin-block-start: 4px;
      }
      ol {
        padding-inline-start: 4px;
      }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    "tls-verdict": TlsVerdict;
  }
}
