/** Builds big-endian structures; grows as needed. */
export class Writer {
  #bytes = new Uint8Array(256);
  #length = 0;

  /** How many bytes were written. */
  get length(): number {
    return this.#length;
  }

  /** Writes `value` in `length` bytes (1 to 6). Throws RangeError when it does not fit. */
  uint(value: number, length: number): void {
    if (!Number.isInteger(value) || value < 0 || value >= 256 ** length)
      throw new RangeError(`${String(value)} does not fit ${String(length)} bytes`);
    this.#reserve(length);
    for (let i = length - 1, rest = value; i >= 0; i--, rest = Math.floor(rest / 256))
      this.#bytes[this.#length + i] = rest % 256;
    this.#length += length;
  }

  /** Writes `data` as it is. */
  put(data: Uint8Array): void {
    this.#reserve(data.length);
    this.#bytes.set(data, this.#length);
    this.#length += data.length;
  }

  /** Writes what `body` writes, preceded by its length in `lengthBytes` bytes. Throws RangeError when it is too long for that. */
  prefixed(lengthBytes: number, body: () => void): void {
    const start = this.#length;
    this.uint(0, lengthBytes);
    body();
    const length = this.#length - start - lengthBytes;
    const end = this.#length;
    this.#length = start;
    this.uint(length, lengthBytes);
    this.#length = end;
  }

  /** A copy of everything written. */
  finish(): Uint8Array {
    return this.#bytes.slice(0, this.#length);
  }

  #reserve(more: number): void {
    if (this.#length + more <= this.#bytes.length) return;
    const grown = new Uint8Array(Math.max(this.#bytes.length * 2, this.#length + more));
    grown.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = grown;
  }
}
