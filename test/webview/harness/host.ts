// A host in the page: answers every request over a fixture, as the extension would. It records what the webview posts.
import type {
  BoxRange,
  FoundView,
  RequestHandlers,
  RequestName,
  ToHost,
  ToWebview,
} from "../../../src/protocol";
import { type Fixture, FIXTURES, type FixtureName } from "./fixtures";

declare global {
  interface Window {
    acquireVsCodeApi: () => unknown;
    harness: Harness;
  }
}

const COPIED = ["Hex", "Base64", "C array", "Python bytes", "Go", "Rust"].map((label) => ({
  id: label.toLowerCase().replace(" ", "-"),
  label,
}));

/** One range for each line from `start` to `end`. */
function rangesOf(text: string, start: number, end: number): BoxRange[] {
  const ranges: BoxRange[] = [];
  for (let at = start; at < end;) {
    const line = text.indexOf("\n", at);
    const stop = line < 0 ? end : Math.min(end, line);
    if (stop > at) ranges.push({ start: at, end: stop });
    at = stop + 1;
  }
  return ranges;
}

class Harness {
  /** Everything that the webview posted. */
  readonly posted: ToHost[] = [];
  /** Requests that are answered with this error. */
  readonly failing = new Map<RequestName, string>();
  fixture: Fixture;
  /** What was pasted. */
  #text = "";
  #handlers: RequestHandlers;

  constructor(name: FixtureName) {
    this.fixture = FIXTURES[name]();
    this.#handlers = this.#makeHandlers();
  }

  /** Shows another fixture, or a changed overview of this one. */
  show(name: FixtureName, revision = 1): void {
    this.fixture = FIXTURES[name]();
    const overview = { ...this.fixture.overview, revision };
    this.fixture = { ...this.fixture, overview };
    this.send({ type: "notification", name: "overview", params: overview });
  }

  send(message: ToWebview): void {
    window.postMessage(message, "*");
  }

  receive(message: ToHost): void {
    this.posted.push(structuredClone(message));
    void this.#answer(message);
  }

  async #answer({ id, name, params }: ToHost): Promise<void> {
    const error = this.failing.get(name);
    if (error !== undefined) {
      this.send({ type: "error", id, message: error });
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 2));
    const handler = this.#handlers[name] as (params: unknown) => unknown;
    this.send({ type: "response", id, result: await handler(params) });
  }

  /** Where a byte stands in `pastedText`. */
  #characterOf(source: number, byte: number): number {
    const before = this.fixture.built.sources.slice(0, source);
    return before.reduce((sum, { hex }) => sum + hex.length / 2, byte) * 3;
  }

  /** The fixture's bytes as the box may hold them: two digits and a separator each, 8 a line. */
  get pastedText(): string {
    const hex = this.fixture.built.sources.map((source) => source.hex).join("");
    return hex.replace(/../g, "$& ").replace(/(.{23}) /g, "$1\n");
  }

  #innermost(source: number, at: number): number | undefined {
    let found: number | undefined;
    let size = Infinity;
    for (const { row, span } of this.fixture.built.rows) {
      const inside = span.source === source && span.start <= at && at < span.end;
      if (!inside || span.end - span.start > size) continue;
      found = row;
      size = span.end - span.start;
    }
    return found;
  }

  #makeHandlers(): RequestHandlers {
    const rows = (): Fixture["built"]["rows"] => this.fixture.built.rows;
    return {
      ready: () => this.fixture.overview,
      rows: ({ root, from, count }) => {
        if (count > 2000) throw new RangeError("too many rows");
        const { depth = 0, size = 0 } = rows()[root] ?? {};
        return rows()
          .slice(Math.max(root, from), Math.min(root + size, from + count))
          .map((row) => ({ ...row, depth: row.depth - depth }));
      },
      bytes: ({ source, from, count }) => {
        if (count > 16_384) throw new RangeError("too many bytes");
        return this.fixture.built.sources[source]?.hex.slice(from * 2, (from + count) * 2) ?? "";
      },
      find: ({ query }) => {
        const wanted = query.toLowerCase();
        return rows()
          .filter(({ label, key, display }) => `${label}\n${key}\n${display}`.toLowerCase().includes(wanted))
          .map(({ row }) => row)
          .slice(0, 500);
      },
      explainField: ({ row }) => {
        const { key = "", label = "" } = rows()[row] ?? {};
        return this.fixture.explanations.get(key) ?? { title: label, text: "", rfc: "" };
      },
      explainMessage: ({ index }) => {
        const { name = "", label = "" } = this.fixture.overview.messages[index] ?? {};
        return this.fixture.explanations.get(name) ?? { title: label, text: "", rfc: "RFC 5246 §7.4" };
      },
      rowAt: ({ source, at }) => this.#innermost(source, at),
      reveal: () => true,
      cancel: () => true,
      run: () => true,
      export: () => true,
      copy: () => true,
      act: () => true,
      certificate: () => true,
      textRanges: ({ row }) => {
        // Every byte stands as "xx " in the box, as `pastedText` writes them.
        const { span } = rows()[row] ?? {};
        if (!span || this.#text === "") return { ranges: [] };
        const start = this.#characterOf(span.source, span.start);
        return { ranges: rangesOf(this.#text, start, start + (span.end - span.start) * 3 - 1), found: 0 };
      },
      foundRange: () => ({ start: 0, end: this.#text.length }),
      rowAtCharacter: ({ at }) => {
        const { sources } = this.fixture.built;
        const source = sources.findLast(({ id }) => this.#characterOf(id, 0) <= at);
        if (!source) return undefined;
        return this.#innermost(source.id, Math.floor((at - this.#characterOf(source.id, 0)) / 3));
      },
      copyChoices: ({ row }) => {
        const { label = "", span } = rows()[row] ?? {};
        const length = span ? span.end - span.start : 0;
        return {
          scopes: [
            { scope: "field", label, length },
            { scope: "message", label: "Client Hello", length: 148 },
            { scope: "dump", label: "xxd", length: 243 },
          ],
          formats: COPIED,
        };
      },
      copyAs: ({ format }) => `Copied 2 bytes as ${format}`,
      openBox: () => ({ label: "", keyLogs: [] }),
      inspectText: ({ text, keyLog }) => {
        const fixture = text === "" ? FIXTURES.empty() : FIXTURES.mutual12();
        this.#text = text;
        const length = fixture.built.sources.reduce((sum, { hex }) => sum + hex.length / 2, 0);
        const several = text.includes("decimal");
        const found: FoundView = {
          format: "xxd",
          length,
          holds: "TLS record: Client Hello",
          row: 0,
          at: 0,
          readings: several ? [{ id: "decimal", label: "as decimal bytes" }] : [],
        };
        const second: FoundView = {
          ...found,
          format: "base64",
          direction: "received",
          row: 150,
          at: 40,
          readings: [],
        };
        this.fixture = {
          ...fixture,
          overview: {
            ...fixture.overview,
            id: "pasted",
            origin: { kind: "text", label: "pasted text" },
            headline: text === "" ? "" : "13 messages of the pasted text",
            found: text === "" ? [] : several ? [found, second] : [found],
            foundCount: text === "" ? 0 : several ? 2 : 1,
          },
        };
        return {
          overview: this.fixture.overview,
          mayKeep: !text.includes("PRIVATE"),
          keyLogs: keyLog ? [{ label: "Pasted key log", secrets: 1 }] : [],
        };
      },
      chooseReading: () => true,
      chooseKeyLog: () => [{ label: "sslkeys.log", secrets: 5 }],
      forgetKeyLogs: () => [],
      follow: () => true,
      openInPanel: () => true,
      openRfc: () => true,
      command: () => true,
    };
  }
}

const query = new URLSearchParams(location.search);
const name = (query.get("fixture") ?? "mutual12") as FixtureName;
const STATE = "harness-state";
window.harness = new Harness(name);
window.acquireVsCodeApi = () => ({
  postMessage: (message: ToHost) => {
    window.harness.receive(message);
  },
  getState: () => JSON.parse(sessionStorage.getItem(STATE) ?? "null") as unknown,
  setState: (state: unknown) => {
    sessionStorage.setItem(STATE, JSON.stringify(state));
  },
});
