import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { RowView } from "../../src/protocol";
import type { RowStore } from "../rows";
import { short } from "../../src/core/words/visible";
import { icon } from "./icons";
import { askForMenu, isMenuKey } from "./menu-at";
import { SEVERITY } from "./status";
import { base, chosenStyles } from "./styles";
import { VirtualRows } from "./virtual";

const ROW_HEIGHT = 22;
const TYPE_AHEAD_MS = 700;

/** The user chose a row: `detail` is its number in the field table. */
export type RowEvent = CustomEvent<number>;

/** The user opened or closed a row. */
export type ToggleEvent = CustomEvent<{ readonly row: number; readonly open: boolean }>;

/** The tree of fields: flat virtual rows, one tab stop, the keys of the ARIA tree pattern. */
@customElement("tls-tree")
export class TlsTree extends LitElement {
  @property({ attribute: false }) store: RowStore | undefined;
  /** The chosen row's number. */
  @property({ attribute: false }) chosen: number | undefined;
  @property({ type: Boolean }) showMinor = false;
  /** Grows when rows came. */
  @property({ attribute: false }) version = 0;
  @property() label = "Fields";
  /** Severity of the finding on a span, by "source:start:end". */
  @property({ attribute: false }) marks: ReadonlyMap<string, "error" | "warning" | "info"> = new Map();

  readonly #rows = new VirtualRows(this, ROW_HEIGHT);
  #typed = "";
  #typedAt = 0;
  /** Row to bring into view once it is drawn. */
  #pending: number | undefined;

  override willUpdate(changed: PropertyValues): void {
    const { store } = this;
    if (!store) return;
    const before = changed.has("version") ? this.#firstOffset : undefined;
    store.showMinor = this.showMinor;
    if (changed.has("store") || changed.has("chosen")) void this.#revealChosen(store);
    // Rows above that turned out to be closed or minor must not move what is being read.
    if (before !== undefined && !changed.has("store")) {
      const index = store.indexOf(before.offset);
      if (index >= 0 && index !== before.index) this.#rows.shift(index - before.index);
    }
  }

  override updated(): void {
    const { store } = this;
    if (!store) return;
    const { visible } = store;
    const { first, end } = this.#rows.range(visible.length);
    this.#firstOffset = { index: first, offset: visible[first] ?? 0 };
    if (store.size === undefined) void store.ensure(0, 1);
    else if (end > first) void store.ensure(visible[first] ?? 0, (visible[end - 1] ?? 0) + 1);
    if (this.#pending !== undefined) {
      const index = store.indexOf(this.#pending);
      if (index >= 0) {
        this.#pending = undefined;
        this.#rows.scrollTo(index);
      }
    }
  }

  #firstOffset: { readonly index: number; readonly offset: number } | undefined;

  async #revealChosen(store: RowStore): Promise<void> {
    if (this.chosen === undefined) return;
    const offset = this.chosen - store.root;
    if (offset < 0 || (store.size !== undefined && offset >= store.size)) return;
    await store.reveal(offset);
    if (store !== this.store || offset !== ((this.chosen as number | undefined) ?? -1) - store.root) return;
    this.#pending = offset;
    this.requestUpdate();
  }

  override render(): TemplateResult {
    const { store } = this;
    const visible = store?.visible ?? new Int32Array();
    const { first, end } = this.#rows.range(visible.length);
    const chosenOffset = store && this.chosen !== undefined ? this.chosen - store.root : -1;
    const chosenIndex = store && chosenOffset >= 0 ? store.indexOf(chosenOffset) : -1;
    const indices: number[] = [];
    for (let i = first; i < end; i++) indices.push(i);
    // The active row stays in the document, so that a screen reader does not lose it.
    if (chosenIndex >= 0 && (chosenIndex < first || chosenIndex >= end)) indices.push(chosenIndex);
    return html`<div
      id="scroller"
      role="tree"
      tabindex="0"
      aria-label=${this.label}
      aria-activedescendant=${chosenIndex >= 0 ? `row-${String(chosenOffset)}` : nothing}
      aria-busy=${store?.size === undefined ? "true" : "false"}
      @keydown=${this.#onKey}
      @click=${this.#onClick}
      @dblclick=${this.#onDoubleClick}
      @contextmenu=${this.#onContextMenu}
    >
      <div id="spacer" role="presentation" .style=${`height:${String(visible.length * ROW_HEIGHT)}px`}>
        ${store ? indices.map((index) => this.#row(store, index, visible[index] ?? 0, index === chosenIndex)) : nothing}
      </div>
    </div>`;
  }

  #row(store: RowStore, index: number, offset: number, chosen: boolean): TemplateResult {
    const row = store.get(offset);
    const top = `top:${String(index * ROW_HEIGHT)}px;`;
    if (!row) {
      return html`<div
        class="row loading"
        id="row-${offset}"
        role="treeitem"
        aria-level="1"
        aria-selected="false"
        .style=${top}
      >
        <span class="muted">…</span>
      </div>`;
    }
    const branch = store.hasChildren(row);
    const open = branch && store.isOpen(row);
    const mark = this.marks.get(
      `${String(row.span.source)}:${String(row.span.start)}:${String(row.span.end)}`,
    );
    const indent = `padding-inline-start:${String(4 + Math.min(row.depth, 24) * 12)}px`;
    return html`<div
      class="row ${chosen ? "chosen" : ""} ${branch ? "branch" : ""} ${row.minor ? "minor" : ""}"
      id="row-${offset}"
      role="treeitem"
      aria-level=${row.depth + 1}
      aria-posinset=${row.position}
      aria-setsize=${row.siblings}
      aria-expanded=${branch ? String(open) : nothing}
      aria-selected=${String(chosen)}
      data-offset=${offset}
      .style=${top + indent}
    >
      <span class="twistie">${branch ? icon(open ? "chevron-down" : "chevron-right") : nothing}</span>
      <span class="label">${short(row.label, 120)}${row.display === "" ? "" : ":"}</span>
      ${row.display === "" ? nothing : html`<span class="value wire">${short(row.display, 400)}</span>`}
      ${mark ? html`<span class="mark" title=${SEVERITY[mark].word}>${icon(SEVERITY[mark].icon, SEVERITY[mark].tone)}<span class="sr">${SEVERITY[mark].word}</span></span>` : nothing}
      ${
        row.notes.length > 0 && !mark
          ? html`<span class="mark" title=${short(row.notes.join("\n"))}
              >${icon("note")}<span class="sr">has a note</span></span
            >`
          : nothing
      }
    </div>`;
  }

  #choose(offset: number): void {
    const { store } = this;
    if (!store) return;
    this.dispatchEvent(new CustomEvent("row-choose", { detail: store.root + offset }) satisfies RowEvent);
  }

  readonly #onClick = (event: MouseEvent): void => {
    const target = event.target instanceof Element ? event.target : undefined;
    const offset = Number(target?.closest<HTMLElement>(".row")?.dataset["offset"] ?? Number.NaN);
    const { store } = this;
    if (!store || Number.isNaN(offset)) return;
    const row = store.get(offset);
    if (row && target?.closest(".twistie") && store.hasChildren(row)) this.#toggle(store, row);
    else this.#choose(offset);
  };

  readonly #onDoubleClick = (event: MouseEvent): void => {
    const target = event.target instanceof Element ? event.target : undefined;
    const offset = Number(target?.closest<HTMLElement>(".row")?.dataset["offset"] ?? Number.NaN);
    const row = this.store?.get(offset);
    if (this.store && row && !target?.closest(".twistie") && this.store.hasChildren(row))
      this.#toggle(this.store, row);
  };

  #toggle(store: RowStore, row: RowView, open?: boolean): void {
    store.toggle(row, open);
    this.#tellToggled(store, row);
    // A choice inside a closed subtree moves to what was closed.
    const chosen = this.chosen ?? -1;
    if (!store.isOpen(row) && chosen > row.row && chosen < row.row + row.size)
      this.#choose(row.row - store.root);
    this.requestUpdate();
  }

  #tellToggled(store: RowStore, row: RowView): void {
    const detail = { row: row.row, open: store.isOpen(row) };
    this.dispatchEvent(new CustomEvent("row-toggle", { detail }) satisfies ToggleEvent);
  }

  readonly #onContextMenu = (event: MouseEvent): void => {
    event.preventDefault();
    const target = event.target instanceof Element ? event.target.closest<HTMLElement>(".row") : undefined;
    const offset = Number(target?.dataset["offset"] ?? Number.NaN);
    if (!Number.isNaN(offset)) this.#choose(offset);
    askForMenu(this, event.clientX, event.clientY);
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    const { store } = this;
    if (isMenuKey(event)) {
      event.preventDefault();
      const chosen = this.shadowRoot?.querySelector(".row.chosen") ?? this;
      const { left, bottom } = chosen.getBoundingClientRect();
      askForMenu(this, left + 24, bottom);
      return;
    }
    if (!store || event.altKey || event.ctrlKey || event.metaKey) return;
    const { visible } = store;
    const offset = this.chosen === undefined ? 0 : this.chosen - store.root;
    const index = Math.max(0, store.indexOf(offset));
    const row = store.get(offset);
    const go = (to: number): void => {
      const target = visible[Math.max(0, Math.min(visible.length - 1, to))];
      if (target !== undefined) this.#choose(target);
    };
    switch (event.key) {
      case "ArrowDown":
        go(index + 1);
        break;
      case "ArrowUp":
        go(index - 1);
        break;
      case "PageDown":
        go(index + this.#rows.page);
        break;
      case "PageUp":
        go(index - this.#rows.page);
        break;
      case "Home":
        go(0);
        break;
      case "End":
        go(visible.length - 1);
        break;
      case "ArrowRight":
        if (row && store.hasChildren(row)) {
          if (store.isOpen(row)) go(index + 1);
          else this.#toggle(store, row, true);
        }
        break;
      case "ArrowLeft":
        if (row && store.hasChildren(row) && store.isOpen(row)) this.#toggle(store, row, false);
        else {
          const parent = store.parentOf(offset);
          if (parent !== undefined) this.#choose(parent);
        }
        break;
      case "Enter":
      case " ":
        if (this.#typed !== "" && event.key === " " && event.timeStamp - this.#typedAt < TYPE_AHEAD_MS) {
          this.#typeAhead(store, index, " ", event.timeStamp);
        } else if (row && store.hasChildren(row)) this.#toggle(store, row);
        break;
      case "*":
        this.#openSiblings(store, offset);
        break;
      default:
        if (event.key.length !== 1) return;
        this.#typeAhead(store, index, event.key, event.timeStamp);
    }
    event.preventDefault();
  };

  #openSiblings(store: RowStore, offset: number): void {
    const parent = store.parentOf(offset);
    const depth = store.get(offset)?.depth;
    for (const at of store.visible) {
      const row = store.get(at);
      if (row?.depth === depth && row && store.parentOf(at) === parent) {
        store.toggle(row, true);
        this.#tellToggled(store, row);
      }
    }
    this.requestUpdate();
  }

  #typeAhead(store: RowStore, index: number, key: string, now: number): void {
    this.#typed = now - this.#typedAt < TYPE_AHEAD_MS ? this.#typed + key.toLowerCase() : key.toLowerCase();
    this.#typedAt = now;
    const { visible } = store;
    // One letter looks on from the next row; more letters may stay where they are.
    const start = this.#typed.length === 1 ? 1 : 0;
    for (let i = start; i <= visible.length; i++) {
      const offset = visible[(index + i) % visible.length] ?? 0;
      if (store.get(offset)?.label.toLowerCase().startsWith(this.#typed)) {
        this.#choose(offset);
        return;
      }
    }
  }

  static override styles = [
    base,
    css`
      :host {
        display: block;
        min-height: 0;
      }
      #scroller {
        height: 100%;
        overflow: auto;
        outline-offset: -1px;
        contain: strict;
      }
      #spacer {
        position: relative;
        min-height: 100%;
      }
      .row {
        position: absolute;
        inset-inline: 0;
        height: ${ROW_HEIGHT}px;
        display: flex;
        align-items: center;
        gap: 4px;
        white-space: nowrap;
        overflow: hidden;
        padding-inline-end: 8px;
        cursor: pointer;
      }
      .row:hover {
        background: var(--vscode-list-hoverBackground);
      }
      .twistie {
        flex: none;
        width: 16px;
        display: inline-flex;
      }
      .label {
        flex: none;
        max-width: 60%;
        overflow: hidden;
        text-overflow: ellipsis;
        color: var(--vscode-descriptionForeground);
      }
      .branch > .label,
      .chosen > .label,
      .row:hover > .label {
        color: var(--vscode-foreground);
      }
      .value {
        overflow: hidden;
        text-overflow: ellipsis;
        min-width: 0;
      }
      .minor > .label,
      .minor > .value {
        font-style: italic;
      }
      .mark {
        flex: none;
      }
      #scroller:focus .chosen > .label,
      #scroller:focus .chosen .icon {
        color: inherit;
      }
    `,
    chosenStyles, // after what a row looks like under the pointer
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    "tls-tree": TlsTree;
  }
}
