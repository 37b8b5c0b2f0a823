import { TAG } from "./tags";

/** What a string type's bytes spell. */
export interface DecodedString {
  readonly text: string;
  /** What the bytes hold that their type does not allow. */
  readonly problem?: string;
}

/**
 * Decodes the content of a character string type (X.690 §8.23). What cannot be decoded becomes U+FFFD, and is said.
 * TeletexString is read as Latin-1, as it is written in practice.
 */
export function decodeString(tag: number, content: Uint8Array): DecodedString {
  switch (tag) {
    case TAG.utf8String:
      return decodeUtf8(content);
    case TAG.bmpString:
      return decodeWide(content, 2);
    case TAG.universalString:
      return decodeWide(content, 4);
    case TAG.teletexString:
    case TAG.videotexString:
    case TAG.graphicString:
    case TAG.generalString:
      return { text: latin1(content) };
    default: {
      const odd = content.findIndex((byte) => byte > 0x7f);
      const text = latin1(content);
      return odd < 0 ? { text } : { text, problem: `byte ${String(odd)} of it is not ASCII` };
    }
  }
}

/** Bytes 0 to 255 as the characters U+0000 to U+00FF. */
export function latin1(content: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < content.length; at += 4096) {
    parts.push(String.fromCharCode(...content.subarray(at, at + 4096)));
  }
  return parts.join("");
}

/** RFC 3629: overlong forms, surrogates and values above U+10FFFF are no characters. */
function decodeUtf8(content: Uint8Array): DecodedString {
  const out: string[] = [];
  let problem: string | undefined;
  for (let at = 0; at < content.length;) {
    const first = content[at] ?? 0;
    const size =
      first < 0x80 ? 1 : first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
    let point = size === 1 ? first : size === 0 ? -1 : first & (0x7f >> size);
    for (let i = 1; i < size && point >= 0; i++) {
      const next = content[at + i] ?? 0;
      point = (next & 0xc0) === 0x80 ? point * 64 + (next & 0x3f) : -1;
    }
    const least = size === 3 ? 0x800 : size === 4 ? 0x10000 : 0;
    if (point < least || point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff)) {
      problem ??= `byte ${String(at)} of it is not UTF-8`;
      out.push("\ufffd");
      at++;
    } else {
      out.push(String.fromCodePoint(point));
      at += size;
    }
  }
  const text = out.join("");
  return problem === undefined ? { text } : { text, problem };
}

/** UCS-2 (as UTF-16) and UCS-4, big-endian. */
function decodeWide(content: Uint8Array, size: 2 | 4): DecodedString {
  const out: string[] = [];
  let problem: string | undefined;
  const whole = content.length - (content.length % size);
  for (let at = 0; at < whole; at += size) {
    let point = 0;
    for (let i = 0; i < size; i++) point = point * 256 + (content[at + i] ?? 0);
    if (size === 2) out.push(String.fromCharCode(point));
    else if (point <= 0x10ffff && (point < 0xd800 || point > 0xdfff)) out.push(String.fromCodePoint(point));
    else {
      problem ??= `byte ${String(at)} of it begins no character`;
      out.push("\ufffd");
    }
  }
  if (whole < content.length) {
    problem ??= `its ${String(content.length)} bytes are not whole characters of ${String(size)}`;
    out.push("\ufffd");
  }
  const text = wellFormed(out.join(""));
  return problem === undefined ? { text } : { text, problem };
}

/** Halves of surrogate pairs become U+FFFD. */
function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, "\ufffd");
}

const MARKS =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/gu;

/**
 * `text` with control characters and those that change the direction or are invisible written as `\u{202e}`: a name
 * from the wire must not reorder or hide what stands beside it.
 */
export function visible(text: string): string {
  return text.replace(MARKS, (mark) => `\\u{${(mark.codePointAt(0) ?? 0).toString(16)}}`);
}

/** At most `limit` characters of `text`, saying how many more there are. */
export function shorten(text: string, limit = 500): string {
  if (text.length <= limit) return text;
  const cut = wellFormed(text.slice(0, limit));
  return `${cut}… (${String(text.length - limit)} more characters)`;
}
