import { mergeTextRanges, type SourceId, type Span, type TextRange } from "./span";

/** `length` bytes at `start` of a source that stand at `parentStart` of the source `parent`. */
export interface Segment {
  readonly start: number;
  readonly parent: SourceId;
  readonly parentStart: number;
  readonly length: number;
}

/**
 * Evenly spaced bytes of a text: byte `byteStart + i` (for `0 ≤ i < byteCount`) is carried by the characters
 * from `charStart + i * stride` to `charStart + i * stride + charsPerByte`, rounded outwards. In base64 both
 * numbers are 4/3, so neighbours share a character. A byte whose bits stand on two lines has a run on each.
 */
export interface Run {
  readonly byteStart: number;
  readonly byteCount: number;
  readonly charStart: number;
  readonly charsPerByte: number;
  readonly stride: number;
}

/** Bytes, and where each came from. */
export interface ByteSource {
  readonly kind: "bytes";
  readonly id: SourceId;
  readonly label: string;
  readonly bytes: Uint8Array;
  /** Sorted by `start`, not overlapping; bytes outside every segment came from nowhere else. */
  readonly segments: readonly Segment[];
  /** The text that `runs` point into. */
  readonly text?: SourceId;
  /** Sorted by `byteStart`. */
  readonly runs: readonly Run[];
  /** Holds a private key or the like: its bytes are for no view and no export. */
  readonly secret: boolean;
}

/** A document's text; `version` is the document's version when it was read. */
export interface TextSource {
  readonly kind: "text";
  readonly id: SourceId;
  readonly label: string;
  readonly text: string;
  readonly version?: number;
}

export type Source = ByteSource | TextSource;

/** Where a new byte source comes from: segments of other sources, or runs of one text. */
export interface Provenance {
  readonly segments?: readonly Segment[];
  readonly text?: SourceId;
  readonly runs?: readonly Run[];
  readonly secret?: boolean;
}

/** Every source of an inspection: a graph without cycles, since a source only points to earlier ones. */
export class SourceGraph {
  readonly #sources: Source[] = [];

  /** All sources in the order of their ids. */
  get all(): readonly Source[] {
    return this.#sources;
  }

  /** Adds a document's text and returns its id. */
  addText(label: string, text: string, version?: number): SourceId {
    const id = this.#sources.length;
    this.#sources.push({ kind: "text", id, label, text, ...(version === undefined ? {} : { version }) });
    return id;
  }

  /** Adds bytes and returns their id. Throws RangeError when a segment points outside an earlier source. */
  addBytes(label: string, bytes: Uint8Array, from: Provenance = {}): SourceId {
    const id = this.#sources.length;
    const segments = from.segments ?? [];
    for (const segment of segments) {
      const parent = this.#sources[segment.parent];
      const fits =
        parent?.kind === "bytes" &&
        segment.parentStart + segment.length <= parent.bytes.length &&
        segment.start + segment.length <= bytes.length;
      if (!fits) throw new RangeError(`segment of "${label}" points outside its parent`);
    }
    this.#sources.push({
      kind: "bytes",
      id,
      label,
      bytes,
      segments,
      ...(from.text === undefined ? {} : { text: from.text }),
      runs: from.runs ?? [],
      secret: from.secret ?? false,
    });
    return id;
  }

  /** Marks a byte source as secret, once its content is known to be. Throws RangeError for a text. */
  conceal(id: SourceId): void {
    this.#sources[id] = { ...this.byteSource(id), secret: true };
  }

  /**
   * These sources with `text` in the place of the text `id`, where the characters that carried bytes stand `by` places
   * further on: all of them, or those of each run.
   */
  retold(id: SourceId, text: string, by: number | ((run: Run) => number), version?: number): SourceGraph {
    const graph = new SourceGraph();
    const places = typeof by === "number" ? () => by : by;
    for (const source of this.#sources) {
      if (source.id === id) graph.addText(source.label, text, version);
      else if (source.kind === "text" || source.text !== id || by === 0) graph.#sources.push(source);
      else {
        const runs = source.runs.map((run) => ({ ...run, charStart: run.charStart + places(run) }));
        graph.#sources.push({ ...source, runs });
      }
    }
    return graph;
  }

  /** Adds a source that is a part of another one, byte for byte. */
  addSlice(label: string, span: Span): SourceId {
    const segment = { start: 0, parent: span.source, parentStart: span.start, length: span.end - span.start };
    return this.addBytes(label, this.bytes(span), { segments: [segment] });
  }

  /** The source with this id. Throws RangeError for an id that was never given out. */
  get(id: SourceId): Source {
    const source = this.#sources[id];
    if (!source) throw new RangeError(`no source ${String(id)}`);
    return source;
  }

  /** The byte source with this id. Throws RangeError for a text. */
  byteSource(id: SourceId): ByteSource {
    const source = this.get(id);
    if (source.kind !== "bytes") throw new RangeError(`source ${String(id)} is a text`);
    return source;
  }

  /** The bytes of a span (a view, not a copy). */
  bytes(span: Span): Uint8Array {
    return this.byteSource(span.source).bytes.subarray(span.start, span.end);
  }

  /** The spans of the parents that carry `span`, one step back; empty for a root. */
  toParents(span: Span): Span[] {
    const spans: Span[] = [];
    const { segments } = this.byteSource(span.source);
    const first = firstWhere(segments, (segment) => segment.start + segment.length > span.start);
    for (let i = first; i < segments.length; i++) {
      const segment = segments[i];
      if (!segment || segment.start >= span.end) break;
      const start = Math.max(span.start, segment.start);
      const end = Math.min(span.end, segment.start + segment.length);
      if (start >= end) continue;
      const shift = segment.parentStart - segment.start;
      spans.push({ source: segment.parent, start: start + shift, end: end + shift });
    }
    return spans;
  }

  /** The spans of root sources (those with no segments) that carry `span`. */
  toRoots(span: Span): Span[] {
    const source = this.byteSource(span.source);
    if (source.segments.length === 0) return [span];
    return this.toParents(span).flatMap((parent) => this.toRoots(parent));
  }

  /** The smallest character ranges that carry the bytes of `span`, merged and sorted; empty when no text is behind them. */
  toText(span: Span): TextRange[] {
    const ranges: TextRange[] = [];
    for (const root of this.toRoots(span)) {
      const source = this.byteSource(root.source);
      const { text } = source;
      if (text === undefined) continue;
      const { runs } = source;
      const first = firstWhere(runs, (run) => run.byteStart + run.byteCount > root.start);
      for (let i = first; i < runs.length; i++) {
        const run = runs[i];
        if (!run || run.byteStart >= root.end) break;
        const start = Math.max(root.start, run.byteStart);
        const end = Math.min(root.end, run.byteStart + run.byteCount);
        for (const range of runRanges(run, start, end)) ranges.push({ text, ...range });
      }
    }
    return mergeTextRanges(ranges);
  }
}

/** The place of the first item of a sorted list that `holds` holds for, as it does for all after it. */
function firstWhere<T>(items: readonly T[], holds: (item: T) => boolean): number {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const item = items[middle];
    if (item !== undefined && holds(item)) high = middle;
    else low = middle + 1;
  }
  return low;
}

// Thirds of a character are not exact in binary; this is far below 1/6 and far above the error of any real offset.
const EPSILON = 1e-4;

function runRanges(run: Run, start: number, end: number): { start: number; end: number }[] {
  if (start >= end) return [];
  const at = (byte: number): number => run.charStart + (byte - run.byteStart) * run.stride;
  const range = (first: number, last: number): { start: number; end: number } => ({
    start: Math.floor(at(first) + EPSILON),
    end: Math.ceil(at(last) + run.charsPerByte - EPSILON),
  });
  // Contiguous characters make one range; separated bytes ("16 03 01") one each.
  if (run.stride <= run.charsPerByte + EPSILON) return [range(start, end - 1)];
  return Array.from({ length: end - start }, (_, i) => range(start + i, start + i));
}
