import { css, html, nothing, type TemplateResult } from "lit";
import { customElement, query, state } from "lit/decorators.js";
import { short } from "../../src/core/words/visible";
import type { ChosenReading } from "../../src/protocol";
import { textOfFile } from "../dropped-file";
import { LONGEST_TEXT } from "../longest";
import { EMPTY_BOX, LONGEST_KEPT, type SavedBox } from "../state";
import { ModelElement } from "../ui/element";
import { base } from "../ui/styles";
import "../ui/text-box";
import type { CaretEvent, TlsTextBox } from "../ui/text-box";
import "./empty";
import "./findings";
import "./found";
import type { FoundEvent } from "./found";
import "./header";
import "./key-log";
import type { TlsKeyLog } from "./key-log";
import "./ladder";
import "./message";

/** A pasted text is inspected this long after the last key, in milliseconds. */
const TYPING_MS = 400;
/** The caret rests this long before its field is asked for. */
const CARET_MS = 80;

/** The side view: paste or follow the editor's selection; messages, fields and bytes below one another. */
@customElement("tls-side")
export class TlsSide extends ModelElement {
  @state() private following = true;
  @state() private taken = "";
  /** Why the text is not inspected or not kept, as a sentence. */
  @state() private remark = "";
  /** Place of the dump that the chosen field belongs to. */
  @state() private current: number | undefined;
  @query("tls-text-box") private readonly box!: TlsTextBox | null;
  @query("tls-key-log") private readonly keyLog!: TlsKeyLog | null;

  #saved: SavedBox = EMPTY_BOX;
  #seen: unknown;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #caretTimer: ReturnType<typeof setTimeout> | undefined;
  /** The text as it was inspected: only of that does the host know the characters. */
  #inspected: string | undefined;
  #inspecting = false;
  /** What is marked: "revision/row". */
  #marked = "";

  override firstUpdated(): void {
    void this.#start();
  }

  /** Takes up what the host knows of the box, or else what was kept of it. */
  async #start(): Promise<void> {
    const { savedBox } = this.model;
    this.#saved = savedBox;
    this.following = savedBox.following;
    const [known] = await Promise.all([this.model.openBox(), this.box?.updateComplete]);
    if (!known) return;
    this.keyLog?.show(known.keyLogs);
    const { box } = this;
    // Something may have been typed or taken meanwhile.
    if (box?.value !== "" || this.#seen !== undefined) return;
    if (known.text !== undefined) {
      box.value = known.text;
      this.#inspected = box.value;
      this.taken = known.label;
      box.caret = savedBox.caret;
      this.#marked = "";
      this.#markRow();
    } else if (savedBox.text !== "") {
      box.value = savedBox.text;
      this.taken = savedBox.label;
      box.caret = savedBox.caret;
      await this.#inspect(savedBox.readings);
      this.model.restoreView();
    } else if (savedBox.notKept !== "") this.remark = wasNotKept(savedBox.notKept);
  }

  override updated(): void {
    const { pasted } = this.model;
    if (pasted && pasted !== this.#seen) {
      this.#seen = pasted;
      this.taken = pasted.label;
      this.remark = "";
      const { box } = this;
      if (box) {
        box.value = pasted.text;
        this.#inspected = box.value;
        const text = pasted.mayKeep && pasted.text.length <= LONGEST_KEPT ? pasted.text : "";
        this.#keep({ text, label: pasted.label, readings: [], caret: 0, notKept: "" });
      }
    }
    this.#markRow();
  }

  override render(): TemplateResult {
    const { model } = this;
    const { overview } = model;
    const shown = overview && (overview.rowCount > 0 || overview.findings.length > 0) ? overview : undefined;
    return html`<tls-text-box
        label="Hex dump, PEM or base64"
        placeholder="Paste bytes here: 16 03 01 00 c8 …"
        @text-input=${this.#onInput}
        @caret-move=${this.#onCaret}
        @dragover=${this.#onDragOver}
        @drop=${this.#onDrop}
      ></tls-text-box>
      <section class="input" aria-label="Input">
        ${this.taken === "" ? nothing : html`<p class="muted from">Taken from ${short(this.taken, 200)}</p>`}
        <p class="remark" role="status">${this.remark}</p>
        <tls-found
          .model=${model}
          .current=${this.current}
          @found-choose=${this.#onFound}
          @reading-choose=${this.#onReading}
        ></tls-found>
        <div class="row">
          <vscode-checkbox ?checked=${this.following} @change=${this.#onFollow}
            >Follow editor selection</vscode-checkbox
          >
          <vscode-button appearance="secondary" @click=${this.#onClear}>Clear</vscode-button>
        </div>
        <tls-key-log .model=${model} @keylog-input=${this.#onKeyLog}></tls-key-log>
      </section>
      ${
        shown
          ? html`<tls-header side .model=${model}></tls-header>
              ${shown.messages.length > 0 ? html`<tls-ladder compact .model=${model}></tls-ladder>` : nothing}
              ${shown.rowCount > 0 ? html`<tls-message stacked .model=${model}></tls-message>` : nothing}
              ${
                shown.findings.length > 0
                  ? html`<section aria-label="Findings">
                      <h2 class="title">Findings</h2>
                      <tls-findings .model=${model}></tls-findings>
                    </section>`
                  : nothing
              }`
          : html`<tls-empty .model=${model} reason="side"></tls-empty>`
      }`;
  }

  /** Marks the chosen field's characters in the box, once for each choice. */
  #markRow(): void {
    const { model, box } = this;
    const row = model.chosenRow;
    const wanted = `${String(model.revision)}/${String(row)}`;
    if (!box || wanted === this.#marked || this.#inspecting) return;
    this.#marked = wanted;
    if (row === undefined) {
      this.current = undefined;
      box.mark([], false);
    } else void this.#markCharacters(row, wanted);
  }

  async #markCharacters(row: number, wanted: string): Promise<void> {
    const { model } = this;
    const place = await model.call("textRanges", { revision: model.revision, row });
    const { box } = this;
    if (!place || !box || wanted !== this.#marked) return;
    this.current = place.found;
    // Where the caret stands in the box the user is reading there: that moves nothing.
    if (box.value === this.#inspected) box.mark(place.ranges, !box.hasFocus);
  }

  async #inspect(readings?: readonly ChosenReading[]): Promise<void> {
    const { model, box, keyLog } = this;
    if (!box) return;
    const text = box.value;
    const log = keyLog?.value;
    this.remark = "";
    if (text.length > LONGEST_TEXT) {
      this.remark = "The text is longer than 4 MB: save it as a file and inspect that in its editor";
      return;
    }
    this.#inspecting = true;
    const pasted = await model.inspect({
      text,
      ...(log === undefined ? {} : { keyLog: log }),
      ...(readings && readings.length > 0 ? { readings } : {}),
    });
    this.#inspecting = false;
    this.#inspected = text;
    this.#marked = "";
    if (!pasted) return;
    keyLog?.show(pasted.keyLogs);
    const notKept = !pasted.mayKeep ? "secret" : text.length > LONGEST_KEPT ? "long" : "";
    if (notKept !== "") this.remark = willNotBeKept(notKept);
    this.#keep({
      text: notKept === "" ? text : "",
      label: this.taken,
      notKept,
      readings: readings ?? (text === this.#saved.text ? this.#saved.readings : []),
      caret: box.caret,
    });
    this.requestUpdate();
  }

  /** Writes what is new of the box into what survives a reload. */
  #keep(change: Partial<SavedBox>): void {
    this.#saved = { ...this.#saved, ...change };
    this.model.keepBox(this.#saved);
  }

  readonly #onInput = (): void => {
    this.taken = "";
    this.#soon();
  };

  readonly #onKeyLog = (): void => {
    if (this.box?.value !== "") this.#soon();
  };

  #soon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#inspectTyped(), TYPING_MS);
  }

  // One inspection at a time: what is typed during a long one is inspected after it.
  async #inspectTyped(): Promise<void> {
    if (this.#inspecting) this.#soon();
    else await this.#inspect();
  }

  readonly #onCaret = (event: CaretEvent): void => {
    clearTimeout(this.#caretTimer);
    this.#caretTimer = setTimeout(() => void this.#chooseAt(event.detail), CARET_MS);
  };

  async #chooseAt(at: number): Promise<void> {
    const { model, box } = this;
    this.#keep({ caret: at });
    if (!box || box.value !== this.#inspected || this.#inspecting) return;
    const row = await model.call("rowAtCharacter", { revision: model.revision, at });
    if (row !== undefined && box.caret === at) model.openRow(row, { reveal: this.taken !== "" });
  }

  readonly #onFound = (event: FoundEvent): void => {
    void this.#chooseFound(event.detail);
  };

  async #chooseFound(index: number): Promise<void> {
    const { model } = this;
    const one = model.overview?.found[index];
    if (!one) return;
    this.current = index;
    if (one.row !== undefined) model.openRow(one.row, { reveal: false });
    // All of its characters, offsets and columns too, rather than those of its first field.
    this.#marked = `${String(model.revision)}/${String(model.chosenRow)}`;
    const range = await model.call("foundRange", { revision: model.revision, index });
    const { box } = this;
    if (range && box && box.value === this.#inspected) box.mark([range], true);
  }

  readonly #onReading = (event: CustomEvent<ChosenReading>): void => {
    const [at] = event.detail;
    this.#keep({ readings: [...this.#saved.readings.filter(([other]) => other !== at), event.detail] });
  };

  readonly #onFollow = (event: Event): void => {
    this.following = (event.currentTarget as HTMLElement & { readonly checked: boolean }).checked;
    this.#keep({ following: this.following });
    void this.model.call("follow", { on: this.following });
  };

  readonly #onClear = (): void => {
    const { box } = this;
    if (!box) return;
    box.value = "";
    this.taken = "";
    clearTimeout(this.#timer);
    void this.#inspect();
    box.focus();
  };

  readonly #onDragOver = (event: DragEvent): void => {
    if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
  };

  readonly #onDrop = (event: DragEvent): void => {
    const [file] = event.dataTransfer?.files ?? [];
    if (!file) return;
    event.preventDefault();
    void this.#take(file);
  };

  async #take(file: File): Promise<void> {
    try {
      const text = await textOfFile(file);
      if (this.box) this.box.value = text;
      this.taken = "";
      await this.#inspectTyped();
    } catch (error) {
      this.remark = error instanceof Error ? error.message : String(error);
    }
  }

  static override styles = [
    base,
    css`
      :host {
        display: block;
        height: 100%;
        overflow: auto;
      }
      /* It stays in sight: what a field's characters are is seen beside the field. */
      tls-text-box {
        position: sticky;
        z-index: 5;
        inset-block-start: 0;
        padding: 8px 10px 4px;
        background: var(--vscode-sideBar-background);
      }
      .input {
        display: flex;
        flex-direction: column;
        gap: 4px;
        padding: 0 10px 8px;
      }
      .row {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: 4px 10px;
      }
      .from,
      .remark {
        font-size: 0.92em;
      }
      .remark:empty {
        display: none;
      }
      tls-header {
        border-block-start: 1px solid var(--vscode-panel-border);
      }
      tls-ladder {
        max-height: 320px;
        border-block-start: 1px solid var(--vscode-panel-border);
      }
      .title {
        padding: 10px 10px 0;
      }
    `,
  ];
}

function willNotBeKept(reason: "secret" | "long"): string {
  return reason === "secret"
    ? "The text holds secrets: it is gone once the window reloads"
    : "The text is long: it is gone once the window reloads";
}

function wasNotKept(reason: "secret" | "long"): string {
  return reason === "secret"
    ? "The text that was here held secrets, and was not kept"
    : "The text that was here was too long to be kept";
}

declare global {
  interface HTMLElementTagNameMap {
    "tls-side": TlsSide;
  }
}
