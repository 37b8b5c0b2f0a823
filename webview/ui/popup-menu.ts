import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { icon } from "./icons";
import { base, menuStyles } from "./styles";

/** A row of a menu: it does something, or opens rows of its own in place of these. */
export interface PopupItem {
  readonly label: string;
  /** A remark behind the label: "32 bytes". */
  readonly remark?: string;
  readonly run?: () => void;
  readonly items?: readonly PopupItem[];
}

const MARGIN_PX = 4;

/**
 * A menu at a point of the window, over everything else. Rows with rows of their own open these in its place, which needs
 * no more room than the menu has: narrow views have none. Arrows, Home, End, letters, Escape, as the ARIA menu pattern says.
 */
@customElement("tls-popup-menu")
export class TlsPopupMenu extends LitElement {
  @property() label = "";
  @state() private items: readonly PopupItem[] = [];
  /** The rows that were opened, the innermost last. */
  @state() private path: readonly PopupItem[] = [];
  #at = { x: 0, y: 0 };
  #before: Element | undefined;

  get isOpen(): boolean {
    return this.items.length > 0;
  }

  /** Opens the menu with its first row focused. What was focused before is again when it closes. */
  async open(items: readonly PopupItem[], x: number, y: number): Promise<void> {
    if (!this.isOpen) this.#before = deepActive();
    this.items = items;
    this.path = [];
    this.#at = { x, y };
    await this.updateComplete;
    const menu = this.#menu;
    if (!menu) return;
    if (!menu.matches(":popover-open")) menu.showPopover();
    this.#settle();
  }

  close(): void {
    if (!this.isOpen) return;
    this.items = [];
    this.path = [];
    if (this.#before instanceof HTMLElement) this.#before.focus();
    this.#before = undefined;
  }

  get #menu(): HTMLElement | undefined {
    return this.shadowRoot?.getElementById("menu") ?? undefined;
  }

  get #rows(): HTMLElement[] {
    return [...(this.shadowRoot?.querySelectorAll<HTMLElement>("[role=menuitem]") ?? [])];
  }

  /** Puts the menu where it fits, and focuses a row. */
  #settle(row = 0): void {
    const menu = this.#menu;
    if (!menu) return;
    const { width, height } = menu.getBoundingClientRect();
    const most = (at: number, size: number, room: number): number =>
      Math.max(MARGIN_PX, Math.min(at, room - size - MARGIN_PX));
    menu.style.left = `${String(most(this.#at.x, width, window.innerWidth))}px`;
    menu.style.top = `${String(most(this.#at.y, height, window.innerHeight))}px`;
    this.#rows.at(row)?.focus();
  }

  override render(): TemplateResult | typeof nothing {
    if (!this.isOpen) return nothing;
    const inner = this.path.at(-1);
    const items = inner?.items ?? this.items;
    return html`<div
      id="menu"
      role="menu"
      popover="manual"
      aria-label=${inner?.label ?? this.label}
      @keydown=${this.#onKey}
      @focusout=${this.#onFocusOut}
      @contextmenu=${(event: Event) => {
        event.preventDefault();
      }}
    >
      ${
        inner
          ? html`<div role="menuitem" class="back" tabindex="-1" @click=${this.#back}>
              ${icon("arrow-left")}<span class="ellipsis">${inner.label}</span>
            </div>`
          : nothing
      }
      ${items.map((item) => this.#item(item))}
    </div>`;
  }

  #item(item: PopupItem): TemplateResult {
    const { label, remark, items, run } = item;
    return html`<div
      role="menuitem"
      tabindex="-1"
      aria-haspopup=${items ? "menu" : nothing}
      aria-disabled=${items || run ? nothing : "true"}
      @click=${() => {
        this.#choose(item);
      }}
    >
      <span class="words">${label}</span
      >${remark === undefined ? nothing : html`<span class="muted ellipsis remark">${remark}</span>`}${
        items ? icon("chevron-right") : nothing
      }
    </div>`;
  }

  #choose(item: PopupItem): void {
    if (item.items) void this.#go([...this.path, item], 1);
    else if (item.run) {
      this.close();
      item.run();
    }
  }

  readonly #back = (): void => {
    const from = this.path.at(-1);
    const items = this.path.at(-2)?.items ?? this.items;
    void this.#go(this.path.slice(0, -1), from ? items.indexOf(from) + (this.path.length > 1 ? 1 : 0) : 0);
  };

  async #go(path: readonly PopupItem[], row: number): Promise<void> {
    this.path = path;
    // What is focused goes away with its row: that does not close the menu.
    this.#menu?.focus();
    await this.updateComplete;
    this.#settle(row);
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    const rows = this.#rows;
    const at = rows.findIndex((row) => row === this.shadowRoot?.activeElement);
    const focus = (index: number): void => rows.at(index % rows.length)?.focus();
    event.stopPropagation();
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
      case "ArrowRight":
        if (rows[at]?.ariaHasPopup === "menu") rows[at].click();
        break;
      case "ArrowLeft":
        if (this.path.length > 0) this.#back();
        break;
      case "Escape":
        if (this.path.length > 0) this.#back();
        else this.close();
        break;
      case "Tab":
        this.close();
        break;
      case "Enter":
      case " ":
        rows[at]?.click();
        break;
      default: {
        if (event.key.length !== 1) return;
        const letter = event.key.toLowerCase();
        const found = [...rows.slice(at + 1), ...rows.slice(0, at + 1)].find((row) =>
          row.innerText.trim().toLowerCase().startsWith(letter),
        );
        found?.focus();
      }
    }
    event.preventDefault();
  };

  readonly #onFocusOut = (event: FocusEvent): void => {
    const to = event.relatedTarget;
    if (to instanceof Node && this.#menu?.contains(to)) return;
    this.#before = undefined; // the focus has gone elsewhere already
    this.close();
  };

  static override styles = [
    base,
    menuStyles,
    css`
      :host {
        display: contents;
      }
      #menu {
        position: fixed;
        inset: auto;
        margin: 0;
        min-width: 160px;
        max-width: min(420px, calc(100vw - 8px));
        max-height: calc(100vh - 8px);
        overflow: hidden auto;
        font: inherit;
      }
      #menu:focus {
        outline: none;
      }
      [role="menuitem"] {
        align-items: baseline;
        gap: 12px;
        padding: 3px 8px;
      }
      .words {
        flex: none;
        max-width: 100%;
        overflow-wrap: anywhere;
      }
      .remark {
        margin-inline-start: auto;
        font-size: 0.92em;
      }
      .back {
        justify-content: flex-start;
        gap: 6px;
        margin-block-end: 3px;
        border-block-end: 1px solid var(--vscode-menu-separatorBackground, var(--vscode-panel-border));
        border-radius: 3px 3px 0 0;
      }
      [aria-disabled] {
        cursor: default;
      }
    `,
  ];
}

/** The focused element, in whatever shadow tree it stands. */
function deepActive(): Element | undefined {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element ?? undefined;
}

declare global {
  interface HTMLElementTagNameMap {
    "tls-popup-menu": TlsPopupMenu;
  }
}
