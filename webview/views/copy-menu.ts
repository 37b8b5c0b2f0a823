import { css, html, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import { plural, short } from "../../src/core/words/visible";
import type { CopyChoices, CopyScope, RowView } from "../../src/protocol";
import { ModelElement } from "../ui/element";
import "../ui/popup-menu";
import type { PopupItem } from "../ui/popup-menu";

const SCOPES: Readonly<Record<CopyScope, string>> = {
  field: "Copy field as",
  message: "Copy message as",
  dump: "Copy all as",
};

/** The menu on a field: its value, its name, and its bytes, its message's or all there are, in many forms. */
@customElement("tls-copy-menu")
export class TlsCopyMenu extends ModelElement {
  /** Opens it for a field, at a point of the window. */
  async open(row: RowView, x: number, y: number): Promise<void> {
    const { model } = this;
    const { revision } = model;
    const choices = await model.call("copyChoices", { revision, row: row.row });
    if (!choices || revision !== model.revision) return;
    await this.shadowRoot?.querySelector("tls-popup-menu")?.open(this.#items(row, choices), x, y);
  }

  override render(): TemplateResult {
    return html`<tls-popup-menu label="Copy"></tls-popup-menu>`;
  }

  #items({ row, key, display }: RowView, { scopes, formats }: CopyChoices): PopupItem[] {
    const items: PopupItem[] = [];
    if (display !== "")
      items.push({ label: "Copy value", remark: short(display, 40), run: this.#text(display, "the value") });
    items.push({ label: "Copy field name", remark: short(key, 60), run: this.#text(key, short(key, 100)) });
    for (const { scope, label, length } of scopes)
      items.push({
        label: SCOPES[scope],
        remark: `${scope === "field" ? "" : `${short(label, 40)}, `}${plural(length, "byte")}`,
        items: formats.map((format) => ({ label: format.label, run: this.#bytes(row, scope, format.id) })),
      });
    if (scopes.length === 0) items.push({ label: "No bytes that may be copied" });
    return items;
  }

  #text(text: string, what: string): () => void {
    return () => void this.#copyText(text, what);
  }

  async #copyText(text: string, what: string): Promise<void> {
    if (await this.model.call("copy", { text })) this.model.say(`Copied ${what}`);
  }

  #bytes(row: number, scope: CopyScope, format: string): () => void {
    const { model } = this;
    return () =>
      void model.call("copyAs", { revision: model.revision, row, scope, format }).then((sentence) => {
        if (sentence !== undefined) model.say(sentence);
      });
  }

  static override styles = css`
    :host {
      display: contents;
    }
  `;
}

declare global {
  interface HTMLElementTagNameMap {
    "tls-copy-menu": TlsCopyMenu;
  }
}
