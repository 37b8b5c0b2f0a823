import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { clip, plural, visible } from "../../src/core/words/visible";
import { base } from "./styles";

/** Characters shown before "Show all". */
const SHOWN = 320;
/** A run without a space that takes seconds to lay out when a better place to break is looked for. */
const UNBROKEN = /\S{2000}/;

/** A text of any length: its beginning, and the rest in a scrolling box when asked for. */
@customElement("tls-text")
export class TlsText extends LitElement {
  @property() text = "";
  /** Characters shown before "Show all"; our own words, which are short, get more. */
  @property({ type: Number }) limit = SHOWN;
  @property({ type: Boolean, reflect: true }) mono = false;
  @state() private open = false;

  override render(): TemplateResult {
    const { text, open } = this;
    const long = text.length > this.limit + 80;
    const shown = visible(long && !open ? clip(text, this.limit) : text);
    return html`<span
        class="wire ${this.mono ? "mono" : ""} ${open ? "open" : ""} ${open && UNBROKEN.test(text) ? "unbroken" : ""}"
        tabindex=${open ? "0" : nothing}
        role=${open ? "group" : nothing}
        aria-label=${open ? "Whole text" : nothing}
        >${shown}</span
      >${
        long
          ? html` <button class="link" aria-expanded=${String(open)} @click=${this.#toggle}>
              ${open ? "Show less" : `Show all (${plural(text.length, "character")})`}
            </button>`
          : nothing
      }`;
  }

  readonly #toggle = (): void => {
    this.open = !this.open;
  };

  static override styles = [
    base,
    css`
      :host {
        display: inline;
        color: inherit;
        font-size: inherit;
      }
      .wire {
        white-space: pre-wrap;
      }
      .open {
        display: block;
        max-height: 40vh;
        overflow: auto;
        contain: content;
      }
      .unbroken {
        word-break: break-all;
      }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    "tls-text": TlsText;
  }
}
