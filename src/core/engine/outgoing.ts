import { concat } from "../bytes/concat";
import type { RecordCipher } from "../crypto/recordProtection";
import { CONTENT, writeRecord } from "../tls/record";

const MAX_PLAINTEXT = 16384;

/** Puts the client's content into records, protected once there are keys. */
export class Outgoing {
  #cipher: RecordCipher | undefined;
  #sequence = 0;
  /** A first Client Hello bears TLS 1.0's number for the sake of old middleboxes (RFC 8446 §5.1). */
  version = 0x0301;

  constructor(private readonly random: (length: number) => Uint8Array) {}

  /** Protected from now on. */
  use(cipher: RecordCipher): void {
    this.#cipher = cipher;
    this.#sequence = 0;
  }

  /** The records that carry `content`; `plain` leaves them unprotected (TLS 1.3's Change Cipher Spec). */
  write(type: number, content: Uint8Array, plain = false): Uint8Array {
    const records: Uint8Array[] = [];
    for (let at = 0; at === 0 || at < content.length; at += MAX_PLAINTEXT) {
      const part = content.subarray(at, at + MAX_PLAINTEXT);
      if (!this.#cipher || plain) records.push(writeRecord(type, this.version, part));
      else {
        const sealed = this.#cipher.seal(this.#sequence++, type, part, this.random);
        records.push(writeRecord(sealed.type, sealed.version, sealed.fragment));
      }
    }
    return concat(...records);
  }

  /** A Change Cipher Spec record. */
  changeCipherSpec(): Uint8Array {
    return this.write(CONTENT.change_cipher_spec, Uint8Array.of(1), true);
  }
}
