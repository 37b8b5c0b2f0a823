import { toHex } from "../core/bytes/hex";
import type { Run } from "../core/bytes/source";
import type { TextRange } from "../core/bytes/span";
import { explainMessage, explainRow, rfcUrl } from "../core/explain";
import type { Explanation, MessageSituation } from "../core/explain/types";
import type { Inspection } from "../core/inspection";
import type { ExplanationView, RowView } from "../protocol";
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
    const { fields } = this.inspection;
    let innermost: number | undefined;
    for (let row = 0; row < fields.length; row++) {
      const span = fields.span(row);
      if (span.source === source && span.start <= at && at < span.end) innermost = row;
    }
    return innermost;
  }

  /** The innermost row whose bytes stand at a character of a text. */
  rowAtCharacter(text: number, character: number): number | undefined {
    for (const source of this.inspection.sources.all) {
      if (source.kind !== "bytes" || source.text !== text) continue;
      const byte = byteAt(source.runs, character);
      const row = byte === undefined ? undefined : this.#rowOf(source.id, byte);
      if (row !== undefined) return row;
    }
    return undefined;
  }

  /** The innermost row of a byte in a source that was made of this one, or else in this one. */
  #rowOf(source: number, byte: number): number | undefined {
    for (const derived of this.inspection.sources.all) {
      if (derived.kind !== "bytes") continue;
      const segment = derived.segments.find(
        (one) => one.parent === source && one.parentStart <= byte && byte < one.parentStart + one.length,
      );
      const row = segment && this.#rowOf(derived.id, byte - segment.parentStart + segment.start);
      if (row !== undefined) return row;
    }
    return this.rowAt(source, byte);
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

/** The byte that a character carries, if any. */
function byteAt(runs: readonly Run[], character: number): number | undefined {
  for (const { byteStart, byteCount, charStart, charsPerByte, stride } of runs) {
    const index = Math.max(0, Math.min(byteCount - 1, Math.floor((character - charStart) / stride)));
    const start = charStart + index * stride;
    if (Math.floor(start) <= character && character < Math.ceil(start + charsPerByte))
      return byteStart + index;
  }
  return undefined;
}

function isEmpty(row: number | undefined, length: (row: number) => number): boolean {
  return row !== undefined && length(row) === 0;
}

function view({ title, text, rfc }: Explanation): ExplanationView {
  const url = rfcUrl(rfc);
  return { title, text, rfc, ...(url ? { rfcUrl: url } : {}) };
}
