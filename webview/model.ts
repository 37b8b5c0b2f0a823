import type { Span } from "../src/core/bytes/span";
import type {
  BoxState,
  ConnectRequest,
  MessageView,
  NotificationHandlers,
  Notifications,
  Overview,
  Pasted,
  RequestName,
  Requests,
} from "../src/protocol";
import { Client, type HostApi } from "./client";
import {
  EMPTY_BOX,
  loadState,
  saveBox,
  type SavedBox,
  saveState,
  type Tab,
  TABS,
  type ViewState,
} from "./state";

const REVEAL_DELAY_MS = 120;
const NOTICE_MS = 4000;
/** So many opened or closed rows are remembered. */
const MOST_TOGGLED = 1000;

/**
 * What the views show and where the user is: the overview, the tab, the chosen message, subtree, field and
 * certificate. Fires "change" after each change. Rows and bytes are fetched by the elements that show them.
 */
export class Model extends EventTarget {
  readonly client: Client;
  overview: Overview | undefined;
  tab: Tab = "handshake";
  /** Index of the chosen message; undefined where a field outside every message is shown. */
  message: number | undefined;
  /** Row whose subtree is shown in the handshake tab. */
  root = 0;
  /** The chosen field. */
  row: number | undefined;
  /** Place in `overview.certificates`. */
  certificate = 0;
  showMinor = false;
  /** A request that failed, as a sentence. */
  error: string | undefined;
  /** Text that the host took from the editor, for the paste box. */
  pasted: Notifications["text"] | undefined;
  /** What was just done, as a sentence. */
  notice: string | undefined;
  /** Rows that the user opened or closed; an inspection's own. */
  readonly toggled = new Map<number, boolean>();

  /** The side view's box as it was before the page was made. */
  readonly savedBox: SavedBox;
  readonly #savedView: ViewState | undefined;
  readonly #savedId: string | undefined;
  #noticeTimer: ReturnType<typeof setTimeout> | undefined;
  #userChose = false;
  #revealTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly api: HostApi) {
    super();
    const handlers: NotificationHandlers = {
      overview: (overview) => {
        this.#apply(overview);
      },
      select: ({ revision, row }) => {
        if (revision === this.overview?.revision) this.openRow(row, { reveal: false });
      },
      text: (params) => {
        this.pasted = params;
        this.changed();
      },
    };
    this.client = new Client(api, handlers);
    const { last, views, box } = loadState(api.getState());
    this.#savedId = last;
    this.#savedView = last === undefined ? undefined : views[last];
    this.savedBox = { ...EMPTY_BOX, ...box };
  }

  /** Asks the host for what to show at first. */
  async start(): Promise<void> {
    const overview = await this.call("ready", this.#savedId === undefined ? {} : { savedId: this.#savedId });
    if (overview) this.#apply(overview);
  }

  /** A request whose failure is shown to the user; undefined when it failed. */
  async call<K extends RequestName>(
    name: K,
    params: Requests[K]["params"],
  ): Promise<Requests[K]["result"] | undefined> {
    try {
      return await this.client.request(name, params);
    } catch (error) {
      // Asked about an inspection that has changed meanwhile: its new rows are on their way.
      if ("revision" in params && params.revision !== this.revision) return undefined;
      this.error = error instanceof Error ? error.message : String(error);
      this.changed();
      return undefined;
    }
  }

  get messages(): readonly MessageView[] {
    return this.overview?.messages ?? [];
  }

  get revision(): number {
    return this.overview?.revision ?? 0;
  }

  get chosenMessage(): MessageView | undefined {
    return this.message === undefined ? undefined : this.messages[this.message];
  }

  /** The chosen field, where it was the user who chose. */
  get chosenRow(): number | undefined {
    return this.#userChose ? this.row : undefined;
  }

  /** Whether a text stands behind the fields, so that a field's characters can be selected in the editor. */
  get hasText(): boolean {
    const kind = this.overview?.origin.kind;
    return kind === "text" || kind === "file";
  }

  chooseTab(tab: Tab): void {
    if (tab === this.tab) return;
    this.tab = tab;
    const certificate = this.overview?.certificates[this.certificate];
    if (tab === "certificates" && certificate) this.row = certificate.field;
    if (tab === "handshake") this.row = this.root;
    this.#moved();
  }

  chooseMessage(index: number): void {
    const message = this.messages[index];
    if (!message) return;
    this.#userChose = true;
    this.#show(message);
    this.row = message.field;
    this.#moved();
    this.#reveal(message.field);
  }

  /** Chooses a field of the subtree that is shown. */
  chooseRow(row: number): void {
    if (row === this.row) return;
    this.#userChose = true;
    this.row = row;
    this.#moved();
    this.#reveal(row);
  }

  chooseCertificate(index: number): void {
    const certificate = this.overview?.certificates[index];
    if (!certificate) return;
    this.#userChose = true;
    this.certificate = index;
    this.row = certificate.field;
    this.#moved();
    this.#reveal(certificate.field);
  }

  toggleMinor(): void {
    this.showMinor = !this.showMinor;
    this.#moved();
  }

  dismissError(): void {
    this.error = undefined;
    this.changed();
  }

  /** Goes to a field wherever it stands: its message, else the certificate it belongs to, else its top-level row. */
  openRow(row: number, { reveal = true } = {}): void {
    const { overview } = this;
    if (!overview) return;
    this.#userChose = true;
    this.row = row;
    const shown = overview.certificates[this.certificate];
    // A certificate's fields stand in its Certificate message too: stay where the user is.
    const stay = this.tab === "certificates" && !reveal && shown !== undefined && row >= shown.field;
    if (!stay) {
      this.tab = "handshake";
      this.#showAround(row, overview);
    }
    this.#moved();
    if (reveal) this.#reveal(row);
  }

  /** Goes to the innermost field at the start of a span. */
  async openSpan(span: Span): Promise<void> {
    const { revision } = this;
    const row = await this.call("rowAt", { revision, source: span.source, at: span.start });
    if (row !== undefined) this.openRow(row);
  }

  async run(request: ConnectRequest): Promise<void> {
    this.#userChose = false;
    await this.call("run", { request });
  }

  /** Inspects pasted text (side view). */
  async inspect(params: Requests["inspectText"]["params"]): Promise<Pasted | undefined> {
    const pasted = await this.call("inspectText", params);
    if (pasted) this.#apply(pasted.overview);
    return pasted;
  }

  /** Tells the host of the side view's box, and gives what it knows. */
  openBox(): Promise<BoxState | undefined> {
    const { following, text, label } = this.savedBox;
    return this.call("openBox", { following, hasPasted: text !== "" && label === "" });
  }

  keepBox(box: SavedBox): void {
    this.api.setState(saveBox(this.api.getState(), box));
  }

  /** Goes back to where the user was before the page was made, once the same text is inspected again. */
  restoreView(): void {
    const saved = this.#savedView;
    const { overview } = this;
    if (!saved || !overview || Math.max(saved.row ?? 0, saved.root) >= overview.rowCount) return;
    if (saved.message !== undefined && !overview.messages[saved.message]) return;
    this.#restore(saved);
    if (!this.#userChose) this.#chooseFirst(overview);
    this.#moved();
  }

  /** Remembers that the user opened or closed a row. */
  keepToggled(row: number, open: boolean): void {
    this.toggled.set(row, open);
    const [oldest] = this.toggled.keys();
    if (this.toggled.size > MOST_TOGGLED && oldest !== undefined) this.toggled.delete(oldest);
    this.#save();
  }

  /** Says for a few seconds what was done. */
  say(notice: string): void {
    clearTimeout(this.#noticeTimer);
    this.notice = notice;
    this.changed();
    this.#noticeTimer = setTimeout(() => {
      this.notice = undefined;
      this.changed();
    }, NOTICE_MS);
  }

  /** Numbers (from 1) of the messages that `spans` touch. */
  messagesOf(spans: readonly Span[]): number[] {
    return this.messages
      .filter(({ span }) =>
        spans.some((s) => s.source === span.source && s.start < span.end && span.start < s.end),
      )
      .map(({ index }) => index + 1);
  }

  changed(): void {
    this.dispatchEvent(new Event("change"));
  }

  /** Shows the subtree in which a row stands: its message's, or that of its top-level row. */
  #showAround(row: number, { messages, roots }: Overview): void {
    const message = messages.find(({ field, size }) => row >= field && row < field + size);
    if (message) this.#show(message);
    else {
      this.message = undefined;
      this.root = roots.findLast((root) => root <= row) ?? 0;
    }
  }

  #show(message: MessageView): void {
    this.message = message.index;
    this.root = message.field;
  }

  #apply(overview: Overview): void {
    const another = overview.id !== this.overview?.id;
    // Rows of another revision are others, whatever was open of these.
    if (another || overview.revision !== this.revision) this.toggled.clear();
    this.overview = overview;
    this.error = undefined;
    const saved = another ? loadState(this.api.getState()).views[overview.id] : undefined;
    if (another) {
      this.#userChose = false;
      this.tab = this.#firstTab(overview);
      this.certificate = 0;
      if (saved) this.#restore(saved);
    }
    // What the view saved of this very revision is newer than what the host knows.
    const stands = saved?.revision === overview.revision && (this.row ?? 0) < overview.rowCount;
    if (!this.#userChose) this.#chooseFirst(overview);
    else if (!stands) this.#keepChoice();
    this.#moved();
  }

  #firstTab(overview: Overview): Tab {
    const onlyCertificates = overview.messages.length === 0 && overview.certificates.length > 0;
    return onlyCertificates && overview.origin.kind !== "connection" ? "certificates" : "handshake";
  }

  #restore(saved: ViewState): void {
    this.tab = TABS.includes(saved.tab) ? saved.tab : "handshake";
    this.showMinor = saved.showMinor;
    this.certificate = saved.certificate;
    this.message = saved.message;
    this.root = saved.root;
    this.row = saved.row;
    this.#userChose = saved.row !== undefined;
    for (const [row, open] of saved.toggled ?? []) this.toggled.set(row, open);
  }

  // Rows may have moved with the new revision; a message keeps its index, so its fields are found again from there.
  #keepChoice(): void {
    const { overview } = this;
    // The host knows where a field stands after an edit of the text.
    if (overview?.chosen !== undefined && this.tab === "handshake") {
      this.row = overview.chosen;
      this.#showAround(overview.chosen, overview);
      return;
    }
    const message = this.chosenMessage;
    if (message) {
      const offset = (this.row ?? this.root) - this.root;
      this.root = message.field;
      if (this.tab !== "certificates") this.row = message.field + (offset < message.size ? offset : 0);
    } else if (this.message !== undefined) {
      this.#userChose = false;
      if (this.overview) this.#chooseFirst(this.overview);
    }
  }

  // Where the user has not chosen yet: what went wrong, else the beginning.
  #chooseFirst(overview: Overview): void {
    const wrong =
      overview.outcome === "error" ? overview.messages.findLast((m) => m.severity === "error") : undefined;
    const message = wrong ?? overview.messages[0];
    if (message) {
      this.#show(message);
      this.row = message.field;
    } else {
      this.message = undefined;
      this.root = overview.roots[0] ?? 0;
      this.row = overview.rowCount > 0 ? this.root : undefined;
    }
    if (this.tab === "certificates") this.row = overview.certificates[this.certificate]?.field ?? this.row;
  }

  #moved(): void {
    this.#save();
    this.changed();
  }

  #save(): void {
    const { overview, tab, message, root, row, certificate, showMinor } = this;
    if (!overview) return;
    const view: ViewState = {
      revision: overview.revision,
      tab,
      message,
      root,
      row: this.#userChose ? row : undefined,
      certificate,
      showMinor,
      toggled: [...this.toggled],
    };
    this.api.setState(saveState(this.api.getState(), overview.id, view));
  }

  #reveal(row: number): void {
    clearTimeout(this.#revealTimer);
    if (!this.hasText) return;
    const { revision } = this;
    this.#revealTimer = setTimeout(() => void this.call("reveal", { revision, row }), REVEAL_DELAY_MS);
  }
}
