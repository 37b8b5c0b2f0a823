import type { SourceGraph } from "../bytes/source";
import type { Span } from "../bytes/span";
import type { SuiteParameters } from "../crypto/suites";
import type { Transcript } from "../crypto/transcript";
import type { FieldTable } from "../fields/table";
import type { Infer } from "../grammar";
import type { Finding, KeyLogEntry, Message, Side } from "../inspection";
import type { Alert } from "../tls/alert";
import type { HandshakeMessage, MessageBody } from "../tls/handshake";
import type { WireLog } from "./wireLog";

/** Which keys protect a direction (RFC 8446 §2; before TLS 1.3 there is one set a session). */
export type Epoch = "early data" | "handshake" | "application" | "session";

/** A message with what was read from it. */
export interface SessionMessage extends Omit<Message, "detail"> {
  /** Its bytes with the handshake header, or the alert's, or the data. */
  readonly bytes: Uint8Array;
  /** The handshake message's value; undefined for what is none or is malformed. */
  readonly handshake?: HandshakeMessage;
  readonly alert?: Alert;
  /** For a message of the transcript: how many messages of the transcript come before it. */
  readonly transcriptIndex?: number;
  readonly epoch?: Epoch;
  /** Not all of its bytes are here: it is read as far as it goes, and the transcript lacks it. */
  readonly partial?: boolean;
  /** Which of the session's handshakes it belongs to, or follows. */
  readonly round: number;
}

/** A record as it was found. */
export interface SessionRecord {
  readonly from: Side;
  /** Counts each side's records from 1. */
  readonly number: number;
  readonly type: number;
  readonly version: number;
  readonly span: Span;
  readonly row: number;
  readonly timeMs?: number;
  /** Set for a protected record. */
  readonly epoch?: Epoch;
  /** Sequence number under its keys. */
  readonly sequence?: number;
  /** For a protected record: opened, shown decrypted by the log it stands in, no keys for it, or it failed authentication. */
  readonly opened?: "opened" | "shown" | "no keys" | "failed";
}

/** Certificates that a side presented, in order, with where each stands. */
export interface Presented {
  readonly der: Uint8Array;
  readonly span: Span;
  /** Row of the certificate field. */
  readonly field: number;
  /** The OCSP response that was stapled to it (RFC 6066 §8, RFC 8446 §4.4.2.1). */
  readonly ocsp?: Uint8Array;
}

/** One handshake: before TLS 1.3 a connection can renegotiate, and each handshake has hellos and a transcript of its own. */
export interface HandshakeRound {
  readonly transcript: Transcript;
  /** The messages of the transcript, in its order. */
  readonly transcriptMessages: readonly SessionMessage[];
  /** The last Client Hello (the second one after a Hello Retry Request). */
  readonly clientHello: Infer<MessageBody<"client_hello">> | undefined;
  readonly serverHello: Infer<MessageBody<"server_hello">> | undefined;
  readonly encryptedExtensions: Infer<MessageBody<"encrypted_extensions">> | undefined;
  /** Negotiated version on the wire: 0x0303, 0x0304. */
  readonly version: number | undefined;
  readonly suite: SuiteParameters | undefined;
  readonly presented: Readonly<Record<Side, readonly Presented[]>>;
  /** The secret with this label (RFC 9850), if it is known. */
  secret(label: string): Uint8Array | undefined;
}

/** Two directions of bytes, read: everything that checks and views need. What it says of a handshake is of its last one that has a Server Hello. */
export interface Session extends HandshakeRound {
  readonly log: WireLog;
  readonly sources: SourceGraph;
  readonly fields: FieldTable;
  readonly records: readonly SessionRecord[];
  readonly messages: readonly SessionMessage[];
  readonly findings: Finding[];
  /** Every handshake of the connection. */
  readonly rounds: readonly HandshakeRound[];
  /** Which of them the session's own properties are of. */
  readonly mainRound: number;
  readonly keyLog: readonly KeyLogEntry[];
}
