import { css, html, LitElement, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { BoxRange } from "../../src/protocol";
import { MarkSheet } from "./mark-sheet";
import { base } from "./styles";

/** A longer text has no marks, in characters: what a field's characters are is then the text area's own selection. */
const MOST_MARKED = 1 << 20;

/** The caret was put at a character by mouse or keyboard: `detail` is its place. */
export type CaretEvent = CustomEvent<number>;

/** A text area whose text is marked where a field's bytes stand. */
@customElement("tls-text-box")
export class TlsTextBox extends LitElement {
  @property() label = "";
  @property() placeholder = "";
  @property({ type: Number }) rows = 6;

  #sheet: MarkSheet | undefined;
  #ranges: readonly BoxRange[] = [];
  readonly #resize = new ResizeObserver(() => {
    this.#align();
  });

  override firstUpdated(): void {
    const sheet = this.shadowRoot?.getElementById("sheet");
    if (sheet) this.#sheet = new MarkSheet(sheet);
    const { area } = this;
    if (area) this.#resize.observe(area);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resize.disconnect();
  }

  get area(): HTMLTextAreaElement | undefined {
    const area = this.shadowRoot?.getElementById("text");
    return area instanceof HTMLTextAreaElement ? area : undefined;
  }

  get value(): string {
    return this.area?.value ?? "";
  }

  set value(value: string) {
    const { area } = this;
    if (!area || area.value === value) return;
    area.value = value;
    area.setSelectionRange(0, 0);
    area.scrollTop = 0;
    this.#forgetMarks();
  }

  /** The caret's place: the selection's start. */
  get caret(): number {
    return this.area?.selectionStart ?? 0;
  }

  set caret(at: number) {
    this.area?.setSelectionRange(at, at);
  }

  get hasFocus(): boolean {
    return this.area !== undefined && this.shadowRoot?.activeElement === this.area;
  }

  override focus(): void {
    this.area?.focus();
  }

  /**
   * Marks ranges, in their order. With `select` the smallest stretch around them becomes the text area's selection, and
   * the first is scrolled into view.
   */
  mark(ranges: readonly BoxRange[], select: boolean): void {
    const { area } = this;
    if (!area) return;
    this.#ranges = ranges;
    const text = area.value;
    const shown = text.length <= MOST_MARKED ? ranges : [];
    const first = this.#sheet?.show(text, shown);
    this.#align();
    const [start, end] = [ranges[0]?.start, ranges.at(-1)?.end];
    if (!select || start === undefined || end === undefined) return;
    area.setSelectionRange(start, end);
    this.#scrollTo(area, first, start);
  }

  #scrollTo(area: HTMLTextAreaElement, mark: HTMLElement | undefined, start: number): void {
    // Without a mark to measure, lines are taken to be equally many characters high.
    const top = mark ? mark.offsetTop : (start / Math.max(1, area.value.length)) * area.scrollHeight;
    const { scrollTop, clientHeight } = area;
    if (top >= scrollTop && top + 24 <= scrollTop + clientHeight) return;
    area.scrollTop = Math.max(0, top - clientHeight / 3);
    this.#align();
  }

  #forgetMarks(): void {
    this.#ranges = [];
    this.#sheet?.clear();
  }

  /** Lays the sheet exactly behind the text: as wide as it is beside its scroll bar, and scrolled as it is. */
  #align(): void {
    const { area } = this;
    const sheet = this.shadowRoot?.getElementById("sheet");
    if (!area || !sheet || this.#ranges.length === 0) return;
    sheet.style.width = `${String(area.clientWidth)}px`;
    sheet.style.transform = `translateY(${String(-area.scrollTop)}px)`;
  }

  override render(): TemplateResult {
    return html`<label for="text">${this.label}</label>
      <div class="frame">
        <div class="behind mono" aria-hidden="true"><div id="sheet"></div></div>
        <textarea
          id="text"
          class="mono"
          rows=${this.rows}
          spellcheck="false"
          autocomplete="off"
          placeholder=${this.placeholder}
          @input=${this.#onInput}
          @scroll=${() => {
            this.#align();
          }}
          @keyup=${this.#onCaret}
          @click=${this.#onCaret}
        ></textarea>
      </div>`;
  }

  readonly #onInput = (): void => {
    this.#forgetMarks();
    this.dispatchEvent(new CustomEvent("text-input"));
  };

  #last = -1;

  readonly #onCaret = (): void => {
    const { area } = this;
    if (!area || area.selectionStart !== area.selectionEnd || area.selectionStart === this.#last) return;
    this.#last = area.selectionStart;
    this.dispatchEvent(new CustomEvent("caret-move", { detail: this.#last }) satisfies CaretEvent);
  };

  static override styles = [
    base,
    css`
      :host {
        display: block;
      }
      .frame {
        position: relative;
        margin-block-start: 4px;
        border-radius: 3px;
        background: var(--vscode-input-background);
      }
      .behind {
        position: absolute;
        inset: 0;
        border: 1px solid transparent;
        overflow: hidden;
        pointer-events: none;
      }
      textarea,
      #sheet {
        margin: 0;
        padding: 4px 6px;
        line-height: 1.45;
        letter-spacing: normal;
        tab-size: 8;
        white-space: pre-wrap;
        overflow-wrap: break-word;
      }
      #sheet {
        position: relative;
        color: transparent;
        user-select: none;
      }
      textarea {
        display: block;
        position: relative;
        width: 100%;
        min-height: 3em;
        max-height: 40vh;
        resize: vertical;
        overflow-y: scroll;
        color: var(--vscode-input-foreground);
        background: transparent;
        border: 1px solid var(--vscode-input-border, var(--vscode-contrastBorder, transparent));
        border-radius: 3px;
      }
      textarea::placeholder {
        color: var(--vscode-input-placeholderForeground);
      }
      textarea:focus {
        outline: 1px solid var(--vscode-focusBorder);
        outline-offset: -1px;
      }
      mark {
        color: transparent;
        background: var(--vscode-editor-findMatchHighlightBackground, transparent);
        outline: 1px solid
          var(--vscode-editor-findMatchHighlightBorder, var(--vscode-contrastActiveBorder, transparent));
        border-radius: 2px;
      }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    "tls-text-box": TlsTextBox;
  }
}
