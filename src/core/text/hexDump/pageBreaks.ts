import type { Range } from "./dump";

/** The foot of an RFC's page, a form feed, and the head of the next: "Rescorla  [Page 5]", "RFC 8446  TLS  August 2018". */
const PAGE_BREAK =
  /(?:\r?\n[ \t]*){1,4}\r?\n[^\n]{0,100}\[Page \d{1,4}\][ \t]*\r?\n[\f \t\r\n]{0,8}(?:RFC \d{1,5}|Internet-Draft)[^\n]{0,100}\n[ \t\r\n]{0,40}/g;

/** Where pages of an RFC end within what they show, from the last row's end to the next row's start. */
export function pageBreaks(text: string): Range[] {
  if (!text.includes("[Page ")) return [];
  return Array.from(text.matchAll(PAGE_BREAK), (match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
}
