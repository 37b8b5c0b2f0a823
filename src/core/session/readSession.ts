import { count } from "../bytes/reader";
import { SourceGraph } from "../bytes/source";
import type { Span } from "../bytes/span";
import type { CryptoProvider } from "../crypto/provider";
import { RAW } from "../fields/schema";
import { FieldTable } from "../fields/table";
import { Tracer } from "../fields/tracer";
import type { Context } from "../grammar";
import type { Finding, Side } from "../inspection";
import { ContentType } from "../tls/codePoints";
import {
  implausibleHeader,
  readRecordHeader,
  RECORD_HEADER,
  traceRecordHeader,
  type RecordHeader,
} from "../tls/record";
import { beginsRecord } from "./beginsRecord";
import { ClosedRecords } from "./closedRecords";
import { ContentReader, time } from "./contentReader";
import { notTls } from "./notTls";
import { Protection, type Opened } from "./protection";
import { Rounds } from "./rounds";
import { DECRYPTED, HEADERLESS, INNER_TYPE, NOT_TLS, PADDING, REPEATED } from "./sessionFields";
import { Stream, type Extent, type Hole } from "./stream";
import { Turns } from "./turns";
import type { Epoch, Session, SessionRecord } from "./types";
import type { ShownContent, WireLog } from "./wireLog";

/** Where the session's bytes go and what helps to read them. */
export interface SessionOptions {
  readonly provider: CryptoProvider;
  /** The graph that the chunks' spans point into; a fresh one by default. */
  readonly sources?: SourceGraph;
  readonly fields?: FieldTable;
  /** Which stream of a capture this is. */
  readonly stream?: number;
  /** Writes the rows of embedded DER. */
  readonly der?: Context["der"];
}

/**
 * Reads two directions of bytes into messages in order, decrypted as far as the key log goes. Pure: the same log
 * gives the same session. Never throws for anything in the log.
 */
export function readSession(log: WireLog, options: SessionOptions): Session {
  return new SessionReader(log, options).read();
}

class SessionReader {
  readonly #sources: SourceGraph;
  readonly #fields: FieldTable;
  readonly #findings: Finding[] = [];
  readonly #records: SessionRecord[] = [];
  readonly #closed = new ClosedRecords(this.#findings);
  readonly #streams: Record<Side, Stream>;
  readonly #protection: Record<Side, Protection>;
  readonly #rounds: Rounds;
  readonly #content: ContentReader;

  constructor(
    readonly log: WireLog,
    options: SessionOptions,
  ) {
    this.#sources = options.sources ?? new SourceGraph();
    this.#fields = options.fields ?? new FieldTable(this.#sources);
    this.#rounds = new Rounds(log.keyLog, options.der, options.provider);
    this.#streams = {
      client: new Stream("client", log.chunks, this.#sources),
      server: new Stream("server", log.chunks, this.#sources),
    };
    this.#protection = {
      client: new Protection("client", this.#rounds, options.provider),
      server: new Protection("server", this.#rounds, options.provider),
    };
    this.#content = new ContentReader({
      sources: this.#sources,
      fields: this.#fields,
      findings: this.#findings,
      rounds: this.#rounds,
      protection: this.#protection,
      stream: options.stream ?? 0,
    });
  }

  read(): Session {
    if (this.log.unordered === true) this.#readInTurns();
    else this.#readInOrder();
    for (const stream of Object.values(this.#streams)) this.#finishStream(stream);
    const { all: rounds, main: mainRound } = this.#rounds;
    return this.#session(rounds, mainRound);
  }

  #readInOrder(): void {
    for (const chunk of this.log.chunks) {
      const stream = this.#streams[chunk.from];
      stream.take(chunk);
      while (!stream.broken && this.#nextRecord(stream, chunk.timeMs));
      if (chunk.shown && chunk.bytes.length === 0) this.#unrecorded(chunk.from, chunk.shown, chunk.timeMs);
    }
  }

  #readInTurns(): void {
    for (const chunk of this.log.chunks) this.#streams[chunk.from].take(chunk);
    const { messages } = this.#content;
    const turns = new Turns({ rounds: this.#rounds, protection: this.#protection, messages });
    const read = (side: Side): boolean => {
      const stream = this.#streams[side];
      return !stream.broken && this.#nextRecord(stream, undefined);
    };
    let side: Side = "client";
    let goesOn = true;
    while (goesOn) {
      const other: Side = side === "client" ? "server" : "client";
      if (turns.may(side) && read(side)) continue;
      if (turns.may(other) && read(other)) side = other;
      // Where both wait, something is missing, and whoever has something goes on.
      else goesOn = read(side) || read(other);
    }
  }

  #session(rounds: Rounds["all"], mainRound: number): Session {
    const main = rounds[mainRound] ?? this.#rounds.current;
    return {
      log: this.log,
      sources: this.#sources,
      fields: this.#fields,
      records: this.#records,
      messages: this.#content.messages,
      findings: this.#findings,
      transcript: main.transcript,
      transcriptMessages: main.transcriptMessages,
      clientHello: main.clientHello,
      serverHello: main.serverHello,
      encryptedExtensions: main.encryptedExtensions,
      version: main.version,
      suite: main.suite,
      presented: { client: this.#presented("client"), server: this.#presented("server") },
      secret: (label) => main.secret(label),
      rounds,
      mainRound,
      keyLog: this.log.keyLog,
    };
  }

  /** What a side presented last: a resumed handshake has no certificates of its own. */
  #presented(side: Side): Session["presented"][Side] {
    return this.#rounds.all.findLast(({ presented }) => presented[side].length > 0)?.presented[side] ?? [];
  }

  #tracer(source: number): Tracer {
    return new Tracer(this.#fields, source, 0, this.#findings);
  }

  /** Reads the record that begins at the stream's offset; false while it is not whole. */
  #nextRecord(stream: Stream, timeMs: number | undefined): boolean {
    if (stream.holeBefore(stream.offset + RECORD_HEADER)) {
      this.#lose(stream);
      return true;
    }
    if (stream.lost) return this.#resynchronise(stream);
    if (stream.available - stream.offset < RECORD_HEADER) return this.#looksForeign(stream);
    const header = readRecordHeader(stream.bytes, stream.offset);
    if (!header || implausibleHeader(header)) {
      this.#foreign(stream);
      return false;
    }
    const start = stream.offset;
    const extent = stream.extent(start + RECORD_HEADER, header.length);
    if (!extent) return false;
    stream.passHoles(extent.holes.length);
    stream.offset = extent.end;
    stream.lost = extent.lost;
    this.#record(stream, header, start, extent, timeMs);
    return true;
  }

  /** Passes over a hole in a record's header, or before it: what stands behind it may be the middle of a record. */
  #lose(stream: Stream): void {
    const hole = stream.holeBefore(stream.offset + RECORD_HEADER);
    stream.passHoles(1);
    stream.lost = true;
    if (hole) this.#withoutHeader(stream, hole.at);
  }

  /** Looks for the next record's header behind bytes that are not shown; false while there is none. */
  #resynchronise(stream: Stream): boolean {
    for (let at = stream.offset; at + RECORD_HEADER <= stream.available; at++) {
      if (!beginsRecord(stream.bytes, at)) continue;
      this.#withoutHeader(stream, at);
      stream.lost = false;
      return true;
    }
    return false;
  }

  /** A row for bytes up to `end`, whose record's header is not shown. */
  #withoutHeader(stream: Stream, end: number): void {
    if (end > stream.offset) this.#fields.leaf(HEADERLESS, stream.source, stream.offset, end);
    stream.offset = Math.max(end, stream.offset);
  }

  // A first byte that begins no record need not wait for four more.
  #looksForeign(stream: Stream): false {
    const first = stream.bytes[stream.offset];
    const waiting = stream.available > stream.offset;
    if (
      waiting &&
      stream.available === stream.bytes.length &&
      first !== undefined &&
      ContentType.name(first) === "unknown"
    )
      this.#foreign(stream);
    return false;
  }

  /** Everything from the stream's offset on is not TLS. */
  #foreign(stream: Stream): void {
    stream.broken = true;
    const span = { source: stream.source, start: stream.offset, end: stream.bytes.length };
    const row = this.#fields.leaf(NOT_TLS, stream.source, span.start, span.end);
    this.#findings.push({
      ...notTls(stream.side, stream.bytes, stream.offset, stream.records > 0),
      span,
    });
    this.#content.message(
      {
        from: stream.side,
        name: "unknown",
        encrypted: false,
        span,
        field: row,
        records: [row],
        bytes: stream.bytes.subarray(span.start),
      },
      undefined,
    );
  }

  /** What is left at the end of a stream. */
  #finishStream(stream: Stream): void {
    const { side, source, bytes, offset } = stream;
    if (stream.lost) this.#withoutHeader(stream, bytes.length);
    else if (!stream.broken && offset < bytes.length) {
      const header = readRecordHeader(bytes, offset);
      const has = count(bytes.length - offset);
      const message = header
        ? `The last record from the ${side} is cut: it says ${count(header.length)}, ${count(bytes.length - offset - RECORD_HEADER)} of it came`
        : `The bytes from the ${side} end with ${has} of a record's header`;
      const row = header
        ? traceRecordHeader(this.#tracer(source), bytes, offset)
        : this.#fields.open(RAW, source, offset);
      const start = offset + RECORD_HEADER;
      // What stands behind a gap in it is not its next bytes.
      const end = stream.holeBefore(bytes.length)?.at ?? bytes.length;
      const after =
        header && this.log.complete === true && !this.#protection[side].covers(header, bytes.subarray(start))
          ? this.#content.content(
              { from: side, number: ++stream.records, ...header, span: { source, start: offset, end }, row },
              header.type,
              { source, start, end },
              undefined,
            )
          : undefined;
      if (header) this.#tracer(source).raw(after ? end : start, bytes.length);
      this.#fields.close(row, bytes.length);
      for (const trace of after ?? []) trace();
      if (after) this.#content.readCut(side);
      this.#findings.push({
        id: "record.truncated",
        severity: "error",
        message,
        span: { source, start: offset, end: bytes.length },
      });
    }
    // Where a record is cut, that says why the message in it is.
    else {
      this.#content.cut(side, "the end", this.log.complete);
    }
  }

  #record(
    stream: Stream,
    header: RecordHeader,
    start: number,
    { end, holes }: Extent,
    timeMs: number | undefined,
  ): void {
    const { source, bytes, side } = stream;
    const tracer = this.#tracer(source);
    const shown = stream.shownAt(start);
    const row = traceRecordHeader(tracer, bytes, start);
    const fragment = { source, start: start + RECORD_HEADER, end };
    const fragmentBytes = bytes.subarray(fragment.start, end);
    const protection = this.#protection[side];
    const record = {
      from: side,
      number: ++stream.records,
      type: header.type,
      version: header.version,
      span: { source, start, end },
      row,
      ...(timeMs === undefined ? {} : { timeMs }),
    };
    if (!shown && !protection.covers(header, fragmentBytes)) {
      const after = this.#content.content(record, header.type, fragment, undefined, holes);
      this.#fields.close(row, end);
      this.#records.push(record);
      for (const trace of after) trace();
      return;
    }
    const opened = withheld(protection.open(header, fragmentBytes), holes);
    for (const part of opened.parts)
      if (part.start < part.end)
        tracer.leaf(part.schema, fragment.start + part.start, fragment.start + part.end);
    this.#fields.close(row, end);
    const { epoch, sequence } = opened;
    const revealed = opened.status !== "opened" && shown !== undefined;
    this.#records.push({ ...record, epoch, sequence, opened: revealed ? "shown" : opened.status });
    if (revealed) {
      this.#closed.opened(side);
      this.#shown({ ...record, epoch }, shown, `${side} record ${String(record.number)}`);
      return;
    }
    if (opened.status !== "opened") {
      this.#content.message(
        {
          from: side,
          name: "encrypted",
          encrypted: true,
          span: fragment,
          field: row,
          records: [row],
          bytes: fragmentBytes,
          epoch,
          ...time(timeMs),
        },
        undefined,
      );
      this.#closed.closed(record, opened);
      return;
    }
    this.#closed.opened(side);
    if (shown) this.#fields.leaf(REPEATED, shown.span.source, shown.span.start, shown.span.end);
    this.#decrypted({ ...record, epoch }, opened, fragment);
  }

  /** Content that no record carries, as where a log prints messages alone. */
  #unrecorded(side: Side, shown: ShownContent, timeMs: number | undefined): void {
    const epoch = this.#protection[side].epoch ?? (shown.isProtected ? "session" : undefined);
    const { records: number } = this.#streams[side];
    const { type, span } = shown;
    const record = { from: side, number, type, version: 0x0303, span, row: -1, ...time(timeMs) };
    this.#shown({ ...record, ...(epoch ? { epoch } : {}) }, shown, `content from the ${side}`);
  }

  /** Writes the rows of content as its log shows it, in a source of its own that points to where it is shown. */
  #shown(record: SessionRecord, { type, bytes, span, missing }: ShownContent, name: string): void {
    const source = this.#sources.addBytes(`${name}, as shown in the clear`, bytes, {
      segments: [{ start: 0, parent: span.source, parentStart: span.start, length: bytes.length }],
    });
    const row = this.#fields.open(DECRYPTED, source, 0);
    const content = { source, start: 0, end: bytes.length };
    const after = this.#content.content({ ...record, row }, type, content, record.epoch, missing);
    this.#fields.close(row, bytes.length);
    for (const trace of after) trace();
  }

  /** Writes the rows of a decrypted record, whose inner content stands in a source of its own. */
  #decrypted(
    record: SessionRecord & { epoch: Epoch },
    opened: Extract<ReturnType<Protection["open"]>, { status: "opened" }>,
    fragment: Span,
  ): void {
    const { inner, type, contentLength, at } = opened;
    const label = `${record.from} record ${String(record.number)}, decrypted`;
    const source = this.#sources.addBytes(label, inner, {
      segments: [
        { start: 0, parent: fragment.source, parentStart: fragment.start + at, length: inner.length },
      ],
    });
    const tracer = this.#tracer(source);
    const row = this.#fields.open(DECRYPTED, source, 0);
    const after = this.#content.content(
      { ...record, row },
      type,
      { source, start: 0, end: contentLength },
      record.epoch,
    );
    if (contentLength < inner.length) {
      tracer.leaf(INNER_TYPE, contentLength, contentLength + 1);
      if (contentLength + 1 < inner.length) tracer.leaf(PADDING, contentLength + 1, inner.length);
    }
    this.#fields.close(row, inner.length);
    for (const trace of after) trace();
  }
}

/** A record with holes cannot be opened with any key. */
function withheld(opened: Opened, holes: readonly Hole[]): Opened {
  if (holes.length === 0 || opened.status === "opened") return opened;
  return { ...opened, status: "no keys", reason: "not all of its bytes are shown here" };
}
