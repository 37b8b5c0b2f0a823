import { toHex } from "../core/bytes/hex";
import type { ByteSource } from "../core/bytes/source";
import type { TextRange } from "../core/bytes/span";
import { explainMessage, explainRow, rfcUrl } from "../core/explain";
import type { Explanation, MessageSituation } from "../core/explain/types";
import type { Inspection } from "../core/inspection";
import type { ExplanationView, RowView } from "../protocol";
import { asciiByte } from "./asciiColumn";
import { bytesAt, type ByteRange } from "./characters";
import { treeLayout, type TreeLayout } from "./layout";

const MOST_ROWS = 2000;
const MOST_BYTES = 16384;
const MOST_HITS = 500;

/** Answers what a view asks about one inspection. It knows nothing of VS Code, and keeps nothing but caches. */
export class InspectionModel {
  readonly #layouts = new Map<number, TreeLayout>();

  constructor(readonly inspection: Inspection) {}

  /** Rows `from` to `from + count` of the table that lie in the subtree of `root`. */
  rows(root: number, from: number, count: number): RowView[] {
    const { fields } = this.inspection;
    if (!this.#exists(root)) return [];
    const layout = this.#layout(root);
    const first = Math.max(root, from);
    const end = Math.min(root + fields.size(root), first + Math.min(count, MOST_ROWS));
    const rows: RowView[] = [];
    for (let row = first; row < end; row++) {
      const { key, label, display, span, minor, size, notes } = fields.field(row);
      const at = row - root;
      rows.push({
        row,
        depth: layout.depth[at] ?? 0,
        size,
        key,
        label,
        display,
        span,
        minor,
        notes,
        position: layout.position[at] ?? 1,
        siblings: layout.siblings[at] ?? 1,
      });
    }
    return rows;
  }

  /** Hex of `count` bytes from `from` on; empty for a source that has no bytes, or secret ones. */
  bytes(source: number, from: number, count: number): string {
    const found = this.inspection.sources.all[source];
    if (found?.kind !== "bytes" || found.secret || from < 0) return "";
    return toHex(found.bytes.subarray(from, from + Math.min(count, MOST_BYTES)));
  }

  /** Rows whose label, key or display contains `query`. */
  find(query: string): number[] {
    const { fields } = this.inspection;
    const wanted = query.trim().toLowerCase();
    const hits: number[] = [];
    for (let row = 0; wanted && row < fields.length && hits.length < MOST_HITS; row++) {
      const { key, label, display } = fields.field(row);
      if (`${label}\n${key}\n${display}`.toLowerCase().includes(wanted)) hits.push(row);
    }
    return hits;
  }

  /** The innermost row that covers byte `at` of `source`. */
  rowAt(source: number, at: number): number | undefined {
    return this.#innermost(source, at, at + 1);
  }

  #innermost(source: number, start: number, end: number): number | undefined {
    const { fields } = this.inspection;
    let innermost: number | undefined;
    for (let row = 0; row < fields.length; row++) {
      const span = fields.span(row);
      if (span.source === source && span.start <= start && end <= span.end) innermost = row;
    }
    return innermost;
  }

  /**
   * The innermost row for a character of a text: of its byte, or the one that the `*` of a dump stands for, or that is
   * shown there in a dump's ASCII column; else of the byte just before.
   */
  rowAtCharacter(text: number, character: number): number | undefined {
    return (
      this.#rowCarriedBy(text, character, character + 1, true) ??
      this.#rowInAsciiColumn(text, character) ??
      this.#rowCarriedBy(text, character - 1, character, true)
    );
  }

  /** The innermost row that covers every byte that the characters `start` to `end` of a text carry, or touch. */
  rowOver(text: number, start: number, end: number): number | undefined {
    return this.#rowCarriedBy(text, start, end, false);
  }

  #rowCarriedBy(text: number, start: number, end: number, one: boolean): number | undefined {
    for (const { id, runs } of this.#readFrom(text)) {
      const bytes = bytesAt(runs, start, end);
      // Neighbours in base64 share a character: it is the first one's. All that a `*` stands for is one.
      const shared =
        one && bytes && !runs.some(({ stride, charStart }) => stride === 0 && charStart === start);
      const row = bytes && this.#rowOf(id, shared ? { ...bytes, end: bytes.start + 1 } : bytes);
      if (row !== undefined) return row;
    }
    return undefined;
  }

  #rowInAsciiColumn(text: number, character: number): number | undefined {
    const source = this.inspection.sources.all[text];
    if (source?.kind !== "text" || character > source.text.length) return undefined;
    const start = source.text.lastIndexOf("\n", character - 1) + 1;
    const [line = ""] = /^[^\r\n]{0,1000}/.exec(source.text.slice(start, start + 1000)) ?? [];
    for (const { id, runs, bytes: all } of this.#readFrom(text)) {
      const bytes = bytesAt(runs, start, start + line.length);
      if (!bytes) continue;
      const last = this.inspection.sources
        .toText({ source: id, start: bytes.end - 1, end: bytes.end })
        .at(-1);
      const place = asciiByte(
        line,
        (last?.end ?? start) - start,
        all.subarray(bytes.start, bytes.end),
        character - start,
      );
      if (place !== undefined)
        return this.#rowOf(id, { start: bytes.start + place, end: bytes.start + place + 1 });
    }
    return undefined;
  }

  /** The sources whose bytes were read from a text. */
  #readFrom(text: number): ByteSource[] {
    return this.inspection.sources.all.filter(
      (source): source is ByteSource => source.kind === "bytes" && source.text === text,
    );
  }

  /** The innermost row over bytes of a source, in one that was made of it or else in it. */
  #rowOf(source: number, { start, end }: ByteRange): number | undefined {
    for (const derived of this.inspection.sources.all) {
      if (derived.kind !== "bytes") continue;
      const first = placeIn(derived, source, start);
      const last = first === undefined ? undefined : placeIn(derived, source, end - 1);
      const row =
        first === undefined || last === undefined
          ? undefined
          : this.#rowOf(derived.id, { start: first, end: last + 1 });
      if (row !== undefined) return row;
    }
    return this.#innermost(source, start, end);
  }

  /** The characters that carry a row's bytes; empty where no text is behind it. */
  ranges(row: number): TextRange[] {
    if (!this.#exists(row)) return [];
    return this.inspection.sources.toText(this.inspection.fields.span(row));
  }

  explainField(row: number): ExplanationView {
    if (!this.#exists(row)) return { title: "", text: "", rfc: "" };
    const { fields } = this.inspection;
    return view(explainRow(fields, row) ?? { title: fields.field(row).label, text: "", rfc: "" });
  }

  explainMessage(index: number): ExplanationView {
    const message = this.inspection.messages[index];
    return message
      ? view(explainMessage(message.name, this.#situation(index)))
      : { title: "", text: "", rfc: "" };
  }

  #situation(index: number): MessageSituation {
    const { messages, negotiated, fields } = this.inspection;
    const message = messages[index];
    const version = negotiated?.version;
    const empty =
      message !== undefined &&
      message.field >= 0 &&
      isEmpty(
        fields.find("tls.handshake.certificates", message.field) ??
          fields.find("tls.handshake.dnames", message.field),
        (row) => fields.bytes(row).length,
      );
    return {
      version: version === "TLS 1.2" || version === "TLS 1.3" ? version : undefined,
      from: message?.from ?? "client",
      mutual: messages.some((one) => one.name === "certificate_request"),
      ...(negotiated?.keyExchange ? { keyExchange: negotiated.keyExchange } : {}),
      empty,
    };
  }

  #exists(row: number): boolean {
    return row >= 0 && row < this.inspection.fields.length;
  }

  #layout(root: number): TreeLayout {
    const known = this.#layouts.get(root);
    if (known) return known;
    const layout = treeLayout(this.inspection.fields, root);
    this.#layouts.set(root, layout);
    return layout;
  }
}

/** Where byte `at` of the source `parent` stands in a source that was made of it. */
function placeIn({ segments }: ByteSource, parent: number, at: number): number | undefined {
  const segment = segments.find(
    (one) => one.parent === parent && one.parentStart <= at && at < one.parentStart + one.length,
  );
  return segment && at - segment.parentStart + segment.start;
}

function isEmpty(row: number | undefined, length: (row: number) => number): boolean {
  return row !== undefined && length(row) === 0;
}

function view({ title, text, rfc }: Explanation): ExplanationView {
  const url = rfcUrl(rfc);
  return { title, text, rfc, ...(url ? { rfcUrl: url } : {}) };
}
