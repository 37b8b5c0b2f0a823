/** Input that does not fit its structure, at a byte: `at` counts from the start of the reader's bytes. */
export class DecodeError extends Error {
  override readonly name = "DecodeError";
  constructor(
    message: string,
    readonly at: number,
  ) {
    super(message);
  }
}

/** Reads big-endian integers and byte strings from `bytes`, from `offset` up to `end`; throws DecodeError at the end. */
export class Reader {
  constructor(
    readonly bytes: Uint8Array,
    public offset = 0,
    readonly end: number = bytes.length,
  ) {}

  /** How many bytes are left. */
  get remaining(): number {
    return this.end - this.offset;
  }

  /** Throws DecodeError unless `length` bytes are left. */
  need(length: number, what: string): void {
    if (length > this.remaining) {
      const left = this.remaining;
      throw new DecodeError(
        `${what} needs ${count(length)}, ${left === 0 ? "none" : String(left)} ${left === 1 ? "is" : "are"} left`,
        this.offset,
      );
    }
  }

  /** An unsigned integer of `length` bytes (1 to 6), most significant byte first. */
  uint(length: number, what: string): number {
    this.need(length, what);
    let value = 0;
    for (let i = 0; i < length; i++) value = value * 256 + (this.bytes[this.offset + i] ?? 0);
    this.offset += length;
    return value;
  }

  /** The next `length` bytes, as a view. */
  take(length: number, what: string): Uint8Array {
    this.need(length, what);
    const taken = this.bytes.subarray(this.offset, this.offset + length);
    this.offset += length;
    return taken;
  }

  /** A reader over the next `length` bytes, which are passed over here. */
  within(length: number, what: string): Reader {
    this.need(length, what);
    const inner = new Reader(this.bytes, this.offset, this.offset + length);
    this.offset += length;
    return inner;
  }
}

/** "1 byte", "41 bytes". */
export function count(length: number): string {
  return `${String(length)} ${length === 1 ? "byte" : "bytes"}`;
}

/** What `read` gives; undefined where its input does not fit its structure. Other errors go on. */
export function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof DecodeError) return undefined;
    throw error;
  }
}
