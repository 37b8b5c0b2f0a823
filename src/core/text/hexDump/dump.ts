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
  /** What the bytes start with. */
  readonly content: Content;
  /** As the tool's header line says: sent or received by whoever printed it. */
  readonly direction?: "sent" | "received";
  /** The header line's own words: "TLS 1.2, Handshake, ClientHello". */
  readonly title?: string;
  readonly findings: readonly DumpFinding[];
}

/** How a text is to be read. */
export interface FindOptions {
  /** The text was chosen by a person as bytes: take it for a dump however short it is. */
  readonly selected?: boolean;
  /** Stretches that are another reader's, in their order; PEM blocks where they are not given. */
  readonly taken?: readonly Range[];
}

/** No text gives more bytes than this; `*` in a dump could stand for any number. */
export const MAX_BYTES = 16 * 2 ** 20;
