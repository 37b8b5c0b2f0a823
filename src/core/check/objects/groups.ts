import type { PlacedObject } from "./types";

/** Pieces of a quoted text that a program joins, or neighbours in a list of texts. */
const JOINED = /^(?:\\[rnt])*["'`]\s*[+.&\\,]?\s*["'`]$/;
/** Where a value begins that a block stands in: a YAML block scalar's header, a raw string, an XML tag, a here-document. */
const OPENING = /:[ \t]*[|>][-+0-9]{0,2}[ \t]*(?:#.*)?$|`|"""|'''|<\/?[A-Za-z][\w.:-]*>|<<-?[ \t]*["']?\w/gm;
/** No explanatory text is longer than this, in characters. */
const MOST_BETWEEN = 1 << 16;

/**
 * The objects of a text that stand together: blocks of one PEM file, of one value in YAML or JSON, of one string in
 * code. Positions in `objects`, ascending; each object is in one group.
 */
export function groupObjects(text: string, objects: readonly PlacedObject[]): number[][] {
  const groups: number[][] = [];
  let last: PlacedObject | undefined;
  for (const [position, object] of objects.entries()) {
    const group = groups.at(-1);
    if (last && group && standTogether(text, last, object)) group.push(position);
    else groups.push([position]);
    last = object;
  }
  return groups;
}

/** Whether `next` stands in the same value as the object before it. */
export function standTogether(text: string, before: PlacedObject, next: PlacedObject): boolean {
  if (before.form !== next.form || next.start - before.end > MOST_BETWEEN) return false;
  const between = text.slice(before.end, next.start);
  if (JOINED.test(between)) return true;
  // Text in base64: what is written between its blocks is base64, too.
  if (next.form === "PEM in base64") return /^[A-Za-z0-9+/=\s]*$/.test(between) && !/=\s+\S/.test(between);
  if (/["'`]$/.test(between) || openingEnd(between) !== undefined) return false;
  // A line that begins further left is no part of an indented value.
  return !between.includes("\n") || indentation(text, next.start) >= indentation(text, before.start);
}

/** How many blanks the line of a position begins with, if nothing else stands before the position. */
function indentation(text: string, at: number): number {
  const line =
    text
      .slice(Math.max(0, at - 200), at)
      .split("\n")
      .at(-1) ?? "";
  return line.trim() === "" ? line.length : 0;
}

/** Behind the last thing in a text that opens a value, and behind its line; undefined where nothing does. */
export function openingEnd(text: string): number | undefined {
  let end: number | undefined;
  for (const match of text.matchAll(OPENING)) end = match.index + match[0].length;
  if (end === undefined) return undefined;
  return end + (/^[ \t]*\r?\n/.exec(text.slice(end))?.[0].length ?? 0);
}

/** Whether two objects' texts are quoted pieces that stand one after the other. */
export function isJoined(between: string): boolean {
  return JOINED.test(between);
}
