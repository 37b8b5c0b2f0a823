import { css, html, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { Requests } from "../../src/protocol";
import { ModelElement } from "../ui/element";
import { icon } from "../ui/icons";
import { base } from "../ui/styles";

type Reason = "panel" | "side" | "messages" | "certificates" | "parameters" | "keys" | "findings";

const WORDS: Readonly<Record<Reason, readonly [string, string]>> = {
  panel: [
    "No handshake yet",
    "Run a handshake test, or open a dump, a capture or a certificate, to see it here.",
  ],
  side: [
    "Nothing decoded yet",
    "Paste a hex dump or a PEM block above, or select one in the editor. Or watch a live handshake:",
  ],
  messages: [
    "No message was read",
    "The other side sent nothing that could be decoded. The findings say why and what to try.",
  ],
  certificates: [
    "No certificate",
    "Neither side has shown a certificate so far. Resumed sessions and handshakes that fail early have none.",
  ],
  parameters: [
    "Nothing negotiated",
    "The bytes hold no Client Hello or Server Hello that says what was offered or chosen.",
  ],
  keys: [
    "No keys",
    "The key schedule can be walked when we ran the handshake ourselves, or when a key log for the capture is given.",
  ],
  findings: ["No findings", "Every rule was applied and none has a remark."],
};

/** Says that there is nothing to show here, and what to do next. */
@customElement("tls-empty")
export class TlsEmpty extends ModelElement {
  @property() reason: Reason = "panel";

  override render(): TemplateResult {
    const [title, text] = WORDS[this.reason];
    const commands = this.reason === "panel" || this.reason === "side";
    return html`<div class="box">
      <h2>${title}</h2>
      <p class="muted">${text}</p>
      ${
        commands
          ? html`<div class="buttons">
              <vscode-button @click=${this.#command("tlsInspector.runHandshakeTest")}
                ><span slot="start" class="start">${icon("play")}</span>Run Handshake Test…</vscode-button
              >
              <vscode-button
                appearance="secondary"
                @click=${this.#command("tlsInspector.runMutualHandshakeTest")}
                ><span slot="start" class="start">${icon("arrow-swap")}</span>Run Two-Way Handshake
                Test…</vscode-button
              >
            </div>`
          : ""
      }
    </div>`;
  }

  #command(command: Requests["command"]["params"]["command"]): () => void {
    return () => void this.model.call("command", { command });
  }

  static override styles = [
    base,
    css`
      :host {
        display: block;
        flex: 1;
      }
      .box {
        max-width: 60ch;
        margin: 0 auto;
        padding: 24px 16px;
        text-align: center;
      }
      p {
        margin-block: 6px 14px;
      }
      .buttons {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
        justify-content: center;
      }
      .icon {
        color: inherit;
      }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    "tls-empty": TlsEmpty;
  }
}
