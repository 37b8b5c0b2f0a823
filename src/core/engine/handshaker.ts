import { DecodeError } from "../bytes/reader";
import type { RecordCipher } from "../crypto/recordProtection";
import { Transcript } from "../crypto/transcript";
import type { Context } from "../grammar";
import { titleOf, writeHandshake, type HandshakeMessage } from "../tls/handshake";
import { CONTENT } from "../tls/record";
import { demand, EngineFailure } from "./failure";
import { Incoming } from "./incoming";
import { Outgoing } from "./outgoing";
import type { Received, Steps } from "./steps";
import type { Effect, EngineOptions } from "./types";

/** Alert levels (RFC 5246 §7.2). */
export const WARNING = 1;
export const FATAL = 2;

type Named<N extends string> = Received & { readonly message: Extract<HandshakeMessage, { tag: N }> };

/** What the parts of the handshake share: records in both directions, the transcript, and what is asked of the surroundings. */
export class Handshaker {
  readonly incoming = new Incoming();
  readonly outgoing: Outgoing;
  readonly transcript: Transcript;
  /** The context in which the server's next message is read. */
  context: Context = { from: "server" };
  /** Messages of a finished handshake do not go into its transcript. */
  recording = true;
  /** Both sides sent Finished. */
  established = false;
  /** The Client Hello's random, which names the session in a key log. */
  clientRandom: Uint8Array = new Uint8Array(0);
  #effects: Effect[] = [];

  /** `atBoundary` says whether all handshake bytes that came have been read. */
  constructor(
    readonly options: EngineOptions,
    private readonly atBoundary: () => boolean,
  ) {
    this.outgoing = new Outgoing(options.random);
    this.transcript = new Transcript(options.provider);
  }

  /** What the server sends from now on is protected with these keys. A message must not lie across the change (RFC 8446 §5.1). */
  receiveWith(cipher: RecordCipher, tls13: boolean): void {
    demand(
      this.atBoundary(),
      "unexpected_message",
      "The server sent handshake messages where its keys change, in the record before the change.",
    );
    this.incoming.use(cipher, tls13);
  }

  /** Asks the surroundings for something. */
  emit(effect: Effect): void {
    if (effect.type === "established") this.established = true;
    this.#effects.push(effect);
  }

  /** Everything that was asked for since the last call. */
  takeEffects(): Effect[] {
    const effects = this.#effects;
    this.#effects = [];
    return effects;
  }

  /** Logs a secret, before anything that it protects is sent or read. */
  logSecret(label: string, secret: Uint8Array): void {
    this.emit({ type: "secret", entry: { label, clientRandom: this.clientRandom, secret } });
  }

  /** Sends handshake messages, and puts them into the transcript. */
  send(...messages: HandshakeMessage[]): void {
    for (const message of messages) {
      const bytes = writeHandshake(message);
      if (this.recording) this.transcript.append(bytes);
      this.emit({ type: "send", bytes: this.outgoing.write(CONTENT.handshake, bytes) });
    }
  }

  /** Sends an alert. */
  sendAlert(level: typeof WARNING | typeof FATAL, description: number): void {
    this.emit({ type: "send", bytes: this.outgoing.write(CONTENT.alert, Uint8Array.of(level, description)) });
  }

  /** Sends Change Cipher Spec; with `cipher`, what follows is protected (before TLS 1.3). */
  sendChangeCipherSpec(cipher?: RecordCipher): void {
    this.emit({ type: "send", bytes: this.outgoing.changeCipherSpec() });
    if (cipher) this.outgoing.use(cipher);
  }

  /** The server's next message, which must be one of these. Throws EngineFailure for another one. */
  *expect<N extends HandshakeMessage["tag"]>(...names: readonly N[]): Steps<Named<N>> {
    const arrival = yield { kind: "message", expected: names };
    if (arrival.kind !== "message") throw unexpected(names, "Change Cipher Spec");
    if (!isOneOf(arrival, names)) throw unexpected(names, titleOf(arrival.message.tag));
    return arrival;
  }

  /** The server's Change Cipher Spec (before TLS 1.3). */
  *expectChangeCipherSpec(): Steps<void> {
    const arrival = yield { kind: "message", expected: ["change_cipher_spec"] };
    if (arrival.kind === "message") throw unexpected(["change_cipher_spec"], titleOf(arrival.message.tag));
  }

  /** A signature by the client's key. */
  *sign(scheme: number, content: Uint8Array): Steps<Uint8Array> {
    const arrival = yield { kind: "signature", scheme, content };
    if (arrival.kind !== "signature")
      throw new EngineFailure("internal_error", "A message came where the client's signature was awaited.");
    return arrival.signature;
  }
}

function isOneOf<N extends HandshakeMessage["tag"]>(
  arrival: Received,
  names: readonly N[],
): arrival is Named<N> {
  return names.some((name) => name === arrival.message.tag);
}

function unexpected(expected: readonly string[], came: string): EngineFailure {
  return new EngineFailure(
    "unexpected_message",
    `The server sent ${came} where ${expected.map(titleOf).join(" or ")} was expected.`,
  );
}

/** Runs `read`; content that breaks its structure becomes a decode_error. */
export function decoding<T>(what: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof DecodeError)
      throw new EngineFailure("decode_error", `The server's ${what} is malformed: ${error.message}.`);
    throw error;
  }
}
