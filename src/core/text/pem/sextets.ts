import type { Run } from "../../bytes/source";

/** `count` base64 characters that stand one after another from character `char` on; the first is the text's sextet number `sextet`. */
interface Stretch {
  readonly sextet: number;
  readonly char: number;
  /** Characters that carry one sextet: more than one for an escape (`\u002b`), which is alone in its stretch. */
  readonly width: number;
  count: number;
}

const VALUES = new Int8Array(128).fill(-1);
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
for (let value = 0; value < ALPHABET.length; value++) VALUES[ALPHABET.charCodeAt(value)] = value;
/** The same, and base64url's "-" and "_". */
const URL_VALUES = Int8Array.from(VALUES);
URL_VALUES[45] = 62;
URL_VALUES[95] = 63;

/** The six bits of a base64 character's code (RFC 4648 §4); -1 for what is none. */
export function sextetOf(code: number): number {
  return code < 128 ? (VALUES[code] ?? -1) : -1;
}

/** The value of a base64 (RFC 4648 §4) or base64url (§5) digit, or −1. */
export function digitOf(code: number): number {
  return code < 128 ? (URL_VALUES[code] ?? -1) : -1;
}

/** Collects base64 characters with where each stands, and gives their bytes and runs. */
export class Sextets {
  #values = new Uint8Array(64);
  #count = 0;
  readonly #stretches: Stretch[] = [];
  #last: Stretch | undefined;

  get count(): number {
    return this.#count;
  }

  /** How many whole bytes there are. */
  get bytes(): number {
    return Math.floor((this.#count * 6) / 8);
  }

  /** Adds a sextet that `width` characters from `char` on carry. */
  add(value: number, char: number, width = 1): void {
    if (this.#count === this.#values.length) this.#grow();
    this.#values[this.#count] = value;
    this.#took(1, char, width);
  }

  #grow(): void {
    const grown = new Uint8Array(this.#values.length * 4);
    grown.set(this.#values);
    this.#values = grown;
  }

  /** Takes note of where `count` more sextets stand. */
  #took(count: number, char: number, width = 1): void {
    if (count === 0) return;
    const last = this.#last;
    if (width === 1 && last?.width === 1 && last.char + last.count === char) last.count += count;
    else {
      this.#last = { sextet: this.#count, char, width, count };
      this.#stretches.push(this.#last);
    }
    this.#count += count;
  }

  /** Adds the digits, of base64 or base64url, that stand at `from` without a gap, up to `to`; returns where they end. */
  addDigits(text: string, from: number, to: number): number {
    let at = from;
    while (at < to) {
      // As many as there is room for: the loop itself only reads and stores.
      const until = Math.min(to, at + this.#values.length - this.#count);
      const values = this.#values;
      const start = at;
      let count = this.#count;
      for (; at < until; at++) {
        const code = text.charCodeAt(at);
        const value = code < 128 ? (URL_VALUES[code] ?? -1) : -1;
        if (value < 0) break;
        values[count++] = value;
      }
      this.#took(count - this.#count, start);
      if (at < until || at === to) break;
      this.#grow();
    }
    return at;
  }

  /** The whole bytes; bits that are left over are dropped (RFC 4648 §3.5). */
  decode(): Uint8Array {
    return this.slice(0, this.bytes);
  }

  /** The bytes `from` to `to`, as far as there are any. */
  slice(from: number, to: number): Uint8Array {
    const values = this.#values;
    const bytes = new Uint8Array(Math.max(0, Math.min(to, this.bytes) - from));
    let i = 0;
    const one = (): void => {
      const at = from + i;
      const sextet = Math.floor((at * 8) / 6);
      const pair = ((values[sextet] ?? 0) << 6) | (values[sextet + 1] ?? 0);
      // Byte 0 of three begins at bit 0 of its first sextet, byte 1 at bit 2, byte 2 at bit 4.
      bytes[i++] = (pair >> (4 - (at % 3) * 2)) & 0xff;
    };
    while (i < bytes.length && (from + i) % 3 !== 0) one();
    for (let sextet = ((from + i) / 3) * 4; i + 3 <= bytes.length; sextet += 4) {
      const a = values[sextet] ?? 0;
      const b = values[sextet + 1] ?? 0;
      const c = values[sextet + 2] ?? 0;
      bytes[i++] = (a << 2) | (b >> 4);
      bytes[i++] = (b << 4) | (c >> 2);
      bytes[i++] = (c << 6) | (values[sextet + 3] ?? 0);
    }
    while (i < bytes.length) one();
    return bytes;
  }

  /** Runs of evenly spaced bytes; a byte whose bits stand in two stretches has one in each. */
  runs(): Run[] {
    const runs: Run[] = [];
    const bytes = this.bytes;
    for (const { sextet, char, count, width } of this.#stretches) {
      const end = sextet + count;
      // Bytes of which at least one bit stands here, and those that stand here whole.
      const first = Math.floor((sextet * 6) / 8);
      const whole = Math.ceil((sextet * 6) / 8);
      const wholeEnd = Math.min(bytes, Math.floor((end * 6) / 8));
      const last = Math.min(bytes, Math.ceil((end * 6) / 8));
      const piece = (byte: number): void => {
        const from = Math.max(sextet, Math.floor((byte * 8) / 6));
        const to = Math.min(end, Math.floor((byte * 8 + 7) / 6) + 1);
        const length = width === 1 ? to - from : width;
        const start = char + (width === 1 ? from - sextet : 0);
        runs.push({ byteStart: byte, byteCount: 1, charStart: start, charsPerByte: length, stride: length });
      };
      if (first < whole && first < bytes) piece(first);
      if (whole < wholeEnd) {
        runs.push({
          byteStart: whole,
          byteCount: wholeEnd - whole,
          charStart: char + (whole * 8) / 6 - sextet,
          charsPerByte: 4 / 3,
          stride: 4 / 3,
        });
      }
      // A stretch of one or two characters may lie within a single byte, which was its first piece then.
      const tail = Math.max(whole, wholeEnd);
      if (tail < last) piece(tail);
    }
    return runs;
  }
}
