import type { Range } from "../../text/hexDump/dump";

/** A way to write bytes as text, which the readers of `text/hexDump` read back. */
export interface ByteFormat {
  /** Stable: "xxd", "c-array". */
  readonly id: string;
  /** For a menu: "C array", "xxd". */
  readonly label: string;
  /** Whether people want it on the clipboard: the others only prove the readers. */
  readonly copied: boolean;
  print(bytes: Uint8Array): Printed;
}

/** Bytes as text, and where each stands. */
export interface Printed {
  readonly text: string;
  /** The smallest characters that carry each byte, in the bytes' order; in base64 neighbours share one. */
  readonly places: readonly Range[];
}

/** Writes a text piece by piece and keeps where the bytes stand. */
export class Printer {
  #text = "";
  readonly #places: Range[] = [];

  /** Adds characters that carry no byte. */
  put(text: string): this {
    this.#text += text;
    return this;
  }

  /** Adds the characters that carry the next byte. */
  byte(text: string): this {
    const start = this.#text.length;
    this.#text += text;
    this.#places.push({ start, end: this.#text.length });
    return this;
  }

  /** Says where the next byte stands in what is written: for bytes that share characters or stand in another order. */
  placed(range: Range): this {
    this.#places.push(range);
    return this;
  }

  get length(): number {
    return this.#text.length;
  }

  finish(): Printed {
    return { text: this.#text, places: this.#places };
  }
}

/** Two lower-case hexadecimal digits. */
export function hexByte(byte: number): string {
  return byte.toString(16).padStart(2, "0");
}
