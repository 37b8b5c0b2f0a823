// A host in the page: answers every request over a fixture, as the extension would. It records what the webview posts.
import type { RequestHandlers, RequestName, ToHost, ToWebview } from "../../../src/protocol";
import { type Fixture, FIXTURES, type FixtureName } from "./fixtures";

declare global {
  interface Window {
    acquireVsCodeApi: () => unknown;
    harness: Harness;
  }
}

class Harness {
  /** Everything that the webview posted. */
  readonly posted: ToHost[] = [];
  /** Requests that are answered with this error. */
  readonly failing = new Map<RequestName, string>();
  fixture: Fixture;
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
      rowAt: ({ source, at }) => {
        let found: number | undefined;
        let size = Infinity;
        for (const { row, span } of rows()) {
          const inside = span.source === source && span.start <= at && at < span.end;
          if (!inside || span.end - span.start > size) continue;
          found = row;
          size = span.end - span.start;
        }
        return found;
      },
      reveal: () => true,
      cancel: () => true,
      run: () => true,
      export: () => true,
      copy: () => true,
      act: () => true,
      certificate: () => true,
      inspectText: () => {
        this.fixture = FIXTURES.mutual12();
        this.fixture = {
          ...this.fixture,
          overview: {
            ...this.fixture.overview,
            id: "pasted",
            origin: { kind: "text", label: "pasted text" },
            headline: "13 messages of the pasted text",
          },
        };
        return this.fixture.overview;
      },
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
