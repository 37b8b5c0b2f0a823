import { css, html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { plural, short } from "../../src/core/words/visible";
import type { FoundView } from "../../src/protocol";
import { ModelElement } from "../ui/element";
import { base, chosenStyles } from "../ui/styles";

/** The user chose something that was found: `detail` is its place in the overview. */
export type FoundEvent = CustomEvent<number>;

/** What was recognised in a text: one line for one dump, a list with one tab stop for several, and other ways to read it. */
@customElement("tls-found")
export class TlsFound extends ModelElement {
  /** Place of the one that is shown. */
  @property({ attribute: false }) current: number | undefined;

  get #found(): readonly FoundView[] {
    return this.model.overview?.found ?? [];
  }

  override render(): TemplateResult {
    const found = this.#found;
    const count = this.model.overview?.foundCount ?? 0;
    const [only] = found;
    const current = found[count === 1 ? 0 : (this.current ?? -1)];
    return html`<p role="status" class="status">
        ${count === 1 && only ? about(only) : this.#counted(count)}
      </p>
      ${count > 1 ? this.#list(found) : nothing}
      ${count > found.length ? html`<p class="muted">The first ${found.length} are listed.</p>` : nothing}
      ${current && current.readings.length > 0 ? this.#readings(current) : nothing}`;
  }

  #counted(count: number): string {
    const { overview } = this.model;
    if (!overview || overview.status === "empty") return "";
    if (count === 0) return "No bytes were recognised";
    const bytes = this.#found.reduce((sum, { length }) => sum + length, 0);
    return `${plural(count, "dump or object", "dumps and objects")} found, ${plural(bytes, "byte")}`;
  }

  #list(found: readonly FoundView[]): TemplateResult {
    const { current } = this;
    return html`<div
      id="list"
      role="listbox"
      tabindex="0"
      aria-label="Found in the text"
      aria-activedescendant=${current === undefined ? nothing : `found-${String(current)}`}
      @keydown=${this.#onKey}
    >
      ${found.map(
        (one, index) =>
          html`<div
            id="found-${index}"
            class="one ${index === current ? "chosen" : ""}"
            role="option"
            aria-selected=${String(index === current)}
            @click=${() => {
              this.#choose(index);
            }}
          >
            ${about(one)}
          </div>`,
      )}
    </div>`;
  }

  #readings({ at, readings }: FoundView): TemplateResult {
    return html`<div class="readings">
      ${readings.map(
        ({ id, label }) =>
          html`<vscode-button
            appearance="secondary"
            @click=${() => {
              this.#read(at, id);
            }}
            >Read ${short(label, 60)}</vscode-button
          >`,
      )}
    </div>`;
  }

  #read(at: number, reading: string): void {
    this.dispatchEvent(new CustomEvent("reading-choose", { detail: [at, reading] }));
    void this.model.call("chooseReading", { revision: this.model.revision, at, reading });
  }

  #choose(index: number): void {
    this.dispatchEvent(new CustomEvent("found-choose", { detail: index }) satisfies FoundEvent);
  }

  override updated(): void {
    const { current } = this;
    if (current === this.#scrolledTo) return;
    this.#scrolledTo = current;
    this.shadowRoot?.querySelector(".chosen")?.scrollIntoView({ block: "nearest" });
  }

  #scrolledTo: number | undefined;

  readonly #onKey = (event: KeyboardEvent): void => {
    const last = this.#found.length - 1;
    const at = this.current ?? -1;
    const to: number | undefined = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + 8,
      PageUp: at - 8,
      Home: 0,
      End: last,
      Enter: at,
      " ": at,
    }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    this.#choose(Math.max(0, Math.min(last, to)));
  };

  static override styles = [
    base,
    css`
      :host {
        display: block;
      }
      #list {
        max-height: 130px;
        margin-block-start: 3px;
        overflow: auto;
        border: 1px solid
          var(--vscode-widget-border, var(--vscode-contrastBorder, var(--vscode-panel-border)));
        border-radius: 3px;
        outline-offset: -1px;
      }
      .one {
        padding: 1px 6px;
        cursor: pointer;
      }
      .one:hover {
        background: var(--vscode-list-hoverBackground);
      }
      .status,
      .one {
        overflow-wrap: anywhere;
      }
      .readings {
        display: flex;
        flex-wrap: wrap;
        gap: 4px;
        margin-block-start: 4px;
      }
    `,
    chosenStyles, // after what a row looks like under the pointer
  ];
}

/** "xxd, 243 bytes, sent, TLS record: Client Hello". */
function about({ format, length, direction, layer, holds }: FoundView): string {
  const parts = [
    format,
    plural(length, "byte"),
    direction,
    layer === "plaintext" ? "plaintext" : undefined,
    holds,
  ];
  return short(parts.filter((part) => part !== undefined && part !== "").join(", "), 300);
}

declare global {
  interface HTMLElementTagNameMap {
    "tls-found": TlsFound;
  }
}
