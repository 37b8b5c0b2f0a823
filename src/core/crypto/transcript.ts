import { isHelloRetryRequest } from "../tls/helloRetryRequest";
import { HASH_LENGTH } from "./lengths";
import { concat, concatAll } from "../bytes/concat";
import type { CryptoProvider, HashName, RunningHash } from "./provider";

/** The transcript's hash: the suite's, or in TLS 1.0 and 1.1 MD5 followed by SHA-1. */
export type TranscriptHash = HashName | "md5sha1";

const MESSAGE_HASH = 254;

/** One hash over the transcript so far: its state after the last message it has seen, and every digest on the way. */
interface Progress {
  running: RunningHash;
  readonly digests: Uint8Array[];
}

/**
 * The handshake messages in order, each with its 4-byte header (type, 24-bit length), and the digests over
 * them. Only ever appended to, so a digest over the first n messages never changes. Asking for digests in any
 * order hashes each message once per hash function.
 *
 * When the second message is a HelloRetryRequest, a message_hash stands in for the first one in every digest
 * that covers the second (RFC 8446 §4.4.1).
 */
export class Transcript {
  readonly #crypto: Pick<CryptoProvider, "hash" | "createHash">;
  readonly #messages: Uint8Array[] = [];
  readonly #progress = new Map<HashName, Progress>();

  constructor(crypto: Pick<CryptoProvider, "hash" | "createHash">) {
    this.#crypto = crypto;
  }

  /** How many messages there are. */
  get length(): number {
    return this.#messages.length;
  }

  /** The messages; not to be changed. */
  get messages(): readonly Uint8Array[] {
    return this.#messages;
  }

  /** Adds a message with its header and returns how many there are now: the count that covers it. The bytes must not change afterwards. */
  append(message: Uint8Array): number {
    this.#messages.push(message);
    return this.#messages.length;
  }

  /** The digest over the first `count` messages; `count` is held to 0 … `length`. */
  digestAt(count: number, hash: TranscriptHash): Uint8Array {
    if (hash === "md5sha1") return concat(this.digestAt(count, "md5"), this.digestAt(count, "sha1"));
    const wanted = Math.max(0, Math.min(Math.trunc(count), this.#messages.length));
    const progress = this.#progressOf(hash);
    for (let index = progress.digests.length - 1; index < wanted; index++) this.#step(progress, hash, index);
    return (progress.digests[wanted] ?? new Uint8Array(HASH_LENGTH[hash])).slice();
  }

  /**
   * The digest over the first `count` messages and the beginning of another one, for PSK binders: `partial` is
   * the ClientHello up to and including its identities (RFC 8446 §4.2.11.2), and is not appended.
   */
  digestWith(count: number, partial: Uint8Array, hash: HashName): Uint8Array {
    const running = this.#crypto.createHash(hash);
    const wanted = Math.max(0, Math.min(Math.trunc(count), this.#messages.length));
    const first = this.#messages[0];
    const retried = this.#retried() && wanted >= 2;
    if (retried && first !== undefined) running.update(this.#messageHash(first, hash));
    for (const message of this.#messages.slice(retried ? 1 : 0, wanted)) running.update(message);
    running.update(partial);
    return running.digest();
  }

  /** The bytes that a digest over the first `count` messages is over, for a reader who wants to recompute it. */
  bytesAt(count: number, hash: HashName): Uint8Array {
    const wanted = Math.max(0, Math.min(Math.trunc(count), this.#messages.length));
    const first = this.#messages[0];
    const covered = this.#messages.slice(0, wanted);
    if (first !== undefined && wanted >= 2 && this.#retried()) covered[0] = this.#messageHash(first, hash);
    return concatAll(covered);
  }

  #retried(): boolean {
    const second = this.#messages[1];
    return second !== undefined && isHelloRetryRequest(second);
  }

  #progressOf(hash: HashName): Progress {
    const known = this.#progress.get(hash);
    if (known !== undefined) return known;
    const running = this.#crypto.createHash(hash);
    const fresh: Progress = { running, digests: [running.digest()] };
    this.#progress.set(hash, fresh);
    return fresh;
  }

  /** Takes message `index` into the running hash. */
  #step(progress: Progress, hash: HashName, index: number): void {
    const message = this.#messages[index];
    const first = this.#messages[0];
    if (message === undefined || first === undefined) return;
    if (index === 1 && this.#retried()) {
      progress.running = this.#crypto.createHash(hash);
      progress.running.update(this.#messageHash(first, hash));
    }
    progress.running.update(message);
    progress.digests.push(progress.running.digest());
  }

  /** The synthetic message_hash message: type 254, length, Hash(ClientHello1) (RFC 8446 §4.4.1). */
  #messageHash(clientHello: Uint8Array, hash: HashName): Uint8Array {
    const header = Uint8Array.of(MESSAGE_HASH, 0, 0, HASH_LENGTH[hash]);
    return concat(header, this.#crypto.hash(hash, clientHello));
  }
}
