import type { FindOptions, Range } from "./dump";

/** What a person chose, without the blanks around it; undefined when nobody chose anything. */
export function chosenRange(text: string, options: FindOptions): Range | undefined {
  if (options.selected !== true) return undefined;
  const start = text.length - text.trimStart().length;
  return { start, end: Math.max(start, text.trimEnd().length) };
}

/** The most characters that a declaration or a call has before or behind its bytes. */
const MOST_AROUND = 120;
/** Nothing, or what opens a literal. */
const BEFORE = /^(?:|[\s\S]*(?:[("'`<[{=:,|$\\]|<Buffer|\b[xX]|_binary|\bDATA))\s*$/;
const AFTER = /^[hH]?\s*(?:$|["'`)\]}>;,:.…])/;

/** Whether what a person chose is the bytes from `start` to `end` and at most what a program puts around a literal. */
export function isChosen(text: string, chosen: Range | undefined, start: number, end: number): boolean {
  return (
    isMostOf(chosen, start, end) &&
    BEFORE.test(text.slice(chosen.start, start)) &&
    AFTER.test(text.slice(end, Math.max(end, chosen.end)))
  );
}

/** Whether hardly anything else was chosen: enough for what no prose looks like (a string with escapes, an array). */
export function isMostOf(chosen: Range | undefined, start: number, end: number): chosen is Range {
  return chosen !== undefined && start - chosen.start <= MOST_AROUND && chosen.end - end <= MOST_AROUND;
}
