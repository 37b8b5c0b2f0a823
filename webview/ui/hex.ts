import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { Span } from "../../src/core/bytes/span";
import type { ByteStore } from "../bytes";
import { askForMenu, isMenuKey } from "./menu-at";
import { base } from "./styles";
import { VirtualRows } from "./virtual";

const ROW_HEIGHT = 20;
/** Widths in `ch` of the parts of a row; the styles below say the same. */
const BYTE = 2.5;
const GAP = 1;
const PADDING_PX = 20;

/** The user chose a byte: `detail` is its offset in the source. */
export type ByteEvent = CustomEvent<number>;

/** Bytes `start` to `end` of a source: offset, hex and ASCII, 16 or 8 (or 4) bytes a row, as the width allows. */
@customElement("tls-hex")
export class TlsHex extends LitElement {
  @property({ attribute: false }) store: ByteStore | undefined;
  @property({ attribute: false }) start = 0;
  @property({ attribute: false }) end = 0;
  /** What is highlighted; of another source or undefined: nothing. */
  @property({ attribute: false }) chosen: Span | undefined;
  /** Grows when bytes came. */
  @property({ attribute: false }) version = 0;
  @property() label = "Bytes";

  readonly #rows = new VirtualRows(this, ROW_HEIGHT);
  #charWidth = 0;
  /** The byte under the keyboard. */
  #cursor = 0;
  #pending = true;

  override willUpdate(changed: PropertyValues): void {
    if (changed.has("store") || changed.has("start") || changed.has("chosen")) {
      const { chosen } = this;
      const inside = chosen && this.#covers(chosen, this.#cursor);
      if (!inside) this.#cursor = chosen && this.#isHere(chosen) ? chosen.start : this.start;
      this.#pending = true;
    }
  }

  override updated(): void {
    const { store } = this;
    const probe = this.shadowRoot?.getElementById("probe");
    if (probe && this.#charWidth === 0) {
      this.#charWidth = probe.getBoundingClientRect().width / 20;
      if (this.#charWidth > 0) this.requestUpdate();
    }
    if (!store || this.#charWidth === 0) return;
    const per = this.#perRow;
    const { first, end } = this.#rows.range(this.#count(per));
    void store.ensure(this.start + first * per, this.start + end * per);
    if (this.#pending && this.#rows.width > 0) {
      this.#pending = false;
      const last =
        this.chosen && this.#isHere(this.chosen) ? Math.min(this.chosen.end, this.end) - 1 : this.#cursor;
      this.#rows.scrollTo(Math.floor((Math.max(last, this.start) - this.start) / per));
      this.#rows.scrollTo(Math.floor((this.#cursor - this.start) / per));
    }
  }

  get #digits(): number {
    return Math.max(4, (this.end - this.start).toString(16).length);
  }

  get #perRow(): number {
    const room = (this.#rows.width - PADDING_PX) / (this.#charWidth || 8);
    const needs = (bytes: number): number =>
      this.#digits + GAP + bytes * BYTE + (bytes / 8 - 1) * GAP + GAP + bytes;
    return room >= needs(16) ? 16 : room >= needs(8) ? 8 : 4;
  }

  #count(per: number): number {
    return Math.ceil((this.end - this.start) / per);
  }

  #isHere(span: Span): boolean {
    return span.source === this.store?.source && span.start < this.end && span.end >= this.start;
  }

  #covers(span: Span, at: number): boolean {
    return span.source === this.store?.source && span.start <= at && at < span.end;
  }

  override render(): TemplateResult {
    const per = this.#perRow;
    const count = this.#charWidth === 0 ? 0 : this.#count(per);
    const { first, end } = this.#rows.range(count);
    const indices: number[] = [];
    for (let i = first; i < end; i++) indices.push(i);
    const cursorRow = Math.floor((this.#cursor - this.start) / per);
    const drawn = cursorRow >= first && cursorRow < end;
    return html`<span id="probe" class="mono" aria-hidden="true">00000000000000000000</span>
      <div
        id="scroller"
        class="mono"
        role="grid"
        tabindex="0"
        aria-label=${this.label}
        aria-rowcount=${count}
        aria-colcount=${per + 1}
        aria-readonly="true"
        aria-activedescendant=${drawn && count > 0 ? `byte-${String(this.#cursor)}` : nothing}
        @keydown=${this.#onKey}
        @click=${this.#onClick}
        @contextmenu=${this.#onContextMenu}
      >
        <div id="spacer" role="rowgroup" .style=${`height:${String(count * ROW_HEIGHT)}px`}>
          ${indices.map((index) => this.#row(index, per))}
        </div>
      </div>`;
  }

  #row(index: number, per: number): TemplateResult {
    const from = this.start + index * per;
    const offsets = Array.from({ length: Math.min(per, this.end - from) }, (_, i) => from + i);
    const offset = (index * per).toString(16).padStart(this.#digits, "0");
    return html`<div
      class="row"
      role="row"
      aria-rowindex=${index + 1}
      .style=${`top:${String(index * ROW_HEIGHT)}px`}
    >
      <span class="offset" role="rowheader">${offset}</span>
      <span class="bytes per${per}" role="presentation">${offsets.map((at, i) => this.#byte(at, i))}</span>
      <span class="ascii" aria-hidden="true">${offsets.map((at) => this.#character(at))}</span>
    </div>`;
  }

  #byte(at: number, i: number): TemplateResult {
    const { chosen } = this;
    const on = chosen !== undefined && this.#covers(chosen, at);
    const join = on && chosen.end > at + 1 && i % 8 !== 7 ? "join" : "";
    const byte = this.store?.get(at);
    return html`<span
      class="byte ${on ? "on" : ""} ${join} ${at === this.#cursor ? "cursor" : ""}"
      id="byte-${at}"
      role="gridcell"
      aria-selected=${String(on)}
      data-at=${at}
      >${byte === undefined ? "··" : byte.toString(16).padStart(2, "0")}</span
    >`;
  }

  #character(at: number): TemplateResult {
    const byte = this.store?.get(at);
    const printable = byte !== undefined && byte >= 0x20 && byte < 0x7f;
    const on = this.chosen !== undefined && this.#covers(this.chosen, at);
    return html`<span class="char ${on ? "on" : ""} ${printable ? "" : "dot"}" data-at=${at}
      >${printable ? String.fromCharCode(byte) : "."}</span
    >`;
  }

  #choose(at: number): void {
    this.#cursor = at;
    this.#rows.scrollTo(Math.floor((at - this.start) / this.#perRow));
    this.requestUpdate();
    this.dispatchEvent(new CustomEvent("byte-choose", { detail: at }) satisfies ByteEvent);
  }

  readonly #onClick = (event: MouseEvent): void => {
    const target = event.target instanceof HTMLElement ? event.target : undefined;
    const at = Number(target?.dataset["at"] ?? Number.NaN);
    if (!Number.isNaN(at)) this.#choose(at);
  };

  /** A byte chooses its field first, as a row of the tree is chosen. */
  readonly #onContextMenu = (event: MouseEvent): void => {
    event.preventDefault();
    const at = Number(event.target instanceof HTMLElement ? event.target.dataset["at"] : Number.NaN);
    if (!Number.isNaN(at)) this.#choose(at);
    askForMenu(this, event.clientX, event.clientY);
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    if (isMenuKey(event)) {
      event.preventDefault();
      const cursor = this.shadowRoot?.querySelector(".cursor") ?? this;
      const { left, bottom } = cursor.getBoundingClientRect();
      askForMenu(this, left, bottom);
      return;
    }
    const per = this.#perRow;
    const moves: Readonly<Record<string, number>> = {
      ArrowRight: 1,
      ArrowLeft: -1,
      ArrowDown: per,
      ArrowUp: -per,
      PageDown: per * this.#rows.page,
      PageUp: -per * this.#rows.page,
    };
    const inRow = (this.#cursor - this.start) % per;
    let to: number;
    if (event.key === "Home") to = event.ctrlKey ? this.start : this.#cursor - inRow;
    else if (event.key === "End") to = event.ctrlKey ? this.end - 1 : this.#cursor - inRow + per - 1;
    else if (event.key === "Enter" || event.key === " ") to = this.#cursor;
    else {
      const move = moves[event.key];
      if (move === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
      to = this.#cursor + move;
    }
    event.preventDefault();
    if (this.end > this.start) this.#choose(Math.max(this.start, Math.min(this.end - 1, to)));
  };

  static override styles = [
    base,
    css`
      :host {
        display: block;
        position: relative;
        min-height: 0;
      }
      #probe {
        position: absolute;
        visibility: hidden;
        pointer-events: none;
      }
      #scroller {
        height: 100%;
        overflow: hidden auto;
        outline-offset: -1px;
        contain: strict;
        line-height: ${ROW_HEIGHT}px;
      }
      #spacer {
        position: relative;
      }
      .row {
        position: absolute;
        inset-inline: 0;
        padding-inline: 10px 0;
        height: ${ROW_HEIGHT}px;
        display: flex;
        gap: 1ch;
        white-space: pre;
      }
      .offset {
        flex: none;
        color: var(--vscode-descriptionForeground);
        user-select: none;
      }
      .bytes {
        flex: none;
        display: flex;
      }
      .per16 {
        width: 41ch;
      }
      .per8 {
        width: 20ch;
      }
      .per4 {
        width: 10ch;
      }
      .byte {
        flex: none;
        width: 2.5ch;
        padding-inline-end: 0.5ch;
        background-clip: content-box;
        cursor: pointer;
      }
      .per16 > .byte:nth-child(8) {
        margin-inline-end: 1ch;
      }
      .byte.join {
        background-clip: border-box;
      }
      .char {
        cursor: pointer;
      }
      .dot {
        color: var(--vscode-descriptionForeground);
      }
      .byte:hover,
      .char:hover {
        background-color: var(--vscode-list-hoverBackground);
      }
      .on {
        background-color: var(--vscode-editor-selectionBackground);
        color: var(
          --vscode-editor-selectionForeground,
          var(--vscode-list-activeSelectionForeground, inherit)
        );
      }
      #scroller:focus .cursor {
        outline: 1px solid var(--vscode-focusBorder);
        outline-offset: -1px;
      }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    "tls-hex": TlsHex;
  }
}
