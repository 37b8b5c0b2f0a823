/** A stretch of a document, in UTF-16 code units: `start` inclusive, `end` exclusive. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** An edit as VS Code tells of it: `rangeLength` characters at `rangeOffset` became `text`. */
export interface Edit {
  readonly rangeOffset: number;
  readonly rangeLength: number;
  readonly text: string;
}

/**
 * Where a stretch stands after the edits of one change, whose places are those before it. What is written inside the
 * stretch, or on at its end without a line break, belongs to it; so does what takes the place of a part of it and of what
 * is beside it, since a file that is read again may come as few edits. Undefined when nothing of it is left.
 */
export function moved(stretch: Stretch, edits: readonly Edit[]): Stretch | undefined {
  let { start, end } = stretch;
  // From the text's end backwards, no edit moves the place of one that is still to come.
  for (const edit of edits.toSorted((a, b) => b.rangeOffset - a.rangeOffset)) {
    const { rangeOffset: first, rangeLength: length, text } = edit;
    const last = first + length;
    const grows = text.length - length;
    const writesOn = first === end && length === 0 && !/[\r\n]/.test(text);
    if (first >= end && !writesOn) continue;
    if (last <= start && first < end && !(first === start && length > 0)) {
      start += grows;
      end += grows;
    } else if (first >= start && last <= end) end += grows;
    else if (first <= start && last >= end) return undefined;
    else if (first >= start) end = first + text.length;
    else {
      start = first;
      end += grows;
    }
    if (start >= end) return undefined;
  }
  return { start, end };
}

/** Where the text of a stretch stands in another text: where it stood, or else the one place where it stands now. */
export function foundAgain(text: string, { start, end }: Stretch, within: string): Stretch | undefined {
  const wanted = text.slice(start, end);
  if (wanted === "") return undefined;
  if (within.startsWith(wanted, start)) return { start, end };
  const at = within.indexOf(wanted);
  return at >= 0 && !within.includes(wanted, at + 1) ? { start: at, end: at + wanted.length } : undefined;
}
