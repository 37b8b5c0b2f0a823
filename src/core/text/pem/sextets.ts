import type { Run } from "../../bytes/source";

/** `count` base64 characters that stand one after another from character `char` on; the first is the text's sextet number `sextet`. */
interface Stretch {
  readonly sextet: number;
  readonly char: number;
  count: number;
}

const VALUES = new Int8Array(128).fill(-1);
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
for (let value = 0; value < ALPHABET.length; value++) VALUES[ALPHABET.charCodeAt(value)] = value;

/** The six bits of a base64 character's code; -1 for what is none. */
export function sextetOf(code: number): number {
  return VALUES[code] ?? -1;
}

/** Collects base64 characters with where each stands, and gives their bytes and runs. */
export class Sextets {
  #values = new Uint8Array(1024);
  #count = 0;
  readonly #stretches: Stretch[] = [];
  /** Characters that carry a sextet but are more than one character wide (`\u002b`). */
  readonly #wide = new Map<number, number>();

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
    const last = this.#stretches.at(-1);
    const joins = last && width === 1 && !this.#wide.has(last.sextet) && last.char + last.count === char;
    if (joins) last.count++;
    else this.#stretches.push({ sextet, char, count: 1 });
    if (width !== 1) this.#wide.set(sextet, width);
  }

  /** The whole bytes; bits that are left over are dropped (RFC 4648 §3.5). */
  decode(): Uint8Array {
    const bytes = new Uint8Array(this.bytes);
    for (let i = 0; i < bytes.length; i++) {
      const sextet = Math.floor((i * 8) / 6);
      const pair = ((this.#values[sextet] ?? 0) << 6) | (this.#values[sextet + 1] ?? 0);
      // Byte 0 of three begins at bit 0 of its first sextet, byte 1 at bit 2, byte 2 at bit 4.
      bytes[i] = (pair >> (4 - (i % 3) * 2)) & 0xff;
    }
    return bytes;
  }

  /** Runs of evenly spaced bytes; a byte whose bits stand in two stretches has one in each. */
  runs(): Run[] {
    const runs: Run[] = [];
    const bytes = this.bytes;
    for (const { sextet, char, count } of this.#stretches) {
      const width = this.#wide.get(sextet) ?? 1;
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
