/** Identifies a source inside its `SourceGraph`. */
export type SourceId = number;

/** Bytes `start` (inclusive) to `end` (exclusive) of a source. */
export interface Span {
  readonly source: SourceId;
  readonly start: number;
  readonly end: number;
}

/** Characters `start` (inclusive) to `end` (exclusive) of a text source, in UTF-16 code units as VS Code counts them. */
export interface TextRange {
  readonly text: SourceId;
  readonly start: number;
  readonly end: number;
}

/** Whether `inner` lies within `outer` (an empty span lies within a span that touches it). */
export function contains(outer: Span, inner: Span): boolean {
  return outer.source === inner.source && outer.start <= inner.start && inner.end <= outer.end;
}

/** Merges ranges of one text that overlap or touch; the result is sorted. */
export function mergeTextRanges(ranges: readonly TextRange[]): TextRange[] {
  const sorted = [...ranges].sort((a, b) => a.text - b.text || a.start - b.start);
  const merged: TextRange[] = [];
  for (const range of sorted) {
    const last = merged.at(-1);
    if (last?.text === range.text && range.start <= last.end) {
      if (range.end > last.end) merged[merged.length - 1] = { ...last, end: range.end };
    } else merged.push(range);
  }
  return merged;
}
