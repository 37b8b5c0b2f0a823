import type { Run } from "../../bytes/source";
import type { Content } from "../content";

/** A stretch of text, in UTF-16 code units. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** A remark on a dump, at characters of the text. */
export interface DumpFinding extends Range {
  readonly id: string;
  readonly severity: "error" | "warning" | "info";
  readonly message: string;
}

/** Bytes that a text shows, and the characters that carry each. */
export interface Dump {
  /** The form's name: "xxd", "hexdump -C", "base64". */
  readonly format: string;
  readonly bytes: Uint8Array;
  readonly runs: readonly Run[];
  /** From the first row's start to the last row's end, offsets and ASCII columns included. */
  readonly range: Range;
  /** How many lines its rows take, of a dump whose rows have offsets. */
  readonly rows?: number;
  /** What the bytes start with. */
  readonly content: Content;
  /** As the tool's header line says: sent or received by whoever printed it. */
  readonly direction?: "sent" | "received";
  /** The header line's own words: "TLS 1.2, Handshake, ClientHello". */
  readonly title?: string;
  /** `plaintext`: what a tool shows of protected records before encryption or after decryption, not bytes of the wire. */
  readonly layer?: "wire" | "plaintext";
  /** Stretches that the text says are there and does not show ("193 more bytes"), in the order of `at`. */
  readonly missing?: readonly MissingBytes[];
  /** Other ways to read the same characters; `FindOptions.choose` takes one. */
  readonly others?: readonly OtherReading[];
  readonly findings: readonly DumpFinding[];
}

/** `count` bytes that are not shown, before the byte at offset `at` of the dump (its length, at the end). */
export interface MissingBytes {
  readonly at: number;
  /** Undefined where the text does not say how many. */
  readonly count: number | undefined;
}

/** Another way in which a dump's characters could be read. */
export interface OtherReading {
  /** Stable: "decimal", "hex", "little-endian", "base64". */
  readonly id: string;
  /** For a menu: "as decimal bytes". */
  readonly label: string;
}

/** How a text is to be read. */
export interface FindOptions {
  /** The text was chosen by a person as bytes: take it for a dump however short it is. */
  readonly selected?: boolean;
  /** Stretches that are another reader's, in their order; PEM blocks where they are not given. */
  readonly taken?: readonly Range[];
  /** The reading (an `OtherReading.id`) wanted of the dump whose range starts at this character. */
  readonly choose?: ReadonlyMap<number, string>;
}

/** No text gives more bytes than this; `*` in a dump could stand for any number. */
export const MAX_BYTES = 16 * 2 ** 20;
