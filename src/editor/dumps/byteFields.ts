import type { SourceId } from "../../core/bytes/span";
import type { Inspection } from "../../core/inspection";

/** Consecutive bytes of a source that belong to one field. */
export interface Leaf {
  readonly start: number;
  readonly end: number;
  /** The innermost row of the field table. */
  readonly row: number;
}

const NONE = -1;

/**
 * Which field each byte of an inspection's dumps belongs to, whatever sources its message was put together from. Built
 * once, in time that grows with rows and bytes; then answers at once.
 */
export class ByteFields {
  readonly #rows = new Map<SourceId, Int32Array>();
  readonly #parents: Int32Array;

  constructor(readonly inspection: Inspection) {
    const { fields } = inspection;
    this.#parents = new Int32Array(fields.length).fill(NONE);
    const leaves: number[] = [];
    const open: number[] = [];
    for (let row = 0; row < fields.length; row++) {
      for (let last = open.at(-1); last !== undefined && last + fields.size(last) <= row; last = open.at(-1))
        open.pop();
      this.#parents[row] = open.at(-1) ?? NONE;
      if (fields.size(row) > 1) open.push(row);
      else leaves.push(row);
    }
    // A source is made of earlier ones, so what is said of a later one says more of the same bytes.
    const sourceOf = (row: number): SourceId => fields.span(row).source;
    for (const row of leaves.sort((a, b) => sourceOf(a) - sourceOf(b) || a - b)) {
      const { source, start, end } = fields.span(row);
      this.#claim(row, source, start, end);
    }
  }

  #claim(row: number, source: SourceId, start: number, end: number): void {
    if (start >= end) return;
    const { segments, bytes } = this.inspection.sources.byteSource(source);
    if (segments.length === 0) {
      const rows = this.#rows.get(source) ?? new Int32Array(bytes.length).fill(NONE);
      this.#rows.set(source, rows.fill(row, start, end));
      return;
    }
    let [low, high] = [0, segments.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const segment = segments[middle];
      if (segment && segment.start + segment.length > start) high = middle;
      else low = middle + 1;
    }
    for (let i = low; i < segments.length; i++) {
      const segment = segments[i];
      if (!segment || segment.start >= end) break;
      const shift = segment.parentStart - segment.start;
      const from = Math.max(start, segment.start) + shift;
      this.#claim(row, segment.parent, from, Math.min(end, segment.start + segment.length) + shift);
    }
  }

  /** The innermost row of byte `at` of a source that stands in a text; undefined for a byte that no row speaks of. */
  rowOf(source: SourceId, at: number): number | undefined {
    const row = this.#rows.get(source)?.[at];
    return row === undefined || row === NONE ? undefined : row;
  }

  /** The fields of bytes `start` to `end` of a source, whole, in the order of the bytes. */
  leaves(source: SourceId, start: number, end: number): Leaf[] {
    const rows = this.#rows.get(source);
    const leaves: Leaf[] = [];
    if (!rows) return leaves;
    for (let at = Math.max(0, start); at < Math.min(end, rows.length);) {
      const row = rows[at] ?? NONE;
      let [first, last] = [at, at + 1];
      while (first > 0 && rows[first - 1] === row) first--;
      while (last < rows.length && rows[last] === row) last++;
      if (row !== NONE) leaves.push({ start: first, end: last, row });
      at = last;
    }
    return leaves;
  }

  /** The rows that a row stands in, outermost first, itself last; within one source. */
  within(row: number): number[] {
    const path: number[] = [];
    for (let at = row; at !== NONE; at = this.#parents[at] ?? NONE) path.unshift(at);
    return path;
  }

  /** The same, and before them those of the sources that its source was made of: the records that carried a message. */
  path(row: number): number[] {
    const { fields, sources } = this.inspection;
    const path = this.within(row);
    const [outermost = row] = path;
    const [carrier] = sources.toParents(fields.span(outermost));
    const outer = carrier && this.#innermostIn(carrier.source, carrier.start);
    // What carried it is a mere fragment there: the record is what one wants to read.
    return outer === undefined ? path : [...this.path(outer).slice(0, -1), ...path];
  }

  /** The innermost row that covers byte `at` of this very source. */
  #innermostIn(source: SourceId, at: number): number | undefined {
    const { fields } = this.inspection;
    let innermost: number | undefined;
    for (let row = 0; row < fields.length; row++) {
      const span = fields.span(row);
      if (span.source === source && span.start <= at && at < span.end) innermost = row;
    }
    return innermost;
  }
}
