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

/** The six bits of a base64 character's code (RFC 4648 §4); -1 for what is none. */
export function sextetOf(code: number): number {
  return VALUES[code] ?? -1;
}

/** The value of a base64 (RFC 4648 §4) or base64url (§5) digit, or −1. */
export function digitOf(code: number): number {
  if (code === 45) return 62;
  return code === 95 ? 63 : sextetOf(code);
}

/** Collects base64 characters with where each stands, and gives their bytes and runs. */
export class Sextets {
  #values = new Uint8Array(1024);
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
    if (this.#count === this.#values.length) {
      const grown = new Uint8Array(this.#count * 2);
      grown.set(this.#values);
      this.#values = grown;
    }
    const sextet = this.#count++;
    this.#values[sextet] = value;
    const last = this.#last;
    if (width === 1 && last?.width === 1 && last.char + last.count === char) {
      last.count++;
      return;
    }
    this.#last = { sextet, char, width, count: 1 };
    this.#stretches.push(this.#last);
  }

  /** The whole bytes; bits that are left over are dropped (RFC 4648 §3.5). */
  decode(): Uint8Array {
    return this.slice(0, this.bytes);
  }

  /** The bytes `from` to `to`, as far as there are any. */
  slice(from: number, to: number): Uint8Array {
    const values = this.#values;
    const bytes = new Uint8Array(Math.max(0, Math.min(to, this.bytes) - from));
    for (let i = 0; i < bytes.length; i++) {
      const at = from + i;
      const sextet = Math.floor((at * 8) / 6);
      const pair = ((values[sextet] ?? 0) << 6) | (values[sextet + 1] ?? 0);
      // Byte 0 of three begins at bit 0 of its first sextet, byte 1 at bit 2, byte 2 at bit 4.
      bytes[i] = (pair >> (4 - (at % 3) * 2)) & 0xff;
    }
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
