import type { RecordCipher } from "../crypto/recordProtection";
import { notTls } from "../session/notTls";
import { ContentType } from "../tls/codePoints";
import {
  CONTENT,
  implausibleHeader,
  MAX_FRAGMENT,
  readRecordHeader,
  RECORD_HEADER,
  type RecordHeader,
} from "../tls/record";
import { ByteQueue } from "./byteQueue";
import { demand, EngineFailure, NotTls } from "./failure";

/** A record's content, opened. */
export interface Content {
  readonly type: number;
  readonly content: Uint8Array;
}

const MAX_PLAINTEXT = 16384;
/** Bytes that are enough to say that they are no TLS, when they are no text. */
const ENOUGH = 8;
/** A greeting in plain text is read to the end of its line, but not beyond this. */
const MAX_GREETING = 256;

/** Cuts the server's bytes into records and opens them with the keys in force. */
export class Incoming {
  readonly #pending = new ByteQueue();
  #cipher: RecordCipher | undefined;
  #tls13 = false;
  #sequence = 0;
  #any = false;
  #opened = false;

  /** Adds bytes off the wire. */
  push(bytes: Uint8Array): void {
    this.#pending.push(bytes);
  }

  /** Protected from now on. */
  use(cipher: RecordCipher, tls13: boolean): void {
    this.#cipher = cipher;
    this.#tls13 = tls13;
    this.#sequence = 0;
  }

  /** The next record's content; undefined while it is not whole. With `last`, no more bytes will come. Throws EngineFailure, NotTls. */
  next(last = false): Content | undefined {
    const header = readRecordHeader(this.#pending.peek(RECORD_HEADER), 0);
    if (!header || implausibleHeader(header)) {
      this.#implausible(header, last);
      return;
    }
    if (this.#pending.length < RECORD_HEADER + header.length) return undefined;
    const fragment = this.#pending.take(RECORD_HEADER + header.length).subarray(RECORD_HEADER);
    this.#any = true;
    return this.#cipher && this.#isProtected(header)
      ? this.#open(this.#cipher, header, fragment)
      : plaintext(header, fragment);
  }

  /** In TLS 1.3 only application_data records are protected; Change Cipher Spec and early alerts are not (RFC 8446 §5). */
  #isProtected({ type }: RecordHeader): boolean {
    if (!this.#tls13 || type === CONTENT.application_data) return true;
    // A server that could not make its keys, or not read our flight, may say so in plain.
    const allowed = type === CONTENT.change_cipher_spec || (type === CONTENT.alert && !this.#opened);
    demand(
      allowed,
      "unexpected_message",
      `The server sent an unprotected ${ContentType.name(type)} record where its records must be protected.`,
    );
    return false;
  }

  #open(cipher: RecordCipher, { type, version }: RecordHeader, fragment: Uint8Array): Content {
    const opened = cipher.open(this.#sequence++, { type, version, fragment });
    if (!opened.ok)
      throw new EngineFailure(
        "bad_record_mac",
        `A protected record from the server did not open: ${opened.message}`,
      );
    this.#opened = true;
    demand(
      opened.content.length <= MAX_PLAINTEXT,
      "record_overflow",
      "The server sent a record of more than 16384 bytes.",
    );
    return { type: opened.type, content: opened.content };
  }

  /** What begins no record: nothing yet, a record too large, or another protocol, whose first line is awaited so that it can be named. */
  #implausible(header: RecordHeader | undefined, last: boolean): undefined {
    const bytes = this.#pending.peek(MAX_GREETING);
    const [first] = bytes;
    if (first === undefined || (!header && ContentType.name(first) !== "unknown")) return undefined;
    const tlsLike =
      header !== undefined && header.version >> 8 === 3 && ContentType.name(header.type) !== "unknown";
    demand(
      !(tlsLike && header.length > MAX_FRAGMENT),
      "record_overflow",
      `The server announced a record of ${String(header?.length)} bytes, more than TLS allows.`,
    );
    const isText = bytes.every((byte) => (byte >= 0x20 && byte < 0x7f) || (byte >= 9 && byte <= 13));
    const enough = isText ? bytes.includes(10) || bytes.length === MAX_GREETING : bytes.length >= ENOUGH;
    if (!enough && !last) return undefined;
    throw new NotTls(sentence(notTls("server", bytes, 0, this.#any)));
  }
}

function plaintext({ type }: RecordHeader, content: Uint8Array): Content {
  demand(
    content.length <= MAX_PLAINTEXT,
    "record_overflow",
    "The server sent a plaintext record of more than 16384 bytes.",
  );
  return { type, content };
}

function sentence({ message, fix }: { message: string; fix?: string }): string {
  return `${message.charAt(0).toUpperCase()}${message.slice(1)}.${fix ? ` ${fix}` : ""}`;
}
