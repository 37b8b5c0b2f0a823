import type { ReactiveController, ReactiveControllerHost } from "lit";

/** Rows drawn above and below what is in view. */
const MARGIN = 8;

/** Which rows of a scrolling list of equally high rows to draw. The host names its scroller with id "scroller". */
export class VirtualRows implements ReactiveController {
  #scroller: HTMLElement | undefined;
  #scrollTop = 0;
  #height = 0;
  #width = 0;
  readonly #resize = new ResizeObserver(() => {
    this.#measure();
  });

  constructor(
    private readonly host: ReactiveControllerHost & { readonly shadowRoot: ShadowRoot | null },
    readonly rowHeight: number,
  ) {
    host.addController(this);
  }

  hostUpdated(): void {
    const scroller = this.host.shadowRoot?.getElementById("scroller") ?? undefined;
    if (scroller === this.#scroller) return;
    this.hostDisconnected();
    this.#scroller = scroller;
    if (!scroller) return;
    scroller.addEventListener("scroll", this.#onScroll, { passive: true });
    this.#resize.observe(scroller);
    this.#measure();
  }

  hostDisconnected(): void {
    this.#scroller?.removeEventListener("scroll", this.#onScroll);
    this.#resize.disconnect();
    this.#scroller = undefined;
  }

  /** Inner width of the scroller in CSS pixels; 0 before it is measured. */
  get width(): number {
    return this.#width;
  }

  /** Rows that fit into view. */
  get page(): number {
    return Math.max(1, Math.floor(this.#height / this.rowHeight) - 1);
  }

  /** First row and the row after the last to draw, of `count`. */
  range(count: number): { readonly first: number; readonly end: number } {
    const first = Math.max(0, Math.floor(this.#scrollTop / this.rowHeight) - MARGIN);
    const end = Math.min(count, Math.ceil((this.#scrollTop + this.#height) / this.rowHeight) + MARGIN);
    return { first: Math.min(first, Math.max(0, count - 1)), end };
  }

  /** Scrolls as little as needed to have row `index` in view. */
  scrollTo(index: number): void {
    const scroller = this.#scroller;
    if (!scroller) return;
    const top = index * this.rowHeight;
    const bottom = top + this.rowHeight;
    if (top < scroller.scrollTop) scroller.scrollTop = top;
    else if (bottom > scroller.scrollTop + scroller.clientHeight)
      scroller.scrollTop = Math.min(top, bottom - scroller.clientHeight + this.rowHeight);
  }

  /** Keeps what is in view in its place when `rows` rows came or went above it. */
  shift(rows: number): void {
    if (this.#scroller) this.#scroller.scrollTop += rows * this.rowHeight;
  }

  toTop(): void {
    if (this.#scroller) this.#scroller.scrollTop = 0;
  }

  readonly #onScroll = (): void => {
    this.#scrollTop = this.#scroller?.scrollTop ?? 0;
    this.host.requestUpdate();
  };

  #measure(): void {
    const scroller = this.#scroller;
    if (!scroller) return;
    const { clientHeight, clientWidth } = scroller;
    if (clientHeight === this.#height && clientWidth === this.#width) return;
    this.#height = clientHeight;
    this.#width = clientWidth;
    this.host.requestUpdate();
  }
}
