import { concat } from "../bytes/concat";
import type { Segment } from "../bytes/source";
import type { SourceId, Span } from "../bytes/span";
import { HANDSHAKE_HEADER } from "../tls/handshake";

/** A handshake message out of one or several fragments. */
export interface Assembled {
  readonly bytes: Uint8Array;
  /** Where it stands when it lies in one fragment; otherwise undefined, and `pieces` say where its parts are. */
  readonly whole: Span | undefined;
  readonly pieces: readonly Segment[];
  /** Rows of the records that carried it. */
  readonly records: readonly number[];
}

/** A part of a fragment: a whole message that lies in it, or bytes of one that goes over its edges. */
export interface Part {
  readonly span: Span;
  readonly message?: Assembled;
}

/** More than any handshake message may sensibly hold: a length above it is not believed. */
const MAX_MESSAGE = 1 << 18;

/** Puts one direction's handshake fragments together again: messages may share a record or span several. */
export class HandshakeBuffer {
  #pieces: { source: SourceId; start: number; bytes: Uint8Array; record: number }[] = [];
  #length = 0;

  /** Bytes of a message that is not complete yet. */
  get pending(): number {
    return this.#length;
  }

  /**
   * Takes a fragment that stands at `start` of `source`, from the record with row `record`. Returns its parts in
   * order, covering it without gaps, and after each the messages that end in it. `tooLong` is set when a message
   * claims a length nobody would send; the fragment is then one part.
   */
  push(
    source: SourceId,
    start: number,
    fragment: Uint8Array,
    record: number,
  ): { parts: Part[]; tooLong?: number } {
    const parts: Part[] = [];
    let at = 0;
    while (at < fragment.length) {
      const rest = fragment.subarray(at);
      const total = this.#total(rest);
      if (total !== undefined && total > MAX_MESSAGE) {
        parts.push({ span: { source, start: start + at, end: start + fragment.length } });
        return { parts, tooLong: total - HANDSHAKE_HEADER };
      }
      const take = Math.min(rest.length, total === undefined ? rest.length : total - this.#length);
      const span = { source, start: start + at, end: start + at + take };
      const alone = this.#length === 0 && take === total;
      this.#pieces.push({ source, start: span.start, bytes: rest.subarray(0, take), record });
      this.#length += take;
      at += take;
      parts.push(
        this.#length === total ? { span, message: this.#finish(alone ? span : undefined) } : { span },
      );
    }
    return { parts };
  }

  /** Length with header of the message that the pending bytes and `next` begin; undefined while its header is not whole. */
  #total(next: Uint8Array): number | undefined {
    const header: number[] = [];
    for (const bytes of [...this.#pieces.map((piece) => piece.bytes), next]) {
      header.push(...bytes.subarray(0, HANDSHAKE_HEADER - header.length));
      if (header.length === HANDSHAKE_HEADER) break;
    }
    const [, high, middle, low] = header;
    if (high === undefined || middle === undefined || low === undefined) return undefined;
    return HANDSHAKE_HEADER + high * 65536 + middle * 256 + low;
  }

  #finish(whole: Span | undefined): Assembled {
    let start = 0;
    const pieces = this.#pieces.map((piece) => {
      const segment = { start, parent: piece.source, parentStart: piece.start, length: piece.bytes.length };
      start += piece.bytes.length;
      return segment;
    });
    const assembled = {
      bytes: concat(...this.#pieces.map((piece) => piece.bytes)),
      whole,
      pieces,
      records: [...new Set(this.#pieces.map((piece) => piece.record))],
    };
    this.#pieces = [];
    this.#length = 0;
    return assembled;
  }
}
