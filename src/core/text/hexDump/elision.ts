import type { MissingBytes } from "./dump";

/** How tools say that there is more: the group is a count of bytes. */
const ELISIONS: readonly RegExp[] = [
  // Node: "... 193 more bytes", "... 143 more items"; also Deno, Chrome, Python's reprlib.
  /^[\s,;:]*(?:\.{2,3}|…)?[\s(+]*(\d{1,9}) (?:more|further|additional|remaining) (?:bytes?|items?|octets?|elements?)\b/i,
  // "+193 bytes", "(193 bytes omitted)", "[193 bytes truncated]".
  /^[\s,;:]*(?:\.{2,3}|…)?[\s([<]*\+?(\d{1,9}) (?:more )?(?:bytes?|octets?) (?:omitted|truncated|elided|skipped|not shown)/i,
  /^[\s,;:]*(?:\.{2,3}|…)?\s*\(?\+(\d{1,9})(?: bytes?| items?)?\b/,
  /^[\s,;:]*(?:\.{2,3}|…)(?![\w.])/,
  /^[\s,;:]*[[(<]?(?:truncated|snip|elided)\b/i,
];
const LONGEST = 80;

/** What a text says is left out at `at`, behind the last byte of a dump; undefined when it says nothing. */
export function elisionAt(text: string, at: number): { count: number | undefined; end: number } | undefined {
  const near = text.slice(at, at + LONGEST);
  for (const pattern of ELISIONS) {
    const match = pattern.exec(near);
    if (match)
      return { count: match[1] === undefined ? undefined : Number(match[1]), end: at + match[0].length };
  }
  return undefined;
}

/** The same as a dump of `length` bytes that ends at `at` has it. */
export function missingAfter(
  text: string,
  at: number,
  length: number,
): { missing?: readonly MissingBytes[] } {
  const elision = elisionAt(text, at);
  return elision ? { missing: [{ at: length, count: elision.count }] } : {};
}
