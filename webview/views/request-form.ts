import { css, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { ConnectRequest } from "../../src/protocol";
import { type Draft, fromRequest, problems, toRequest } from "../request";
import { ModelElement } from "../ui/element";
import { icon } from "../ui/icons";
import { base } from "../ui/styles";

const VERSIONS = ["", "TLS 1.2", "TLS 1.3"] as const;

/** What a text field or dropdown of the toolkit looks like to us. */
type Control = HTMLElement & { readonly value: string };

/** A copy of the request to be changed and run. */
@customElement("tls-request-form")
export class TlsRequestForm extends ModelElement {
  @property({ attribute: false }) request: ConnectRequest | undefined;
  @state() private draft: Draft | undefined;
  #id: string | undefined;

  override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const id = this.model.overview?.id;
    // Only another inspection replaces what the user has typed, not a new revision of this one.
    if (this.request && (id !== this.#id || !this.draft)) {
      this.#id = id;
      this.draft = fromRequest(this.request);
    }
  }

  override render(): TemplateResult | typeof nothing {
    const { draft, model } = this;
    if (!draft) return nothing;
    const wrong = problems(draft);
    const running = model.overview?.status === "running";
    return html`<form @submit=${this.#onSubmit} @keydown=${this.#onKey}>
      ${this.#text("target", "Target", "host[:port] or URL", wrong.target)}
      ${this.#text("serverName", "Server name (SNI)", "as the target says")}
      ${this.#version("minVersion", "Lowest version")}
      ${this.#version("maxVersion", "Highest version", wrong.versions)}
      ${this.#text("cipherSuites", "Cipher suites", "all that we can do")}
      ${this.#text("groups", "Groups", "all that we can do")}
      ${this.#text("alpn", "ALPN protocols", "none, or h2, http/1.1")}
      ${this.#text("timeoutMs", "Timeout in ms", "the setting's value", wrong.timeoutMs)}
      <vscode-checkbox ?checked=${draft.mutual} @change=${this.#onMutual}
        >Two-way: present a client certificate</vscode-checkbox
      >
      ${
        draft.mutual
          ? html`${this.#text("clientCertificate", "Client certificate (file)", "none: an empty Certificate is sent")}
            ${this.#text("clientKey", "Client key (file)", "in the certificate's file")}`
          : nothing
      }
      <div class="buttons">
        <vscode-button type="button" ?disabled=${running || Object.keys(wrong).length > 0} @click=${this.#run}
          ><span slot="start">${icon("play")}</span>Run</vscode-button
        >
        <vscode-button type="button" appearance="secondary" @click=${this.#reset}>Reset</vscode-button>
        ${running ? html`<span class="muted">A handshake is running.</span>` : nothing}
      </div>
    </form>`;
  }

  #text(key: keyof Draft, label: string, placeholder: string, problem?: string): TemplateResult {
    const value = String(this.draft?.[key] ?? "");
    return html`<div class="field">
      <vscode-text-field
        name=${key}
        .value=${value}
        placeholder=${placeholder}
        aria-invalid=${problem === undefined ? nothing : "true"}
        @input=${(event: Event) => {
          this.#set(key, (event.currentTarget as Control).value);
        }}
        >${label}</vscode-text-field
      >
      ${this.#problem(problem)}
    </div>`;
  }

  #version(key: "minVersion" | "maxVersion", label: string, problem?: string): TemplateResult {
    const chosen = this.draft?.[key] ?? "";
    return html`<div class="field">
      <label id="label-${key}">${label}</label>
      <vscode-dropdown
        name=${key}
        aria-label=${label}
        @change=${(event: Event) => {
          this.#set(key, (event.currentTarget as Control).value);
        }}
      >
        ${VERSIONS.map(
          (version) =>
            html`<vscode-option value=${version} ?selected=${version === chosen}
              >${version === "" ? "No limit" : version}</vscode-option
            >`,
        )}
      </vscode-dropdown>
      ${this.#problem(problem)}
    </div>`;
  }

  #problem(problem: string | undefined): TemplateResult | typeof nothing {
    if (problem === undefined) return nothing;
    return html`<p class="bad" role="alert">${icon("error", "bad")} ${problem}</p>`;
  }

  #set(key: keyof Draft, value: string | boolean): void {
    if (this.draft) this.draft = { ...this.draft, [key]: value };
  }

  readonly #onMutual = (event: Event): void => {
    this.#set("mutual", (event.currentTarget as HTMLElement & { readonly checked: boolean }).checked);
  };

  readonly #onSubmit = (event: Event): void => {
    event.preventDefault();
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    if (
      event.key === "Enter" &&
      event.target instanceof HTMLElement &&
      event.target.localName === "vscode-text-field"
    )
      this.#run();
  };

  readonly #run = (): void => {
    const { draft } = this;
    if (draft && Object.keys(problems(draft)).length === 0) void this.model.run(toRequest(draft));
  };

  readonly #reset = (): void => {
    if (this.request) this.draft = fromRequest(this.request);
  };

  static override styles = [
    base,
    css`
      form {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(100%, 260px), 1fr));
        gap: 10px 20px;
        max-width: 1000px;
        align-items: start;
      }
      .field {
        display: flex;
        flex-direction: column;
        min-width: 0;
      }
      label {
        margin-block-end: 2px;
      }
      vscode-text-field,
      vscode-dropdown {
        width: 100%;
        min-width: 0;
      }
      vscode-checkbox,
      .buttons {
        grid-column: 1 / -1;
      }
      .buttons {
        display: flex;
        align-items: center;
        gap: 8px;
      }
      vscode-button .icon {
        color: inherit;
      }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    "tls-request-form": TlsRequestForm;
  }
}
