import { toBase64 } from "./edits";

/** A value of a text that is itself text in base64. */
export interface Carrier {
  readonly start: number;
  readonly end: number;
  /** What the value says. */
  readonly inner: string;
  /** The value for another text: with line breaks where the one that stands there has them. */
  encode(inner: string): string;
}

const DIGIT = /[A-Za-z0-9+/=]/;
/** A line above or below that is nothing but base64. */
const LINE_ABOVE = /(?:^|\n)[ \t]*([A-Za-z0-9+/]{16,})[ \t]*(\r?\n[ \t]*)$/;
const LINE_BELOW = /^([ \t]*\r?\n[ \t]*)([A-Za-z0-9+/]{1,}={0,2})(?=[ \t]*(?:\r?\n|$))/;
/** No line of a value that is broken into lines is longer. */
const LONGEST_LINE = 400;

/** The base64 value that the characters `start` to `end` are part of; undefined where it cannot be read. */
export function carrierAt(text: string, start: number, end: number): Carrier | undefined {
  let [from, to] = [start, Math.max(start, end)];
  while (from > 0 && DIGIT.test(text.charAt(from - 1))) from--;
  for (;;) {
    const above = LINE_ABOVE.exec(text.slice(Math.max(0, from - LONGEST_LINE), from));
    if (!above?.[1] || above[2] === undefined) break;
    from -= above[0].length - above[0].indexOf(above[1]);
  }
  while (to < text.length && DIGIT.test(text.charAt(to))) to++;
  for (;;) {
    const below = LINE_BELOW.exec(text.slice(to, to + LONGEST_LINE));
    if (!below) break;
    to += below[0].length;
  }
  const value = text.slice(from, to);
  const first = /^[A-Za-z0-9+/=]+/.exec(value)?.[0] ?? "";
  const lineBreak = /^\s+/.exec(value.slice(first.length))?.[0];
  try {
    const bytes = Uint8Array.from(atob(value.replace(/\s/g, "")), (char) => char.charCodeAt(0));
    const inner = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    return {
      start: from,
      end: to,
      inner,
      encode: (changed) => wrapped(toBase64(new TextEncoder().encode(changed)), first.length, lineBreak),
    };
  } catch {
    return undefined; // no base64, or no text in it
  }
}

function wrapped(base64: string, length: number, lineBreak: string | undefined): string {
  if (lineBreak === undefined) return base64;
  const lines: string[] = [];
  for (let at = 0; at < base64.length; at += length) lines.push(base64.slice(at, at + length));
  return lines.join(lineBreak);
}
