import type { PlacedObject } from "../../core/check/objects";
import { slotOf, type Slot } from "./slots";

/** Characters `start` to `end` are to be replaced by `text`. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The text after edits that do not overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = text;
  for (const { start, end, text: own } of [...edits].sort((a, b) => b.start - a.start))
    result = result.slice(0, start) + own + result.slice(end);
  return result;
}

function slots(text: string, objects: readonly PlacedObject[]): Slot[] {
  return objects.map((object, i) => slotOf(text, objects[i - 1], object));
}

/** Puts the objects at `places` into `order` (the same positions), each with the text that explains it. */
export function reorderEdits(
  text: string,
  objects: readonly PlacedObject[],
  places: readonly number[],
  order: readonly number[],
): TextEdit[] {
  const all = slots(text, objects);
  return places.flatMap((place, i) => {
    const [to, from] = [all[place], all[order[i] ?? place]];
    if (!to || !from || to === from) return [];
    return [{ start: to.start, end: to.end, text: text.slice(from.start, from.end) }];
  });
}

/** Takes an object away, with the text that explains it and one line break. */
export function removeEdits(text: string, objects: readonly PlacedObject[], position: number): TextEdit[] {
  const own = slots(text, objects)[position];
  if (!own) return [];
  const before = objects[position - 1];
  const between = before ? text.slice(before.end, own.start) : undefined;
  // As a rule the line break in front goes with it, or what joins two quoted pieces.
  if (before && between !== undefined && between.length <= MOST_JOINT && isJoint(between))
    return [{ start: before.end, end: own.end, text: "" }];
  const behind = /^[ \t]*(?:\r?\n|(?:\\r)?\\n)/.exec(text.slice(own.end, own.end + 200))?.[0].length ?? 0;
  return [{ start: own.start, end: own.end + behind, text: "" }];
}

const MOST_JOINT = 200;

/** Whether nothing but line breaks, quotes and what joins them stands in a text. */
function isJoint(between: string): boolean {
  return /^(?:\\[rnt]|[\s"'`+.&,\\])*$/.test(between);
}

/** Puts a certificate behind `position`, written as the one there: indentation, line breaks and line length. */
export function insertEdits(
  text: string,
  objects: readonly PlacedObject[],
  position: number,
  der: Uint8Array,
): TextEdit[] {
  const own = objects[position];
  if (!own) return [];
  const before = objects[position - 1];
  const { start } = slotOf(text, before, own);
  const written = text.slice(own.start, own.end);
  const { lineBreak, length } = layoutOf(written);
  const lines = [
    "-----BEGIN CERTIFICATE-----",
    ...pieces(toBase64(der), length),
    "-----END CERTIFICATE-----",
  ];
  // Between two blocks stands what stands between two lines; a line of code or YAML begins with its indentation.
  const indentation = /[ \t]*$/.exec(text.slice(start, own.start))?.[0] ?? "";
  const joint = /^\r?\n[ \t]*$/.test(lineBreak) ? lineBreak.replace(/[ \t]*$/, "") + indentation : lineBreak;
  return [{ start: own.end, end: own.end, text: joint + lines.join(lineBreak) }];
}

interface Layout {
  /** What stands between two lines of a block. */
  readonly lineBreak: string;
  /** Characters of base64 in a line. */
  readonly length: number;
}

/** How a PEM block is written: its second line begins with the M that every DER structure begins with. */
export function layoutOf(block: string): Layout {
  const begin = /^-----BEGIN[^-]*-----/.exec(block)?.[0].length ?? 0;
  const lineBreak = /^[^M]{0,80}(?=M)/.exec(block.slice(begin))?.[0] ?? "\n";
  const line = /^[A-Za-z0-9+/=]*/.exec(block.slice(begin + lineBreak.length))?.[0].length ?? 0;
  return { lineBreak, length: line > 76 ? Infinity : line < 16 ? 64 : line };
}

function pieces(text: string, length: number): string[] {
  if (length === Infinity) return [text];
  const lines: string[] = [];
  for (let at = 0; at < text.length; at += length) lines.push(text.slice(at, at + length));
  return lines;
}

/** Base64 (RFC 4648 §4) with padding, in one line. */
export function toBase64(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 0x6000)
    parts.push(btoa(String.fromCharCode(...bytes.subarray(at, at + 0x6000))));
  return parts.join("");
}
