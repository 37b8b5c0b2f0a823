/** What may stand between two bytes in hexadecimal, at the end of a stretch. */
const SEPARATOR = /[\s:,-]{0,3}(?:0x|\\x)?$/i;
const TOKEN = /[0-9a-f]+$/i;
/** A pair right before an offset's digits: then those are no offset but a word. */
const PAIR_BEFORE = /[0-9a-f]{2}[\s:,-]{1,3}$/i;
const CLOCK = /\d\d:\d\d/;
/** Bytes that a line ends with, and what a language wants there for the next line to go on. */
const GOES_ON = /(?:[0-9a-f]{2}[\s:,-]{0,3}(?:0x|\\x)?){4}[\s,\\"']*$/i;
const ROW = /(?:[0-9a-f]{2}[\s:-]{0,3}){8}/i;

/** So much of a line is looked at, before and above. */
const NEAR = 100;
const FEWEST_OFFSET_DIGITS = 3;

/**
 * Whether hexadecimal that starts at `at` could be the first of a dump: false only where others clearly go before it, in
 * its line or the one above. Every some hundredth byte of random data looks like the beginning of DER.
 */
export function mayBegin(text: string, at: number): boolean {
  const lineStart = text.lastIndexOf("\n", at - 1) + 1;
  const before = text.slice(Math.max(lineStart, at - NEAR), at);
  const head = before.replace(SEPARATOR, "");
  if (/^[\s"']*$/.test(head)) return !GOES_ON.test(above(text, lineStart));
  const token = TOKEN.exec(head)?.[0];
  if (token === undefined || CLOCK.test(before.slice(-12))) return true;
  const isOffset =
    token.length >= FEWEST_OFFSET_DIGITS && !PAIR_BEFORE.test(head.slice(0, head.length - token.length));
  return isOffset && (/^0+$/.test(token) || !ROW.test(above(text, lineStart)));
}

/** The end of the line above the one that starts at `lineStart`. */
function above(text: string, lineStart: number): string {
  if (lineStart === 0) return "";
  const end = text[lineStart - 2] === "\r" ? lineStart - 2 : lineStart - 1;
  return text.slice(Math.max(text.lastIndexOf("\n", lineStart - 2) + 1, end - NEAR, 0), end);
}
