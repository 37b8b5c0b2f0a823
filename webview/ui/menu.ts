import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { icon, type IconName } from "./icons";
import { base, menuStyles } from "./styles";

export interface MenuItem {
  readonly id: string;
  readonly label: string;
  /** A remark behind the label: "holds session secrets". */
  readonly remark?: string;
}

/** The user chose an item: `detail` is its id. */
export type MenuEvent = CustomEvent<string>;

/** A button with a menu below it: arrows, Home, End, Escape, as the ARIA menu button pattern says. */
@customElement("tls-menu")
export class TlsMenu extends LitElement {
  @property() label = "";
  @property({ attribute: false }) iconName: IconName = "export";
  @property({ attribute: false }) items: readonly MenuItem[] = [];
  /** The icon alone; the label is its name for screen readers. */
  @property({ type: Boolean }) compact = false;
  @state() private open = false;

  override render(): TemplateResult {
    return html`${this.compact ? this.#iconButton() : this.#button()}
    ${
      this.open
        ? html`<div
            id="menu"
            role="menu"
            aria-label=${this.label}
            @keydown=${this.#onKey}
            @focusout=${this.#onFocusOut}
          >
            ${this.items.map(
              ({ id, label, remark }) =>
                html`<div
                  role="menuitem"
                  tabindex="-1"
                  data-id=${id}
                  @click=${() => {
                    this.#choose(id);
                  }}
                >
                  <span>${label}</span
                  >${remark === undefined ? nothing : html`<span class="muted">${remark}</span>`}
                </div>`,
            )}
          </div>`
        : nothing
    }`;
  }

  #iconButton(): TemplateResult {
    return html`<button
      id="button"
      class="tool"
      aria-label=${this.label}
      title=${this.label}
      aria-haspopup="menu"
      aria-expanded=${String(this.open)}
      @click=${this.#toggle}
      @keydown=${this.#onButtonKey}
    >
      ${icon(this.iconName)}
    </button>`;
  }

  #button(): TemplateResult {
    return html`<vscode-button
      id="button"
      appearance="secondary"
      aria-haspopup="menu"
      aria-expanded=${String(this.open)}
      @click=${this.#toggle}
      @keydown=${this.#onButtonKey}
      ><span slot="start">${icon(this.iconName)}</span>${this.label}<span class="down"
        >${icon("chevron-down")}</span
      ></vscode-button
    >`;
  }

  get #entries(): HTMLElement[] {
    return [...(this.shadowRoot?.querySelectorAll<HTMLElement>("[role=menuitem]") ?? [])];
  }

  readonly #toggle = (): void => {
    void this.#setOpen(!this.open);
  };

  async #setOpen(open: boolean, last = false): Promise<void> {
    this.open = open;
    await this.updateComplete;
    if (open) this.#entries.at(last ? -1 : 0)?.focus();
    else this.shadowRoot?.getElementById("button")?.focus();
  }

  #choose(id: string): void {
    void this.#setOpen(false);
    this.dispatchEvent(new CustomEvent("menu-choose", { detail: id }) satisfies MenuEvent);
  }

  readonly #onButtonKey = (event: KeyboardEvent): void => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    void this.#setOpen(true, event.key === "ArrowUp");
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    const entries = this.#entries;
    const at = entries.findIndex((entry) => entry === this.shadowRoot?.activeElement);
    const focus = (index: number): void => entries.at(index % entries.length)?.focus();
    switch (event.key) {
      case "ArrowDown":
        focus(at + 1);
        break;
      case "ArrowUp":
        focus(at - 1);
        break;
      case "Home":
        focus(0);
        break;
      case "End":
        focus(-1);
        break;
      case "Escape":
        void this.#setOpen(false);
        break;
      case "Enter":
      case " ":
        entries[at]?.click();
        break;
      default: {
        const found = entries.find((entry) =>
          entry.innerText.toLowerCase().startsWith(event.key.toLowerCase()),
        );
        if (!found || event.key.length !== 1) return;
        found.focus();
      }
    }
    event.preventDefault();
  };

  readonly #onFocusOut = (event: FocusEvent): void => {
    const to = event.relatedTarget;
    const menu = event.currentTarget as HTMLElement;
    if (to instanceof Node && menu.contains(to)) return;
    // The button's own click closes the menu again; closing here as well would open it anew.
    if (to instanceof Element && to.id === "button") return;
    this.open = false;
  };

  static override styles = [
    base,
    menuStyles,
    css`
      :host {
        display: inline-block;
        position: relative;
      }
      #menu {
        position: absolute;
        z-index: 10;
        inset-block-start: calc(100% + 2px);
        inset-inline-end: 0;
        min-width: 100%;
      }
      [role="menuitem"] {
        gap: 20px;
        padding: 3px 10px;
        white-space: nowrap;
      }
      .down {
        margin-inline: 2px -4px;
      }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    "tls-menu": TlsMenu;
  }
}
