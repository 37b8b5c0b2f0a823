import { css, html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import type { Overview } from "../../src/protocol";
import { type Tab, TABS } from "../state";
import { ModelElement } from "../ui/element";
import { icon, type IconName } from "../ui/icons";
import { base } from "../ui/styles";
import "./certificates";
import "./empty";
import "./findings";
import "./handshake";
import "./header";
import "./keys";
import "./parameters";

/** Below this width the parts of a view stand one above the other and scroll together. */
const STACK_BELOW_PX = 640;

const WORDS: Readonly<Record<Tab, readonly [IconName, string]>> = {
  handshake: ["arrow-swap", "Handshake"],
  certificates: ["verified", "Certificates"],
  parameters: ["settings", "Parameters"],
  keys: ["key", "Keys"],
  findings: ["lightbulb", "Findings"],
};

/** Whether a tab has anything to say: a file with certificates negotiates nothing, and a list of revoked ones has no chain. */
function hasTab(overview: Overview, tab: Tab): boolean {
  if (overview.origin.kind === "connection" || overview.messages.length > 0) return true;
  if (tab === "certificates") return overview.certificates.length > 0;
  return tab === "handshake" || tab === "findings";
}

/** The panel beside the editor: header and tabs. */
@customElement("tls-panel")
export class TlsPanel extends ModelElement {
  @state() private stacked = false;

  readonly #resize = new ResizeObserver(([entry]) => {
    if (entry) this.stacked = entry.contentRect.width < STACK_BELOW_PX;
  });

  override connectedCallback(): void {
    super.connectedCallback();
    this.#resize.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resize.disconnect();
  }

  override render(): TemplateResult {
    const { model } = this;
    const { overview } = model;
    if (!overview || overview.status === "empty")
      return html`<tls-empty .model=${model} reason="panel"></tls-empty>`;
    const shown = TABS.filter((tab) => tab === model.tab || hasTab(overview, tab));
    return html`<tls-header .model=${model}></tls-header>
      <vscode-panels role="main" aria-label="Inspection" activeid="tab-${model.tab}" @change=${this.#onTab}>
        ${shown.map((tab) => this.#tab(tab))}
        ${shown.map(
          (tab) =>
            html`<vscode-panel-view id="view-${tab}" class=${this.stacked ? "stacked" : ""}
              >${tab === model.tab ? this.#view(tab) : nothing}</vscode-panel-view
            >`,
        )}
      </vscode-panels>`;
  }

  #tab(tab: Tab): TemplateResult {
    const { overview } = this.model;
    const [name, word] = WORDS[tab];
    const count =
      tab === "certificates"
        ? (overview?.certificates.length ?? 0)
        : tab === "findings"
          ? (overview?.findings.length ?? 0)
          : 0;
    const title =
      tab === "handshake" && overview?.messages.length === 0 && overview.origin.kind !== "connection"
        ? "Fields"
        : word;
    return html`<vscode-panel-tab
      id="tab-${tab}"
      title=${title}
      aria-label=${count > 0 ? `${title} ${String(count)}` : title}
      >${icon(name)}<span class="tab-word">${title} </span>${
        count > 0 ? html`<span class="count">${count}</span>` : nothing
      }</vscode-panel-tab
    >`;
  }

  #view(tab: Tab): TemplateResult {
    const { model, stacked } = this;
    switch (tab) {
      case "handshake":
        return html`<tls-handshake .model=${model} ?stacked=${stacked}></tls-handshake>`;
      case "certificates":
        return html`<tls-certificates .model=${model} ?stacked=${stacked}></tls-certificates>`;
      case "parameters":
        return html`<tls-parameters .model=${model}></tls-parameters>`;
      case "keys":
        return html`<tls-keys .model=${model}></tls-keys>`;
      case "findings":
        return html`<tls-findings .model=${model}></tls-findings>`;
    }
  }

  readonly #onTab = (event: Event): void => {
    // Change events of controls inside the views come by here too.
    if (event.target !== event.currentTarget) return;
    const id = (event.target as HTMLElement & { readonly activeid: string }).activeid;
    const tab = TABS.find((name) => id === `tab-${name}`);
    if (tab) this.model.chooseTab(tab);
  };

  static override styles = [
    base,
    css`
      :host {
        display: flex;
        flex-direction: column;
        height: 100%;
        min-height: 0;
        container-type: inline-size;
      }
      vscode-panels {
        flex: 1;
        min-height: 0;
        overflow: hidden;
      }
      vscode-panels::part(tablist) {
        padding-inline: 14px;
        column-gap: 20px;
      }
      vscode-panels::part(tabpanel) {
        border-block-start: 1px solid var(--vscode-panel-border);
        min-height: 0;
      }
      vscode-panel-tab {
        gap: 5px;
        white-space: nowrap;
      }
      vscode-panel-tab .icon {
        color: inherit;
      }
      .count {
        min-width: 18px;
        padding: 0 5px;
        border-radius: 9px;
        border: 1px solid var(--vscode-contrastBorder, transparent);
        background: var(--vscode-badge-background);
        color: var(--vscode-badge-foreground);
        font-size: 0.85em;
        line-height: 16px;
        text-align: center;
      }
      vscode-panel-view:not([hidden]) {
        position: absolute;
        inset: 0;
        display: block;
        overflow: auto;
        padding: 0;
        border: none;
      }
      @container (max-width: 560px) {
        vscode-panels::part(tablist) {
          padding-inline: 10px;
          column-gap: 14px;
        }
        vscode-panel-tab:not([aria-selected="true"]) .tab-word {
          position: absolute;
          width: 1px;
          height: 1px;
          overflow: hidden;
          clip-path: inset(50%);
        }
      }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    "tls-panel": TlsPanel;
  }
}
