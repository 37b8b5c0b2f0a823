import { concatAll } from "../bytes/concat";
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

interface Piece {
  readonly source: SourceId;
  readonly start: number;
  readonly bytes: Uint8Array;
  readonly record: number;
}

/** More than any handshake message may sensibly hold: a length above it is not believed. */
const MAX_MESSAGE = 1 << 18;

/** Puts one direction's handshake fragments together again: messages may share a record or span several. */
export class HandshakeBuffer {
  #pieces: Piece[] = [];
  #length = 0;
  /** The pending message's header, as far as it has come. */
  readonly #header = new Uint8Array(HANDSHAKE_HEADER);
  #lost = false;
  /** Bytes to come that belong to a message of which others are missing; undefined when it is not known how many. */
  #rest: number | undefined = 0;

  /** Bytes of a message that is not complete yet. */
  get pending(): number {
    return this.#length;
  }

  /** Where the message that is not complete yet begins; undefined when there is none. */
  get begins(): Span | undefined {
    const [first] = this.#pieces;
    return first && { source: first.source, start: first.start, end: first.start + first.bytes.length };
  }

  /**
   * Takes a fragment that stands at `start` of `source`, from the record with row `record`. Returns its parts in
   * order, covering it without gaps, and after each the messages that end in it. `tooLong` is set when a message
   * claims a length nobody would send: where the next one begins is then not known, so this and all later fragments
   * are one part each.
   */
  push(
    source: SourceId,
    start: number,
    fragment: Uint8Array,
    record: number,
  ): { parts: Part[]; tooLong?: number } {
    const parts: Part[] = [];
    let at = Math.min(this.#rest ?? fragment.length, fragment.length);
    if (this.#rest !== undefined) this.#rest -= at;
    if (at > 0) parts.push({ span: { source, start, end: start + at } });
    while (at < fragment.length) {
      const rest = fragment.subarray(at);
      const total = this.#lost ? undefined : this.#total(rest);
      if (this.#lost || (total !== undefined && total > MAX_MESSAGE)) {
        parts.push({ span: { source, start: start + at, end: start + fragment.length } });
        if (this.#lost || total === undefined) return { parts };
        this.#lost = true;
        this.drop();
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

  /**
   * `count` bytes are not there (undefined: nobody says how many). Returns the message they are missing from, as far as
   * it came; what is left of it will be passed over, and after an unknown number all of the record.
   */
  miss(count: number | undefined): Assembled | undefined {
    const total = this.#total(new Uint8Array());
    const rest = count === undefined || total === undefined ? undefined : total - this.#length - count;
    if (this.#rest !== undefined && this.#rest > 0)
      this.#rest = count === undefined || count > this.#rest ? undefined : this.#rest - count;
    else this.#rest = rest !== undefined && rest >= 0 ? rest : undefined;
    return this.takePartial();
  }

  /** A record ended: what follows a gap of unknown length begins with a message again. */
  resume(): void {
    this.#rest ??= 0;
  }

  /** The message that is not complete, as far as it came; it is forgotten here. */
  takePartial(): Assembled | undefined {
    return this.#pieces.length === 0 ? undefined : this.#finish(undefined);
  }

  /** Forgets the message that is not complete yet. */
  drop(): void {
    this.#pieces = [];
    this.#length = 0;
  }

  /** Length with header of the message that the pending bytes and `next` begin; undefined while its header is not whole. */
  #total(next: Uint8Array): number | undefined {
    for (let i = this.#length; i < HANDSHAKE_HEADER; i++) {
      const byte = next[i - this.#length];
      if (byte === undefined) return undefined;
      this.#header[i] = byte;
    }
    const [, high = 0, middle = 0, low = 0] = this.#header;
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
      bytes: concatAll(this.#pieces.map((piece) => piece.bytes)),
      whole,
      pieces,
      records: [...new Set(this.#pieces.map((piece) => piece.record))],
    };
    this.drop();
    return assembled;
  }
}
