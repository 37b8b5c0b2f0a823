import { isJoined, openingEnd, type PlacedObject } from "../../core/check/objects";

/** The part of a text that belongs to an object: what is said of it in the lines above, and the object. */
export interface Slot {
  /** Where the explanatory text begins, or the object's own line. */
  readonly start: number;
  /** Behind the object. */
  readonly end: number;
}

/** Line breaks, real or written out as in JSON. */
const BREAK = /\r?\n|(?:\\r)?\\n/g;
/** Nothing further above is taken for text that explains an object, in characters. */
const MOST_ABOVE = 1 << 16;

/**
 * The slot of `object`: the text between it and the one before it, from the last blank line or the first line break on.
 * What stands above that (a file's heading) stays where it is when objects change places.
 */
export function slotOf(text: string, before: PlacedObject | undefined, object: PlacedObject): Slot {
  const from = before?.end ?? 0;
  const between = text.slice(Math.max(from, object.start - MOST_ABOVE), object.start);
  return { start: object.start - ownLength(between, before !== undefined), end: object.end };
}

/** How many characters at the end of the text above an object are its own. */
function ownLength(between: string, isBehindAnother: boolean): number {
  if (/["'`]$/.test(between) || (isBehindAnother && isJoined(between))) return 0;
  const opened = openingEnd(between);
  let start = opened ?? 0;
  const breaks = [...between.matchAll(BREAK)];
  if (isBehindAnother && opened === undefined) start = breaks[0] ? endOf(breaks[0]) : between.length;
  for (const [index, match] of breaks.entries()) {
    const next = breaks[index + 1];
    const isBlank = next && between.slice(endOf(match), next.index).trim() === "";
    if (isBlank) start = Math.max(start, endOf(next));
  }
  // In code and data only the object's own line is sure to be about it.
  const lastBreak = breaks.at(-1);
  const line = lastBreak ? endOf(lastBreak) : 0;
  const isIndented = between.slice(line) !== "";
  if (isIndented && opened === undefined && !isBehindAnother) start = Math.max(start, line);
  return between.length - start;
}

function endOf(match: RegExpExecArray): number {
  return match.index + match[0].length;
}
