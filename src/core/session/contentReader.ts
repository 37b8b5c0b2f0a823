import { count, attempt } from "../bytes/reader";
import type { SourceGraph } from "../bytes/source";
import type { Span } from "../bytes/span";
import { RAW } from "../fields/schema";
import type { FieldTable } from "../fields/table";
import { Tracer } from "../fields/tracer";
import type { Context } from "../grammar";
import type { Finding, Side } from "../inspection";
import { readAlert, traceAlert } from "../tls/alert";
import { CertificateCompressionAlgorithm } from "../tls/codePoints";
import { messageName, readHandshake, traceHandshake, type HandshakeMessage } from "../tls/handshake";
import { CONTENT } from "../tls/record";
import { HandshakeBuffer, type Assembled } from "./handshakeBuffer";
import type { Protection } from "./protection";
import type { Rounds } from "./rounds";
import { APPLICATION_DATA, CHANGE_CIPHER_SPEC, FRAGMENT } from "./sessionFields";
import type { Hole } from "./stream";
import type { Epoch, SessionMessage, SessionRecord } from "./types";

type MutableMessage = { -readonly [K in keyof SessionMessage]: SessionMessage[K] };

/** Not in the transcript: they are sent outside of the handshake proper (RFC 8446 §4.4.1, RFC 5246 §7.4.1.1). */
const OUTSIDE_TRANSCRIPT = new Set(["hello_request", "key_update"]);

/** What a content reader writes to and asks. */
export interface ContentSurroundings {
  readonly sources: SourceGraph;
  readonly fields: FieldTable;
  readonly findings: Finding[];
  readonly rounds: Rounds;
  readonly protection: Readonly<Record<Side, Protection>>;
  /** Which stream of a capture this is. */
  readonly stream: number;
}

/** Reads what records hold, plaintext or decrypted, into messages, and follows what they settle. */
export class ContentReader {
  /** Every message so far, in order. */
  readonly messages: MutableMessage[] = [];
  readonly #sources: SourceGraph;
  readonly #fields: FieldTable;
  readonly #findings: Finding[];
  readonly #rounds: Rounds;
  readonly #protection: Readonly<Record<Side, Protection>>;
  readonly #stream: number;
  readonly #buffers: Record<Side, HandshakeBuffer> = {
    client: new HandshakeBuffer(),
    server: new HandshakeBuffer(),
  };

  constructor({ sources, fields, findings, rounds, protection, stream }: ContentSurroundings) {
    this.#sources = sources;
    this.#fields = fields;
    this.#findings = findings;
    this.#rounds = rounds;
    this.#protection = protection;
    this.#stream = stream;
  }

  /**
   * Reports a handshake message that is not complete `at` a place after which its rest cannot come. With `read` it is
   * read as far as it goes; no row may be open then.
   */
  cut(side: Side, at: string, read = false): void {
    const buffer = this.#buffers[side];
    const { pending, begins } = buffer;
    if (!begins) return;
    if (read) this.readCut(side);
    else buffer.drop();
    this.#findings.push({
      id: "handshake.truncated",
      severity: "error",
      message: `A handshake message from the ${side} is cut after ${count(pending)} by ${at}`,
      span: begins,
    });
  }

  /** Reads the handshake message that is not complete yet as far as it goes. No row may be open. */
  readCut(side: Side): void {
    const message = this.#buffers[side].takePartial();
    if (message) this.#partial(side, message, this.#protection[side].epoch)();
  }

  /** Takes in a message of which bytes are missing; the returned function writes the rows of those that are here. */
  #partial(from: Side, { bytes, pieces, records }: Assembled, epoch: Epoch | undefined): () => void {
    const name = messageName(bytes);
    const source = this.#sources.addBytes(`${name} from the ${from}, as far as it is here`, bytes, {
      segments: pieces,
    });
    const { context } = this.#read(bytes, from, name);
    const span = { source, start: 0, end: bytes.length };
    const encrypted = epoch !== undefined;
    const entry = { from, name, encrypted, span, field: -1, records, bytes, partial: true };
    const message = this.message({ ...entry, ...(epoch ? { epoch } : {}) }, undefined);
    return () => {
      message.field = traceHandshake(this.#tracer(source), bytes, 0, bytes.length, context);
    };
  }

  /**
   * Reads a plaintext or decrypted content, whose record's row is open. Returns what is to be traced once that row
   * is closed: messages that end here and began in an earlier record. `holes` are bytes of it that are not here.
   */
  content(
    record: SessionRecord,
    type: number,
    span: Span,
    epoch: Epoch | undefined,
    holes: readonly Hole[] = [],
  ): (() => void)[] {
    const bytes = this.#sources.bytes(span);
    const base = {
      from: record.from,
      encrypted: epoch !== undefined,
      span,
      records: [record.row],
      bytes,
      ...(epoch ? { epoch } : {}),
      ...time(record.timeMs),
    };
    const tracer = this.#tracer(span.source);
    if (type === CONTENT.handshake) return this.#fragments(record, span, epoch, holes);
    if (type === CONTENT.alert) {
      const alert = readAlert(bytes);
      const field = this.#fields.length;
      traceAlert(tracer, this.#sources.byteSource(span.source).bytes, span.start, span.end);
      this.message({ ...base, name: "alert", field, ...(alert ? { alert } : {}) }, undefined);
    } else if (type === CONTENT.change_cipher_spec) {
      this.message(
        { ...base, name: "change_cipher_spec", field: tracer.leaf(CHANGE_CIPHER_SPEC, span.start, span.end) },
        undefined,
      );
      if (this.#isBeforeTls13()) this.cut(record.from, "Change Cipher Spec");
      this.#protection[record.from].changeCipherSpec();
    } else {
      const known = type === CONTENT.application_data;
      this.message(
        {
          ...base,
          name: known ? "application_data" : "unknown",
          field: tracer.leaf(known ? APPLICATION_DATA : RAW, span.start, span.end),
        },
        undefined,
      );
    }
    return [];
  }

  /** A record's worth of handshake messages, and what is missing between them. */
  #fragments(
    record: SessionRecord,
    span: Span,
    epoch: Epoch | undefined,
    holes: readonly Hole[],
  ): (() => void)[] {
    const after: (() => void)[] = [];
    const buffer = this.#buffers[record.from];
    let start = span.start;
    const upTo = (end: number): void => {
      const piece = { ...span, start, end };
      if (start < end) after.push(...this.#fragment(record, piece, this.#sources.bytes(piece), epoch));
      start = end;
    };
    for (const { at, count: missing } of holes) {
      upTo(at);
      const cut = buffer.miss(missing);
      if (cut) after.push(this.#partial(record.from, cut, epoch));
    }
    upTo(span.end);
    buffer.resume();
    return after;
  }

  #fragment(record: SessionRecord, span: Span, bytes: Uint8Array, epoch: Epoch | undefined): (() => void)[] {
    const after: (() => void)[] = [];
    const { parts, tooLong } = this.#buffers[record.from].push(span.source, span.start, bytes, record.row);
    if (tooLong !== undefined) {
      this.#findings.push({
        id: "handshake.too_long",
        severity: "error",
        message: `A handshake message from the ${record.from} claims ${count(tooLong)}, more than any message has`,
        span,
      });
    }
    for (const part of parts) {
      const { message } = part;
      const whole = message?.whole;
      if (!message) this.#fields.leaf(FRAGMENT, part.span.source, part.span.start, part.span.end);
      else if (whole) this.#handshake(record, message, whole, epoch)();
      else {
        this.#fields.leaf(FRAGMENT, part.span.source, part.span.start, part.span.end);
        const source = this.#sources.addBytes(
          `${messageName(message.bytes)} from the ${record.from}, out of ${String(message.pieces.length)} records`,
          message.bytes,
          { segments: message.pieces },
        );
        after.push(this.#handshake(record, message, { source, start: 0, end: message.bytes.length }, epoch));
      }
    }
    return after;
  }

  /** Takes in a whole handshake message; the returned function writes its rows. */
  #handshake(
    record: SessionRecord,
    { bytes, records }: Assembled,
    span: Span,
    epoch: Epoch | undefined,
  ): () => void {
    const { from } = record;
    const name = messageName(bytes);
    const { context, value } = this.#read(bytes, from, name);
    if (value?.tag === "client_hello" && this.#rounds.current.isBegun) this.#rounds.begin();
    const state = this.#rounds.current;
    const message = this.message(
      {
        from,
        name,
        encrypted: epoch !== undefined,
        span,
        field: -1,
        records,
        bytes,
        ...(epoch ? { epoch } : {}),
        ...(value ? { handshake: value } : {}),
        ...time(record.timeMs),
      },
      value,
      true,
    );
    // Hello Retry Request and the hellos set the version that later messages are read in, this one included.
    const own = value && state.version !== undefined ? { ...context, version: state.version } : context;
    return () => {
      message.field = traceHandshake(
        this.#tracer(span.source),
        this.#sources.byteSource(span.source).bytes,
        span.start,
        span.end,
        own,
      );
      if (value?.tag === "certificate")
        state.certificates.add(from, value.value, this.#fields, message.field);
      if (value?.tag === "certificate_status") state.certificates.staple(from, value.value);
      if (value?.tag === "compressed_certificate") this.#compressed(from, value.value.algorithm, span);
    };
  }

  /** A message's value, and what it was read with: without a Server Hello as the commonest of TLS 1.2, or else as of 1.3. */
  #read(
    bytes: Uint8Array,
    from: Side,
    name: string,
  ): { context: Context; value: HandshakeMessage | undefined } {
    const context = this.#rounds.current.context(from);
    const contexts =
      context.version !== undefined || /_hello|retry/.test(name)
        ? [context]
        : [0x0303, 0x0304].map((version): Context => ({
            ...context,
            version,
            keyExchange: context.keyExchange ?? "ecdhe",
            signed: context.signed ?? true,
          }));
    for (const one of contexts) {
      const value = attempt(() => readHandshake(bytes, one));
      if (value) return { context: one, value };
    }
    return { context: contexts[0] ?? context, value: undefined };
  }

  #compressed(from: Side, algorithm: number, span: Span): void {
    this.#findings.push({
      id: "certificate.compressed",
      severity: "info",
      message: `The ${from}'s certificates came compressed with ${CertificateCompressionAlgorithm.display(algorithm)}, and are not decompressed here`,
      span,
      rfc: "RFC 8879 §4",
    });
  }

  #isBeforeTls13(): boolean {
    const { version } = this.#rounds.current;
    return version !== undefined && version < 0x0304;
  }

  /** Takes in a message; a handshake message joins the transcript, and its `value` is learnt from. */
  message(
    message: Omit<MutableMessage, "index" | "stream" | "round">,
    value: HandshakeMessage | undefined,
    isHandshake = false,
  ): MutableMessage {
    const state = this.#rounds.current;
    const entry: MutableMessage = {
      index: this.messages.length,
      stream: this.#stream,
      round: this.#rounds.number,
      ...message,
    };
    this.messages.push(entry);
    if (isHandshake && this.#inTranscript(entry)) {
      entry.transcriptIndex = state.transcript.append(entry.bytes) - 1;
      state.transcriptMessages.push(entry);
    }
    if (value) {
      state.learn(value);
      this.#protection.client.learn(entry.from, value);
      this.#protection.server.learn(entry.from, value);
    }
    return entry;
  }

  #inTranscript(message: MutableMessage): boolean {
    if (OUTSIDE_TRANSCRIPT.has(message.name)) return false;
    // TLS 1.3's tickets come after the handshake; TLS 1.2's belong to it.
    return (
      !(message.name === "new_session_ticket" && this.#rounds.current.version === 0x0304) &&
      message.epoch !== "application"
    );
  }

  #tracer(source: number): Tracer {
    return new Tracer(this.#fields, source, 0, this.#findings);
  }
}

/** For spreading: nothing where the time is not known. */
export function time(timeMs: number | undefined): { timeMs?: number } {
  return timeMs === undefined ? {} : { timeMs };
}
