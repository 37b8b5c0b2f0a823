import { css, html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { MessageView } from "../../src/protocol";
import { duration, short } from "../../src/core/words/visible";
import { ModelElement } from "../ui/element";
import { icon } from "../ui/icons";
import { CHECK, SEVERITY } from "../ui/status";
import { base, chosenStyles } from "../ui/styles";

/** A pause this long between two messages is worth a line of its own. */
const GAP_MS = 1;

/** The messages as arrows between client and server: a listbox with one tab stop. */
@customElement("tls-ladder")
export class TlsLadder extends ModelElement {
  /** Without the lanes' heads, for the side view. */
  @property({ type: Boolean }) compact = false;
  @state() private stream: number | undefined;

  get #streams(): number[] {
    return [...new Set(this.model.messages.map(({ stream }) => stream))];
  }

  get #shown(): readonly MessageView[] {
    const { model } = this;
    const streams = this.#streams;
    if (streams.length <= 1) return model.messages;
    const stream = this.stream ?? model.chosenMessage?.stream ?? streams[0];
    return model.messages.filter((message) => message.stream === stream);
  }

  override render(): TemplateResult {
    const { model } = this;
    const messages = this.#shown;
    const active = messages.find(({ index }) => index === model.message);
    const running = model.overview?.status === "running";
    return html`${this.#streamChoice()}
      <div class="heads" aria-hidden="true">
        <span>${icon("person")} Client</span><span>Server ${icon("server")}</span>
      </div>
      <div
        id="list"
        role="listbox"
        tabindex="0"
        aria-label="Messages"
        aria-activedescendant=${active ? `message-${String(active.index)}` : nothing}
        @keydown=${this.#onKey}
      >
        ${messages.map((message, i) => this.#message(message, messages[i - 1]))}
      </div>
      ${this.#absences()}
      ${running ? html`<p class="waiting muted">${icon("sync")} Waiting for the next message…</p>` : nothing}`;
  }

  /** The steps that a reader of the handshake's story misses here, folded away. */
  #absences(): TemplateResult | typeof nothing {
    const absences = this.model.overview?.absences ?? [];
    if (absences.length === 0) return nothing;
    return html`<details class="absences">
      <summary>Not in this handshake (${absences.length})</summary>
      <ul>
        ${absences.map(
          ({ label, from, reason, rfc }) =>
            html`<li>
              <span class="label">${label}</span> <span class="muted">of the ${from} · ${rfc}</span>
              <p>${reason}</p>
            </li>`,
        )}
      </ul>
    </details>`;
  }

  #streamChoice(): TemplateResult | typeof nothing {
    const streams = this.#streams;
    if (streams.length <= 1) return nothing;
    const chosen = this.#shown[0]?.stream;
    const onChange = (event: Event): void => {
      this.stream = Number((event.currentTarget as HTMLSelectElement).value);
      const first = this.model.messages.find(({ stream }) => stream === this.stream);
      if (first) this.model.chooseMessage(first.index);
    };
    return html`<label class="streams">
      <span>Connection</span>
      <vscode-dropdown @change=${onChange} aria-label="Connection">
        ${streams.map(
          (stream) =>
            html`<vscode-option value=${stream} ?selected=${stream === chosen}
              >${stream + 1} of ${streams.length}</vscode-option
            >`,
        )}
      </vscode-dropdown>
    </label>`;
  }

  #message(message: MessageView, before: MessageView | undefined): TemplateResult {
    const { index, from, name, label, detail, encrypted, check, severity, timeMs } = message;
    const chosen = index === this.model.message;
    const to = from === "client" ? "server" : "client";
    const pause = timeMs !== undefined && before?.timeMs !== undefined ? timeMs - before.timeMs : 0;
    // close_notify is an alert too, and an orderly end: only what is an error looks like one.
    const broken = name === "alert" && severity === "error";
    const kind = name === "change_cipher_spec" ? "dashed" : broken ? "alert" : "";
    return html`<div
      class="message ${from} ${kind} ${encrypted ? "encrypted" : ""} ${chosen ? "chosen" : ""}"
      id="message-${index}"
      role="option"
      aria-selected=${String(chosen)}
      @click=${() => {
        this.model.chooseMessage(index);
      }}
    >
      ${pause >= GAP_MS ? html`<span class="pause"><span>${duration(pause)} later</span></span>` : nothing}
      <span class="number muted">${index + 1}</span>
      <span class="text">
        <span class="sr">${from} to ${to}:</span>
        <span class="name wire">${short(label, 120)}</span>
        ${
          encrypted
            ? html`<span title="Encrypted on the wire; shown decrypted where the keys are known"
                >${icon("lock", "muted")}<span class="sr">encrypted</span></span
              >`
            : nothing
        }
        ${
          check
            ? html`<span
                class="check ${CHECK[check].tone}"
                title="Recomputed: ${CHECK[check].word.toLowerCase()}"
                >${icon(CHECK[check].icon, CHECK[check].tone)}<span class="sr"
                  >check: ${CHECK[check].word}</span
                ></span
              >`
            : nothing
        }
        ${
          severity
            ? html`<span title=${SEVERITY[severity].word}
                >${icon(SEVERITY[severity].icon, SEVERITY[severity].tone)}<span class="sr"
                  >${SEVERITY[severity].word}</span
                ></span
              >`
            : nothing
        }
        ${detail === "" ? nothing : html`<span class="detail muted wire" title=${short(detail)}>${short(detail)}</span>`}
      </span>
      <span class="arrow" aria-hidden="true"><span class="line"></span></span>
    </div>`;
  }

  override updated(): void {
    const chosen = this.shadowRoot?.querySelector(".message.chosen");
    if (chosen && chosen.id !== this.#scrolledTo) {
      this.#scrolledTo = chosen.id;
      chosen.scrollIntoView({ block: "nearest" });
    }
  }

  #scrolledTo = "";

  readonly #onKey = (event: KeyboardEvent): void => {
    const messages = this.#shown;
    const at = messages.findIndex(({ index }) => index === this.model.message);
    const to: number | undefined = {
      ArrowDown: at + 1,
      ArrowUp: Math.max(0, at - 1),
      PageDown: at + 10,
      PageUp: Math.max(0, at - 10),
      Home: 0,
      End: messages.length - 1,
    }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const message = messages[Math.min(to, messages.length - 1)];
    if (message) this.model.chooseMessage(message.index);
  };

  static override styles = [
    base,
    css`
      .absences {
        margin: 8px 12px;
      }
      .absences summary {
        cursor: pointer;
      }
      .absences ul {
        margin: 4px 0;
        padding-left: 16px;
      }
      .absences p {
        margin: 2px 0 6px;
      }

      :host {
        display: flex;
        flex-direction: column;
        min-height: 0;
        --client: var(--vscode-charts-blue, var(--vscode-foreground));
        --server: var(--vscode-charts-purple, var(--vscode-foreground));
      }
      .streams {
        display: flex;
        align-items: center;
        gap: 8px;
        padding: 4px 10px;
      }
      .heads {
        flex: none;
        display: flex;
        justify-content: space-between;
        padding: 4px 10px 4px 30px;
        font-weight: 600;
        background: var(--vscode-sideBarSectionHeader-background);
      }
      #list {
        flex: 1;
        min-height: 0;
        overflow: hidden auto;
        padding-block: 2px 6px;
        outline-offset: -1px;
        position: relative;
      }
      .message {
        position: relative;
        display: grid;
        grid-template: "pause pause" auto "number text" auto "number arrow" 9px / 20px minmax(0, 1fr);
        column-gap: 8px;
        padding: 2px 10px 3px 6px;
        cursor: pointer;
      }
      .message:hover {
        background: var(--vscode-list-hoverBackground);
      }
      .number {
        grid-area: number;
        align-self: center;
        text-align: end;
        font-size: 0.85em;
        font-variant-numeric: tabular-nums;
      }
      .text {
        grid-area: text;
        display: flex;
        align-items: baseline;
        gap: 5px;
        min-width: 0;
        padding-inline: 8px;
        white-space: nowrap;
      }
      .server > .text {
        justify-content: flex-end;
      }
      .name {
        overflow: hidden;
        text-overflow: ellipsis;
        flex: none;
        max-width: calc(100% - 44px);
      }
      .detail {
        flex: 0 1 auto;
        overflow: hidden;
        text-overflow: ellipsis;
        min-width: 0;
        font-size: 0.92em;
      }
      .server > .text > .detail {
        order: -1;
      }
      .arrow {
        grid-area: arrow;
        position: relative;
        border-inline: 2px solid;
        border-color: var(--client) var(--server);
        border-inline-color: var(--client) var(--server);
        margin-block-end: -3px;
      }
      /* The lanes run through from message to message. */
      .message::before,
      .message::after {
        content: "";
        position: absolute;
        inset-block: 0;
        width: 2px;
        background: var(--client);
        inset-inline-start: 34px;
        opacity: 0.45;
      }
      .message::after {
        background: var(--server);
        inset-inline: auto 10px;
      }
      .arrow {
        border: none;
      }
      .line {
        position: absolute;
        inset-inline: 2px;
        inset-block-start: 3px;
        border-block-start: 2px solid var(--client);
      }
      .server .line {
        border-color: var(--server);
      }
      .line::after {
        content: "";
        position: absolute;
        inset-block-start: -6px;
        inset-inline-end: 0;
        border: 5px solid transparent;
        border-inline-start: 8px solid var(--client);
        border-inline-end-width: 0;
      }
      .server .line::after {
        inset-inline: 0 auto;
        border-inline-start: 0 solid transparent;
        border-inline-end: 8px solid var(--server);
      }
      .dashed .line {
        border-block-start-style: dashed;
      }
      .dashed .name {
        font-style: italic;
      }
      .alert .line {
        border-color: var(--vscode-errorForeground);
      }
      .alert .line::after {
        border-inline-start-color: var(--vscode-errorForeground);
        border-inline-end-color: var(--vscode-errorForeground);
      }
      .pause {
        grid-area: pause;
        display: flex;
        justify-content: center;
        font-size: 0.85em;
        color: var(--vscode-descriptionForeground);
        padding-block: 1px;
        padding-inline-start: 28px;
      }
      .pause::before,
      .pause::after {
        content: "";
        flex: 0 1 24px;
        align-self: center;
        border-block-start: 1px dotted;
        margin-inline: 6px;
      }
      .chosen :is(.muted, .pause),
      #list:focus .chosen .icon {
        color: inherit;
      }
      .waiting {
        flex: none;
        padding: 4px 10px;
      }
    `,
    chosenStyles, // after what a row looks like under the pointer
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    "tls-ladder": TlsLadder;
  }
}
