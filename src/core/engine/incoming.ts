import { concat } from "../bytes/concat";
import type { RecordCipher } from "../crypto/recordProtection";
import { notTls } from "../session/notTls";
import { CONTENT, implausibleHeader, MAX_FRAGMENT, readRecordHeader, RECORD_HEADER } from "../tls/record";
import { demand, EngineFailure } from "./failure";

/** A record's content, opened. */
export interface Content {
  readonly type: number;
  readonly content: Uint8Array;
}

const MAX_PLAINTEXT = 16384;

/** Cuts the server's bytes into records and opens them with the keys in force. */
export class Incoming {
  #pending: Uint8Array = new Uint8Array(0);
  #cipher: RecordCipher | undefined;
  #tls13 = false;
  #sequence = 0;
  #any = false;

  /** Adds bytes off the wire. */
  push(bytes: Uint8Array): void {
    this.#pending = this.#pending.length === 0 ? bytes.slice() : concat(this.#pending, bytes);
  }

  /** Protected from now on. */
  use(cipher: RecordCipher, tls13: boolean): void {
    this.#cipher = cipher;
    this.#tls13 = tls13;
    this.#sequence = 0;
  }

  /** The next record's content; undefined while it is not whole. Throws EngineFailure. */
  next(): Content | undefined {
    const bytes = this.#pending;
    const header = readRecordHeader(bytes, 0);
    if (!header) return undefined;
    if (implausibleHeader(header)) {
      if (header.type >= 20 && header.type <= 24 && header.length > MAX_FRAGMENT)
        throw new EngineFailure("record_overflow", "The server sent a record larger than TLS allows.");
      throw new EngineFailure(
        this.#any ? "decode_error" : "unexpected_message",
        sentence(notTls("server", bytes, 0, this.#any)),
      );
    }
    const end = RECORD_HEADER + header.length;
    if (bytes.length < end) return undefined;
    const fragment = bytes.slice(RECORD_HEADER, end);
    this.#pending = bytes.slice(end);
    this.#any = true;
    const { type } = header;
    // In TLS 1.3 only application_data records are protected; Change Cipher Spec and early alerts are not (RFC 8446 §5).
    if (!this.#cipher || (this.#tls13 && type !== CONTENT.application_data)) {
      demand(
        fragment.length <= MAX_PLAINTEXT,
        "record_overflow",
        "The server sent a plaintext record of more than 16384 bytes.",
      );
      return { type, content: fragment };
    }
    const opened = this.#cipher.open(this.#sequence++, { type, version: header.version, fragment });
    if (!opened.ok)
      throw new EngineFailure(
        "bad_record_mac",
        `A protected record from the server did not open: ${opened.message}`,
      );
    demand(
      opened.content.length <= MAX_PLAINTEXT,
      "record_overflow",
      "The server sent a record of more than 16384 bytes.",
    );
    return { type: opened.type, content: opened.content };
  }
}

function sentence({ message, fix }: { message: string; fix?: string }): string {
  return `${message.charAt(0).toUpperCase()}${message.slice(1)}.${fix ? ` ${fix}` : ""}`;
}
