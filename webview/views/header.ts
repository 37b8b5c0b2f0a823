import { css, html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { ExportKind } from "../../src/protocol";
import { short, visible } from "../../src/core/words/visible";
import { ModelElement } from "../ui/element";
import { icon } from "../ui/icons";
import "../ui/menu";
import type { MenuEvent, MenuItem } from "../ui/menu";
import { outcomeLook } from "../ui/status";
import { base } from "../ui/styles";

const EXPORTS: Readonly<Record<ExportKind, MenuItem>> = {
  json: { id: "json", label: "JSON" },
  markdown: { id: "markdown", label: "Markdown report" },
  keylog: { id: "keylog", label: "Key log", remark: "holds session secrets" },
  pcapng: { id: "pcapng", label: "Capture (pcapng)", remark: "holds session secrets" },
};

/** Outcome, headline and summary, and what can be done with the whole inspection. */
@customElement("tls-header")
export class TlsHeader extends ModelElement {
  /** In the side view: "Open as session" in place of run and export. */
  @property({ type: Boolean }) side = false;

  override render(): TemplateResult | typeof nothing {
    const { model } = this;
    const { overview } = model;
    if (!overview) return nothing;
    const look = outcomeLook(overview);
    const running = overview.status === "running";
    return html`<header>
      <div class="words">
        <h1>
          ${
            running
              ? html`<vscode-progress-ring class="ring" aria-label="Running"></vscode-progress-ring>`
              : icon(look.icon, `big ${look.tone}`)
          }<span class="outcome ${look.tone}">${look.word}</span>
          <span class="headline wire" title=${short(overview.headline)}
            >${short(overview.headline, 400)}</span
          >
        </h1>
        <p class="summary wire" role="status">${visible(overview.summary.slice(0, 2000))}</p>
      </div>
      <div class="actions">${this.side ? this.#sideActions() : this.#panelActions(running)}</div>
    </header>`;
  }

  #sideActions(): TemplateResult {
    const isSession = this.model.messages.length > 0;
    return html`<vscode-button appearance="secondary" @click=${() => void this.model.call("openInPanel", {})}
      ><span slot="start">${icon("open-preview")}</span
      >${isSession ? "Open as session" : "Open in panel"}</vscode-button
    >`;
  }

  #panelActions(running: boolean): TemplateResult {
    const { overview } = this.model;
    const request = overview?.request;
    const exports = overview?.exports ?? [];
    return html`${
      overview?.actions.includes("unlock")
        ? html`<vscode-button @click=${() => void this.model.call("act", { action: "unlock" })}
            ><span slot="start">${icon("lock")}</span>Enter passphrase…</vscode-button
          >`
        : nothing
    }
    ${
      running
        ? html`<vscode-button appearance="secondary" @click=${() => void this.model.call("cancel", {})}
            ><span slot="start">${icon("debug-stop")}</span>Cancel</vscode-button
          >`
        : request
          ? html`<vscode-button appearance="secondary" @click=${() => void this.model.run(request)}
              ><span slot="start">${icon("play")}</span>Run again</vscode-button
            >`
          : nothing
    }
    ${
      exports.length > 0
        ? html`<tls-menu
            label="Export"
            .items=${exports.map((kind) => EXPORTS[kind])}
            @menu-choose=${this.#onExport}
          ></tls-menu>`
        : nothing
    }`;
  }

  readonly #onExport = (event: MenuEvent): void => {
    const kind = (Object.keys(EXPORTS) as ExportKind[]).find((key) => key === event.detail);
    if (kind) void this.model.call("export", { kind });
  };

  static override styles = [
    base,
    css`
      :host {
        display: block;
        flex: none;
        container-type: inline-size;
      }
      header {
        display: flex;
        align-items: flex-start;
        justify-content: space-between;
        gap: 6px 16px;
        padding: 8px 14px 4px;
      }
      .words {
        min-width: 0;
        flex: 1;
      }
      h1 {
        margin: 0;
        font-size: 1.1em;
        font-weight: 600;
        line-height: 1.4;
        display: flex;
        gap: 0 7px;
        align-items: baseline;
      }
      .big {
        align-self: flex-start;
        margin-block-start: 2px;
      }
      .outcome {
        flex: none;
      }
      .headline {
        font-weight: normal;
        overflow: hidden;
        display: -webkit-box;
        -webkit-box-orient: vertical;
        -webkit-line-clamp: 3;
      }
      .ring {
        flex: none;
        width: 16px;
        height: 16px;
        align-self: flex-start;
        margin-block-start: 2px;
      }
      .summary {
        color: var(--vscode-descriptionForeground);
        max-height: 14em;
        overflow: auto;
      }
      .actions {
        flex: none;
        display: flex;
        flex-wrap: wrap;
        gap: 6px;
      }
      vscode-button .icon {
        color: inherit;
      }
      @container (max-width: 620px) {
        header {
          flex-direction: column;
          padding-inline: 10px;
        }
        h1 {
          flex-wrap: wrap;
        }
      }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    "tls-header": TlsHeader;
  }
}
