// What came from the wire is hostile text: it may hold characters that hide, reorder or overprint what stands beside
// them. Everything shown goes through `visible`, and everything that could be long through `clip`.

// Controls (tab and line feed excepted), soft hyphen, bidi marks and overrides, zero-width and invisible characters,
// line and paragraph separators, fillers, tag characters, noncharacters used as BOM, and lone surrogates.
const HIDDEN =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\uffff\u{e0000}-\u{e0fff}]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/gu;

/** `text` with every character that hides or reorders others written out: "‹U+202E›". */
export function visible(text: string): string {
  return text.replace(HIDDEN, escape);
}

/** As `visible`, on one line: line feeds and tabs are written out too. */
export function oneLine(text: string): string {
  return visible(text).replace(/[\n\t]/g, escape);
}

function escape(character: string): string {
  const point = character.codePointAt(0) ?? 0;
  return `‹U+${point.toString(16).toUpperCase().padStart(4, "0")}›`;
}

/** At most `length` UTF-16 units of `text`, never half a surrogate pair, with "…" where something was left out. */
export function clip(text: string, length: number): string {
  if (text.length <= length) return text;
  const last = text.charCodeAt(length - 1);
  const cut = last >= 0xd800 && last <= 0xdbff ? length - 1 : length;
  return `${text.slice(0, cut)}…`;
}

/** One line of at most `length` characters for a row, a label or a tooltip. */
export function short(text: string, length = 300): string {
  return oneLine(clip(text, length));
}

/** "1 byte", "1,204 bytes". */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
}

/** "0a:1b:2c" of lower-case hex. */
export function colons(hex: string): string {
  return hex.replace(/(..)(?=.)/g, "$1:");
}

/** "0.4 ms", "12 ms", "1.25 s". */
export function duration(ms: number): string {
  if (ms >= 1000) return `${(ms / 1000).toFixed(2)} s`;
  return ms >= 10 ? `${ms.toFixed(0)} ms` : `${ms.toFixed(1)} ms`;
}

/** How long until (or since) a certificate's end, in words, with how serious it is. */
export function validity(
  notBefore: string | undefined,
  notAfter: string | undefined,
  now: number,
): { readonly text: string; readonly state: "passed" | "warning" | "failed" | "unknown" } {
  const start = notBefore === undefined ? Number.NaN : Date.parse(notBefore);
  const end = notAfter === undefined ? Number.NaN : Date.parse(notAfter);
  if (Number.isNaN(end)) return { text: "end of validity could not be read", state: "unknown" };
  if (!Number.isNaN(start) && now < start)
    return { text: `valid only in ${span(start - now)}`, state: "failed" };
  if (now > end) return { text: `expired ${span(now - end)} ago`, state: "failed" };
  const days = (end - now) / DAY;
  return { text: `expires in ${span(end - now)}`, state: days < 30 ? "warning" : "passed" };
}

const DAY = 86_400_000;

function span(ms: number): string {
  const days = ms / DAY;
  if (days >= 730) return `${Math.floor(days / 365).toString()} years`;
  if (days >= 90) return `${Math.floor(days / 30.4).toString()} months`;
  if (days >= 1) return plural(Math.floor(days), "day");
  const hours = ms / 3_600_000;
  return hours >= 1
    ? plural(Math.floor(hours), "hour")
    : plural(Math.max(1, Math.floor(ms / 60_000)), "minute");
}

/** "2026-11-24 10:30 UTC" of an ISO 8601 time; the text itself where it is none. */
export function time(iso: string | undefined): string {
  if (iso === undefined) return "could not be read";
  const ms = Date.parse(iso);
  return Number.isNaN(ms)
    ? short(iso)
    : new Date(ms)
        .toISOString()
        .replace("T", " ")
        .replace(/:\d\d\.\d+Z$/, " UTC");
}

/** The common name in a name as RFC 4514 writes it, for a title; else all of it, and words for an empty one. */
export function commonName(subject: string): string {
  const found = /(?:^|,\s*|\+)CN=((?:\\.|[^,+\\])+)/i.exec(subject.slice(0, 4000))?.[1];
  return found ?? (subject === "" ? "(no subject)" : subject);
}
