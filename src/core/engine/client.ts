import { readAlert } from "../tls/alert";
import { AlertDescription, ContentType, HandshakeType } from "../tls/codePoints";
import { messageName, readHandshake, titleOf, type HandshakeMessage } from "../tls/handshake";
import { CONTENT } from "../tls/record";
import { ALERT, demand, EngineFailure, NotTls } from "./failure";
import { handshake } from "./handshake";
import { decoding, FATAL, Handshaker, WARNING } from "./handshaker";
import type { Content } from "./incoming";
import { MessageJoiner } from "./messageJoiner";
import type { Arrival, Steps, Wait } from "./steps";
import type { Effect, Engine, EngineOptions } from "./types";

const CLOSE_NOTIFY = 0;
const HELLO_REQUEST = 0;

/** A TLS client without I/O: see `Engine`. */
export function createClient(options: EngineOptions): Engine {
  return new Client(options);
}

class Client implements Engine {
  readonly #io: Handshaker;
  readonly #steps: Steps<void>;
  readonly #fragments = new MessageJoiner();
  #wait: Wait | undefined;
  #arrivals: (() => Arrival)[] = [];
  #over = false;
  #closed = false;

  constructor(options: EngineOptions) {
    this.#io = new Handshaker(options, () => this.#arrivals.length === 0 && this.#fragments.pending === 0);
    this.#steps = handshake(this.#io);
  }

  start(): Effect[] {
    return this.#guard(() => {
      this.#go();
    });
  }

  receive(bytes: Uint8Array): Effect[] {
    return this.#guard(() => {
      this.#io.incoming.push(bytes);
      this.#work();
    });
  }

  supplySignature(signature: Uint8Array): Effect[] {
    return this.#guard(() => {
      if (this.#wait?.kind !== "signature") return;
      this.#go({ kind: "signature", signature });
      this.#work();
    });
  }

  refuseSignature(reason: string): Effect[] {
    return this.#guard(() => {
      throw new EngineFailure("internal_error", `The client's key did not sign: ${reason}`);
    });
  }

  sendData(bytes: Uint8Array): Effect[] {
    return this.#guard(() => {
      if (this.#io.established)
        this.#io.emit({ type: "send", bytes: this.#io.outgoing.write(CONTENT.application_data, bytes) });
    });
  }

  end(): Effect[] {
    return this.#guard(() => {
      if (this.#closed || this.#io.established) return;
      // What has come is looked at once more: a greeting without an end of line, for example.
      this.#io.incoming.next(true);
      this.#over = true;
      const awaited =
        this.#wait?.kind === "message"
          ? `while we waited for ${this.#wait.expected.map(titleOf).join(" or ")}`
          : "during the handshake";
      this.#io.emit({
        type: "failed",
        reason: `The server closed the connection ${awaited}, without an alert that would say why.`,
      });
    });
  }

  close(): Effect[] {
    return this.#guard(() => {
      this.#io.sendAlert(WARNING, CLOSE_NOTIFY);
      this.#over = true;
    });
  }

  /** Runs `action`, turns what went wrong into an alert and a failure, and returns what is to be done. */
  #guard(action: () => void): Effect[] {
    if (this.#over) return [];
    try {
      action();
    } catch (error) {
      if (error instanceof NotTls) {
        this.#over = true;
        this.#io.emit({ type: "failed", reason: error.message, notTls: true });
        return this.#io.takeEffects();
      }
      if (!(error instanceof EngineFailure)) throw error;
      this.#over = true;
      this.#io.sendAlert(FATAL, ALERT[error.alert]);
      this.#io.emit({
        type: "failed",
        reason: `${error.message} We sent the alert ${error.alertText}.`,
        alert: { from: "client", description: ALERT[error.alert] },
      });
    }
    return this.#io.takeEffects();
  }

  /** Lets the handshake run until it needs something again. */
  #go(arrival?: Arrival): void {
    const result = arrival ? this.#steps.next(arrival) : this.#steps.next();
    this.#wait = result.done ? undefined : result.value;
    if (this.#wait?.kind === "signature") {
      const { scheme, content } = this.#wait;
      this.#io.emit({ type: "needSignature", scheme, content });
    }
  }

  /** Hands on what has arrived, opening records one at a time: each message may change the keys for the next record. */
  #work(): void {
    while (!this.#over && this.#wait?.kind === "message") {
      const arrival = this.#arrivals.shift();
      if (arrival) {
        this.#go(arrival());
        continue;
      }
      const record = this.#io.incoming.next();
      if (!record) return;
      this.#content(record);
    }
  }

  #content({ type, content }: Content): void {
    if (type !== CONTENT.handshake && this.#fragments.pending > 0)
      throw new EngineFailure(
        "unexpected_message",
        `The server sent ${ContentType.name(type)} in the middle of a handshake message.`,
      );
    if (type === CONTENT.handshake) this.#handshakeBytes(content);
    else if (type === CONTENT.change_cipher_spec) this.#changeCipherSpec(content);
    else if (type === CONTENT.alert) this.#alert(content);
    else if (type === CONTENT.application_data && this.#io.established)
      this.#io.emit({ type: "data", bytes: content });
    else
      throw new EngineFailure(
        "unexpected_message",
        `The server sent a record of type ${ContentType.display(type)} during the handshake.`,
      );
  }

  #handshakeBytes(content: Uint8Array): void {
    demand(content.length > 0, "unexpected_message", "The server sent an empty handshake record.");
    this.#fragments.push(content);
    for (let bytes = this.#fragments.next(); bytes; bytes = this.#fragments.next()) {
      const message = bytes;
      // A request to renegotiate during a handshake is passed over (RFC 5246 §7.4.1.1).
      if (this.#isTls12() && message[0] === HELLO_REQUEST && !this.#io.established) continue;
      // Read when its turn comes: the messages before it say how.
      this.#arrivals.push(() => this.#read(message));
    }
  }

  #read(bytes: Uint8Array): Arrival {
    const io = this.#io;
    const name = messageName(bytes);
    demand(
      name !== "unknown",
      "unexpected_message",
      `The server sent a handshake message of type ${HandshakeType.display(bytes[0] ?? 0)}, which has no place here.`,
    );
    const message: HandshakeMessage = decoding(titleOf(name), () => readHandshake(bytes, io.context));
    if (io.recording && message.tag !== "hello_request") io.transcript.append(bytes);
    return { kind: "message", message, bytes };
  }

  #changeCipherSpec(content: Uint8Array): void {
    demand(
      content.length === 1 && content[0] === 1,
      "unexpected_message",
      "The server sent a malformed Change Cipher Spec.",
    );
    // TLS 1.3 sends it for the sake of middleboxes only: it is dropped (RFC 8446 §5), also before we know the version.
    if (this.#isTls12()) this.#arrivals.push(() => ({ kind: "change_cipher_spec" }));
    else
      demand(
        !this.#io.established,
        "unexpected_message",
        "The server sent Change Cipher Spec after the handshake.",
      );
  }

  #isTls12(): boolean {
    const { version } = this.#io.context;
    return version !== undefined && version < 0x0304;
  }

  #alert(content: Uint8Array): void {
    const alert = readAlert(content);
    demand(alert !== undefined, "decode_error", "The server sent a malformed alert.");
    const { level, description } = alert;
    if (description === CLOSE_NOTIFY) {
      this.#closed = true;
      this.#over = this.#io.established ? this.#over : true;
      this.#io.emit(
        this.#io.established
          ? { type: "closed" }
          : {
              type: "failed",
              reason: "The server closed the connection (close_notify) before the handshake was complete.",
              alert: { from: "server", description },
            },
      );
      return;
    }
    const tls13 = this.#io.context.version === 0x0304;
    if (level === WARNING && !tls13) return;
    this.#over = true;
    this.#io.emit({
      type: "failed",
      reason: `The server sent the alert ${AlertDescription.name(description)} (${String(description)}).`,
      alert: { from: "server", description },
    });
  }
}
