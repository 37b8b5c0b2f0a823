import { css, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { Span } from "../../src/core/bytes/span";
import type { RowView } from "../../src/protocol";
import { ByteStore } from "../bytes";
import { overRoots, RowStore } from "../rows";
import { plural, short } from "../../src/core/words/visible";
import { ModelElement } from "../ui/element";
import "../ui/field-info";
import "../ui/hex";
import type { ByteEvent, TlsHex } from "../ui/hex";
import { icon } from "../ui/icons";
import { askForMenu, type MenuAtEvent } from "../ui/menu-at";
import { base } from "../ui/styles";
import "../ui/tree";
import type { RowEvent, ToggleEvent } from "../ui/tree";
import "./copy-menu";

/** A subtree of fields, the chosen field in full and the bytes, the three linked. */
@customElement("tls-fields")
export class TlsFields extends ModelElement {
  /** Row whose subtree is shown. */
  @property({ attribute: false }) root = 0;
  /** All top-level rows from `root` on, when they are shown as one tree. */
  @property({ attribute: false }) roots: readonly number[] = [];
  /** Rows in it, where that is known. */
  @property({ attribute: false }) size: number | undefined;
  @property() label = "Fields";
  /** One column, each part as high as its content allows, for narrow places. */
  @property({ type: Boolean, reflect: true }) stacked = false;

  @state() private rowsVersion = 0;
  @state() private bytesVersion = 0;
  @state() private rows: RowStore | undefined;
  @state() private bytes: ByteStore | undefined;
  @state() private found:
    { readonly query: string; readonly rows: readonly number[]; readonly at: number } | undefined;

  /** Done once the field of the byte that was clicked on last is chosen. */
  #choosing: Promise<void> | undefined;
  #revision = -1;
  #id: string | undefined;

  override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const { model, root, roots, size } = this;
    const { revision } = model;
    const id = model.overview?.id;
    const stale = revision !== this.#revision || id !== this.#id;
    if (stale || changed.has("root") || changed.has("size") || !this.rows) {
      this.#revision = revision;
      this.#id = id;
      const rows: RowStore = new RowStore(
        root,
        size,
        overRoots(
          roots.length > 0 ? roots : [root],
          size === undefined ? Infinity : root + size,
          (of, from, count) => model.call("rows", { revision, root: of, from, count }),
        ),
        () => {
          if (rows === this.rows) this.rowsVersion++;
        },
        model.toggled,
      );
      this.rows = rows;
      if (stale) {
        this.bytes = undefined;
        this.found = undefined;
      }
    }
    this.#openBytes();
  }

  /** The chosen row, once it is fetched; the root where nothing in this subtree is chosen. */
  get #chosen(): RowView | undefined {
    const { rows, root, model } = this;
    return rows?.get((model.row ?? root) - root) ?? rows?.get(0);
  }

  // The bytes of the chosen field's source. A source of another kind than the root's (decompressed, decoded) is shown whole.
  #openBytes(): void {
    const source = this.#chosen?.span.source;
    if (source === undefined || this.bytes?.source === source) return;
    const { model } = this;
    const length = model.overview?.sources.find(({ id }) => id === source)?.length ?? 0;
    const bytes: ByteStore = new ByteStore(
      source,
      length,
      (from, count) => model.call("bytes", { source, from, count }),
      () => {
        if (bytes === this.bytes) this.bytesVersion++;
      },
    );
    this.bytes = bytes;
  }

  get #window(): Span | undefined {
    const { bytes, rows } = this;
    if (!bytes) return undefined;
    const span = rows?.get(0)?.span;
    return span?.source === bytes.source ? span : { source: bytes.source, start: 0, end: bytes.length };
  }

  get #marks(): ReadonlyMap<string, "error" | "warning" | "info"> {
    const marks = new Map<string, "error" | "warning" | "info">();
    for (const { span, severity } of this.model.overview?.findings ?? [])
      if (span) marks.set(`${String(span.source)}:${String(span.start)}:${String(span.end)}`, severity);
    return marks;
  }

  override render(): TemplateResult {
    const { model, rows } = this;
    const chosen = this.#chosen;
    const window = this.#window;
    const source = model.overview?.sources.find(({ id }) => id === window?.source);
    const height = (count: number, row: number): string =>
      this.stacked ? `height:${String(Math.min(Math.max(count, 3) * row + 2, 320))}px` : "";
    return html`<div class="grid ${this.stacked ? "stacked" : ""}" @menu-at=${this.#onMenu}>
      <div class="tree-part">
        <div class="bar">
          <span class="search">
            ${icon("search", "muted")}
            <input
              type="search"
              placeholder="Find field or value"
              aria-label="Find field or value"
              @keydown=${this.#onSearchKey}
            />
          </span>
          <span class="muted count" role="status">${this.#foundText}</span>
          <button
            class="tool toggle"
            aria-pressed=${String(model.showMinor)}
            title="Length prefixes and DER tags stand in the tree too"
            @click=${this.#toggleMinor}
          >
            ${icon("list-tree")}<span>Show lengths and tags</span>
          </button>
        </div>
        <tls-tree
          label=${this.label}
          .store=${rows}
          .chosen=${model.row ?? this.root}
          .showMinor=${model.showMinor}
          .version=${this.rowsVersion}
          .marks=${this.#marks}
          .style=${height(rows?.visible.length ?? 0, 22)}
          @row-choose=${this.#onRow}
          @row-toggle=${this.#onToggle}
        ></tls-tree>
      </div>
      <tls-field-info .model=${model} .row=${chosen}></tls-field-info>
      <div class="hex-part">
        <div class="bar">
          <span class="ellipsis wire">${source ? short(source.label, 120) : "Bytes"}</span>
          <span class="muted count">${window ? plural(window.end - window.start, "byte") : nothing}</span>
          <button
            class="tool"
            title="Copy bytes as…"
            aria-label="Copy bytes as…"
            aria-haspopup="menu"
            ?disabled=${chosen === undefined}
            @click=${this.#onCopyButton}
          >
            ${icon("copy")}${icon("chevron-down")}
          </button>
        </div>
        <tls-hex
          label="Bytes of ${this.label}"
          .store=${this.bytes}
          .start=${window?.start ?? 0}
          .end=${window?.end ?? 0}
          .chosen=${chosen?.span}
          .version=${this.bytesVersion}
          .style=${height(Math.ceil(((window?.end ?? 0) - (window?.start ?? 0)) / 8), 20)}
          @byte-choose=${this.#onByte}
        ></tls-hex>
      </div>
      <tls-copy-menu .model=${model}></tls-copy-menu>
    </div>`;
  }

  get #foundText(): string {
    const { found } = this;
    if (!found) return "";
    return found.rows.length === 0 ? "none found" : `${String(found.at + 1)} of ${String(found.rows.length)}`;
  }

  readonly #onCopyButton = (event: Event): void => {
    const button = event.currentTarget as HTMLElement;
    const { left, bottom } = button.getBoundingClientRect();
    askForMenu(button, left, bottom);
  };

  readonly #onMenu = (event: MenuAtEvent): void => {
    event.stopPropagation();
    void this.#openMenu(event.detail.x, event.detail.y);
  };

  // A byte that was just clicked on chooses its field by way of the host: that comes first.
  async #openMenu(x: number, y: number): Promise<void> {
    await this.#choosing;
    await this.updateComplete;
    const chosen = this.#chosen;
    if (chosen) await this.shadowRoot?.querySelector("tls-copy-menu")?.open(chosen, x, y);
  }

  readonly #onToggle = (event: ToggleEvent): void => {
    this.model.keepToggled(event.detail.row, event.detail.open);
  };

  readonly #onRow = (event: RowEvent): void => {
    this.model.chooseRow(event.detail);
  };

  readonly #onByte = (event: ByteEvent): void => {
    this.#choosing = this.#chooseByte(event.detail, event.currentTarget as TlsHex);
  };

  async #chooseByte(at: number, hex: TlsHex): Promise<void> {
    const source = hex.store?.source;
    if (source === undefined) return;
    const { model } = this;
    const row = await model.call("rowAt", { revision: model.revision, source, at });
    if (row === undefined) return;
    const inside = row >= this.root && row < this.root + (this.rows?.size ?? 0);
    if (inside) model.chooseRow(row);
    else model.openRow(row);
  }

  readonly #toggleMinor = (): void => {
    this.model.toggleMinor();
  };

  readonly #onSearchKey = (event: KeyboardEvent): void => {
    if (event.key !== "Enter") return;
    const input = event.currentTarget as HTMLInputElement;
    void this.#find(input.value.trim(), event.shiftKey ? -1 : 1);
  };

  async #find(query: string, step: number): Promise<void> {
    const { model } = this;
    if (query === "") {
      this.found = undefined;
      return;
    }
    let { found } = this;
    if (found?.query !== query) {
      const rows = await model.call("find", { revision: model.revision, query });
      if (!rows) return;
      const first = rows.findIndex((row) => row >= this.root);
      found = { query, rows, at: Math.max(0, first) };
    } else if (found.rows.length > 0) {
      found = { ...found, at: (found.at + step + found.rows.length) % found.rows.length };
    }
    this.found = found;
    const row = found.rows[found.at];
    if (row === undefined) return;
    if (row >= this.root && row < this.root + (this.rows?.size ?? 0)) model.chooseRow(row);
    else model.openRow(row);
  }

  static override styles = [
    base,
    css`
      :host {
        display: block;
        min-height: 0;
        min-width: 0;
        container-type: size;
        border-block-start: 1px solid var(--vscode-panel-border);
      }
      :host([stacked]) {
        container-type: inline-size;
      }
      .grid {
        display: grid;
        height: 100%;
        grid-template: "tree" minmax(100px, 5fr) "info" fit-content(36cqh) "hex" minmax(86px, 3fr) / minmax(
            0,
            1fr
          );
      }
      .grid.stacked {
        height: auto;
        grid-template: "tree" auto "info" fit-content(320px) "hex" auto / minmax(0, 1fr);
      }
      .tree-part {
        grid-area: tree;
      }
      tls-field-info {
        grid-area: info;
        min-height: 0;
      }
      .hex-part {
        grid-area: hex;
      }
      @container (min-width: 860px) {
        .grid:not(.stacked) {
          grid-template: "tree hex" minmax(100px, 5fr) "info hex" fit-content(50cqh) / minmax(0, 1fr) auto;
        }
        .grid:not(.stacked) .hex-part {
          width: 500px;
          border-block-start: none;
          border-inline-start: 1px solid var(--vscode-panel-border);
        }
      }
      .tree-part,
      .hex-part {
        display: flex;
        flex-direction: column;
        min-height: 0;
        min-width: 0;
      }
      tls-tree,
      tls-hex {
        flex: 1 1 0;
      }
      .stacked tls-tree,
      .stacked tls-hex {
        flex: none;
      }
      tls-field-info,
      .hex-part {
        border-block-start: 1px solid var(--vscode-panel-border);
      }
      .bar {
        flex: none;
        display: flex;
        align-items: center;
        gap: 6px;
        padding: 2px 6px 2px 10px;
        min-height: 26px;
        background: var(--vscode-sideBarSectionHeader-background);
      }
      .count {
        flex: none;
        font-size: 0.92em;
      }
      .bar .tool {
        flex: none;
      }
      .search {
        flex: 1 1 80px;
        min-width: 0;
        display: flex;
        align-items: center;
        gap: 4px;
      }
      input {
        flex: 1;
        min-width: 0;
        font: inherit;
        color: var(--vscode-input-foreground);
        background: var(--vscode-input-background);
        border: 1px solid var(--vscode-input-border, transparent);
        border-radius: 3px;
        padding: 1px 6px;
      }
      input::placeholder {
        color: var(--vscode-input-placeholderForeground);
      }
      input:focus {
        outline: 1px solid var(--vscode-focusBorder);
        outline-offset: -1px;
      }
      .toggle[aria-pressed="true"] {
        background: var(--vscode-inputOption-activeBackground);
        color: var(--vscode-inputOption-activeForeground, inherit);
        border-color: var(--vscode-inputOption-activeBorder, transparent);
      }
      @container (max-width: 420px) {
        .toggle span:not(.icon) {
          position: absolute;
          clip-path: inset(50%);
          width: 1px;
          height: 1px;
          overflow: hidden;
          white-space: nowrap;
        }
      }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    "tls-fields": TlsFields;
  }
}
