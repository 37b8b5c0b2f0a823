import { LitElement, type PropertyValues } from "lit";
import { property } from "lit/decorators.js";
import type { Model } from "../model";

/** An element that shows the model and is rendered again when it changes. */
export abstract class ModelElement extends LitElement {
  @property({ attribute: false }) model!: Model;

  readonly #onChange = (): void => {
    this.requestUpdate();
  };

  override connectedCallback(): void {
    super.connectedCallback();
    // Set by Lit before or after the element is connected, whichever comes first.
    (this.model as Model | undefined)?.addEventListener("change", this.#onChange);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    (this.model as Model | undefined)?.removeEventListener("change", this.#onChange);
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (!changed.has("model")) return;
    (changed.get("model") as Model | undefined)?.removeEventListener("change", this.#onChange);
    this.model.addEventListener("change", this.#onChange);
  }
}
