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
import { ClosedRecords } from "./closedRecords";
import { ContentReader, time } from "./contentReader";
import { notTls } from "./notTls";
import { Protection } from "./protection";
import { Rounds } from "./rounds";
import { DECRYPTED, INNER_TYPE, NOT_TLS, PADDING } from "./sessionFields";
import { Stream } from "./stream";
import type { Epoch, Session, SessionRecord } from "./types";
import type { WireLog } from "./wireLog";

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
    for (const chunk of this.log.chunks) {
      const stream = this.#streams[chunk.from];
      stream.available += chunk.bytes.length;
      while (!stream.broken && this.#nextRecord(stream, chunk.timeMs));
    }
    for (const stream of Object.values(this.#streams)) this.#finishStream(stream);
    const { all: rounds, main: mainRound } = this.#rounds;
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
    if (stream.available - stream.offset < RECORD_HEADER) return this.#looksForeign(stream);
    const header = readRecordHeader(stream.bytes, stream.offset);
    if (!header || implausibleHeader(header)) {
      this.#foreign(stream);
      return false;
    }
    if (stream.available - stream.offset < RECORD_HEADER + header.length) return false;
    const start = stream.offset;
    stream.offset += RECORD_HEADER + header.length;
    this.#record(stream, header, start, timeMs);
    return true;
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
    if (!stream.broken && offset < bytes.length) {
      const header = readRecordHeader(bytes, offset);
      const has = count(bytes.length - offset);
      const message = header
        ? `The last record from the ${side} is cut: it says ${count(header.length)}, ${count(bytes.length - offset - RECORD_HEADER)} of it came`
        : `The bytes from the ${side} end with ${has} of a record's header`;
      const row = header
        ? traceRecordHeader(this.#tracer(source), bytes, offset)
        : this.#fields.open(RAW, source, offset);
      if (header) this.#tracer(source).raw(offset + RECORD_HEADER, bytes.length);
      this.#fields.close(row, bytes.length);
      this.#findings.push({
        id: "record.truncated",
        severity: "error",
        message,
        span: { source, start: offset, end: bytes.length },
      });
    }
    // Where a record is cut, that says why the message in it is.
    else this.#content.cut(side, "the end");
  }

  #record(stream: Stream, header: RecordHeader, start: number, timeMs: number | undefined): void {
    const { source, bytes, side } = stream;
    const tracer = this.#tracer(source);
    const end = start + RECORD_HEADER + header.length;
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
    if (!protection.covers(header, fragmentBytes)) {
      const after = this.#content.content(record, header.type, fragment, undefined);
      this.#fields.close(row, end);
      this.#records.push(record);
      for (const trace of after) trace();
      return;
    }
    const opened = protection.open(header, fragmentBytes);
    for (const part of opened.parts)
      tracer.leaf(part.schema, fragment.start + part.start, fragment.start + part.end);
    this.#fields.close(row, end);
    const { epoch, sequence } = opened;
    this.#records.push({ ...record, epoch, sequence, opened: opened.status });
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
    this.#decrypted({ ...record, epoch }, opened, fragment);
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
