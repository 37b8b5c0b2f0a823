import type { Run } from "../bytes/source";

/** Gathers bytes and the characters that carry each, as few runs as evenly spaced bytes allow. */
export class ByteCollector {
  #bytes = new Uint8Array(64);
  #length = 0;
  readonly #runs: Run[] = [];
  #byteStart = 0;
  #count = 0;
  #charStart = 0;
  #width = 0;
  #stride = 0;

  /** How many bytes were gathered. */
  get length(): number {
    return this.#length;
  }

  /** Adds `byte`, carried by the characters from `start` to `end`. */
  add(byte: number, start: number, end: number): void {
    const width = end - start;
    const step = start - this.#charStart;
    const fits =
      this.#count > 0 &&
      width === this.#width &&
      (this.#count === 1 ? step >= width : step === this.#count * this.#stride);
    if (fits) {
      if (this.#count === 1) this.#stride = step;
    } else this.#begin(start, width);
    this.#count++;
    this.#push(byte);
  }

  /** Adds a byte whose two halves stand apart (a digit at the end of a line, one on the next). */
  addSplit(byte: number, high: number, low: number): void {
    this.#flush();
    this.#runs.push({ byteStart: this.#length, byteCount: 1, charStart: high, charsPerByte: 1, stride: 1 });
    this.#runs.push({ byteStart: this.#length, byteCount: 1, charStart: low, charsPerByte: 1, stride: 1 });
    this.#push(byte);
  }

  /** Adds `count` bytes that repeat the last `width` bytes over and over, all carried by the characters from `start` to `end`. */
  repeat(width: number, count: number, start: number, end: number): void {
    if (width === 0 || width > this.#length || count <= 0) return;
    this.#flush();
    this.#runs.push({
      byteStart: this.#length,
      byteCount: count,
      charStart: start,
      charsPerByte: end - start,
      stride: 0,
    });
    const from = this.#length - width;
    for (let i = 0; i < count; i++) this.#push(this.#bytes[from + (i % width)] ?? 0);
  }

  /** Everything gathered so far. */
  finish(): { bytes: Uint8Array; runs: Run[] } {
    this.#flush();
    return { bytes: this.#bytes.slice(0, this.#length), runs: this.#runs };
  }

  #begin(start: number, width: number): void {
    this.#flush();
    this.#byteStart = this.#length;
    this.#charStart = start;
    this.#width = width;
    this.#stride = width;
  }

  #flush(): void {
    if (this.#count > 0)
      this.#runs.push({
        byteStart: this.#byteStart,
        byteCount: this.#count,
        charStart: this.#charStart,
        charsPerByte: this.#width,
        stride: this.#stride,
      });
    this.#count = 0;
  }

  #push(byte: number): void {
    if (this.#length === this.#bytes.length) {
      const grown = new Uint8Array(this.#bytes.length * 2);
      grown.set(this.#bytes);
      this.#bytes = grown;
    }
    this.#bytes[this.#length++] = byte;
  }
}
