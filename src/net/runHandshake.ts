import { Socket } from "node:net";
import { performance } from "node:perf_hooks";
import { createClient } from "../core/engine/client";
import type { Effect, Engine, EngineOptions } from "../core/engine/types";
import type { Finding, KeyLogEntry } from "../core/inspection";
import type { WireChunk, WireEnd, WireLog } from "../core/session/wireLog";
import { failure, socketFailure } from "./failures";
import type { Target } from "./target";

/** Signs with the client's key, which never leaves this side; rejects when the key cannot. */
export type Signer = (scheme: number, content: Uint8Array) => Promise<Uint8Array>;

/** A handshake to run. */
export interface HandshakeOptions {
  readonly target: Target;
  readonly engine: EngineOptions;
  readonly signer?: Signer;
  /** Milliseconds for the whole, from connecting to Finished. */
  readonly timeoutMs: number;
  /**
   * Milliseconds to wait for the server's word after our Finished, beyond the time that its first answer took: a TLS
   * 1.3 server may still refuse us (RFC 8446 §4.4.2.4), and says so a round trip later.
   */
  readonly settleMs: number;
  /** The most bytes to take from the server. */
  readonly maxBytes?: number;
  readonly signal?: AbortSignal;
  /** Called when something new is in the log; `log` takes a snapshot, which costs as much as the log is long. */
  readonly onProgress?: (log: () => WireLog) => void;
}

/** How it went. */
export interface HandshakeRun {
  readonly log: WireLog;
  /** Both sides sent Finished, and what we checked held. */
  readonly established: boolean;
  /** Why it failed; undefined for a handshake that went well. The log's end has it too, unless its bytes say it. */
  readonly failure: Finding | undefined;
}

const DEFAULT_MAX_BYTES = 1 << 20;
/** Milliseconds for our last bytes to leave. */
const LINGER_MS = 200;

/**
 * Connects, runs the handshake, waits for the server's word, and ends with close_notify; sends no application data.
 * Never rejects: what went wrong is in the result. The socket is gone when the promise settles.
 */
export function runHandshake(options: HandshakeOptions): Promise<HandshakeRun> {
  return new Promise((resolve) => {
    new Connection(options, resolve).open();
  });
}

class Connection {
  readonly #socket = new Socket();
  readonly #engine: Engine;
  readonly #chunks: WireChunk[] = [];
  readonly #openedMs = Date.now();
  #connection: WireLog["connection"];
  readonly #keyLog: KeyLogEntry[] = [];
  readonly #start = performance.now();
  #received = 0;
  #established = false;
  #failure: Finding | undefined;
  #timer: NodeJS.Timeout | undefined;
  #over = false;
  #connected = false;
  /** When the Client Hello left, and how long the server's first answer to it took. */
  #helloMs: number | undefined;
  #roundTripMs = 0;
  /** The failure is to be seen in the bytes: the log's end need not repeat it. */
  #onTheWire = false;

  constructor(
    private readonly options: HandshakeOptions,
    private readonly resolve: (run: HandshakeRun) => void,
  ) {
    this.#engine = createClient(options.engine);
  }

  open(): void {
    const { target, timeoutMs, signal } = this.options;
    const socket = this.#socket;
    if (signal?.aborted) {
      this.#cancel();
      return;
    }
    signal?.addEventListener("abort", this.#cancel, { once: true });
    this.#timer = setTimeout(() => {
      this.#timeout();
    }, timeoutMs);
    socket.setNoDelay(true);
    socket.on("connect", () => {
      this.#connected = true;
      this.#connection = endpointsOf(socket, this.#openedMs);
      this.#helloMs = this.#now();
      this.#apply(this.#engine.start());
    });
    socket.on("data", (data) => {
      this.#data(new Uint8Array(data));
    });
    socket.on("end", () => {
      this.#ended();
    });
    socket.on("error", (error) => {
      this.#failure ??= this.#established ? undefined : socketFailure(error, target.label, target.host);
      this.#finish({ by: this.#connected ? "reset" : "server" });
    });
    socket.on("close", () => {
      this.#ended();
    });
    socket.connect({ host: target.host, port: target.port });
  }

  #data(bytes: Uint8Array): void {
    if (this.#over) return;
    const limit = this.options.maxBytes ?? DEFAULT_MAX_BYTES;
    const room = limit - this.#received;
    const taken = bytes.subarray(0, room);
    this.#received += taken.length;
    const timeMs = this.#now();
    if (this.#received === taken.length && this.#helloMs !== undefined)
      this.#roundTripMs = timeMs - this.#helloMs;
    const effects = this.#engine.receive(taken);
    // The secrets that come of these bytes are logged with them, before what they decrypt is shown.
    this.#chunks.push({ from: "server", bytes: taken, timeMs });
    this.#apply(effects);
    if (bytes.length > room) this.#overLimit(limit);
  }

  #overLimit(limit: number): void {
    if (this.#over) return;
    this.#failure ??= failure(
      "limit",
      `The server sent more than ${String(limit)} bytes, and we stopped reading.`,
      "A handshake takes a few thousand bytes: something else answers there.",
    );
    this.#finish({ by: "limit" });
  }

  #apply(effects: readonly Effect[]): void {
    // A flight leaves in one piece: a server that refuses its first message closes, and a later write would then fail
    // before the alert is read.
    this.#socket.cork();
    for (const effect of effects) this.#effect(effect);
    this.#socket.uncork();
    if (!this.#over) this.options.onProgress?.(() => this.#log());
  }

  #effect(effect: Effect): void {
    if (this.#over && effect.type !== "send") return;
    switch (effect.type) {
      case "send":
        this.#chunks.push({ from: "client", bytes: effect.bytes, timeMs: this.#now() });
        if (this.#socket.writable) this.#socket.write(effect.bytes);
        break;
      case "secret":
        this.#keyLog.push(effect.entry);
        break;
      case "needSignature":
        this.#sign(effect.scheme, effect.content);
        break;
      case "established":
        this.#established = true;
        this.#settle();
        break;
      case "failed":
        this.#fail(effect);
        break;
      case "closed":
        this.#close({ by: "server" });
        break;
      case "data":
        break;
    }
  }

  #sign(scheme: number, content: Uint8Array): void {
    const { signer } = this.options;
    const signature = signer ? signer(scheme, content) : Promise.reject(new Error("no key is at hand"));
    signature.then(
      (bytes) => {
        if (!this.#over) this.#apply(this.#engine.supplySignature(bytes));
      },
      (error: unknown) => {
        const reason = error instanceof Error ? error.message : String(error);
        this.#failure ??= failure(
          "signing",
          `The client's key did not sign: ${reason}.`,
          "Check that the key file is the certificate's and can be used.",
        );
        if (!this.#over) this.#apply(this.#engine.refuseSignature(reason));
      },
    );
  }

  /** Waits for the server's word after Finished: a refusal, a ticket, data, or nothing. */
  #settle(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#close({ by: "settled" });
    }, this.options.settleMs + this.#roundTripMs);
  }

  #fail({ reason, alert, notTls }: Extract<Effect, { type: "failed" }>): void {
    const kind = notTls ? "not-tls" : !alert ? "eof" : alert.from === "server" ? "alert" : "handshake";
    this.#onTheWire =
      this.#failure === undefined && (kind === "not-tls" || (kind === "alert" && alert?.description !== 0));
    this.#failure ??=
      kind === "eof"
        ? failure(
            "eof",
            reason,
            "Look at the server's log; a server that drops connections often wants another protocol version, another name (SNI), or a client certificate.",
          )
        : failure(kind, reason);
    this.#established = false;
    this.#close({ by: alert?.from === "client" || notTls ? "client" : "server" }, false);
  }

  #ended(): void {
    if (this.#over) return;
    this.#apply(this.#engine.end());
    this.#finish({ by: "server" });
  }

  #timeout(): void {
    const { target, timeoutMs } = this.options;
    const seconds = `${String(timeoutMs / 1000)} s`;
    const last = this.#chunks.findLast((chunk) => chunk.from === "server");
    this.#failure ??= !this.#connected
      ? failure(
          "timeout",
          `${target.label} did not answer the connection request within ${seconds}.`,
          "A firewall may drop it: check address, port and firewall.",
        )
      : last
        ? failure(
            "timeout",
            `The server stopped in the middle of the handshake: nothing came for the rest of ${seconds}.`,
            "Look at the server's log; raise tlsInspector.timeout for a slow one.",
          )
        : failure(
            "timeout",
            `The server accepted the connection but sent nothing within ${seconds}.`,
            "It may wait for another protocol (a STARTTLS port, for example), or be overloaded.",
          );
    this.#finish({ by: "timeout" });
  }

  readonly #cancel = (): void => {
    this.#failure ??= failure("cancelled", "The handshake test was cancelled.");
    this.#finish({ by: "cancelled" });
  };

  /** Ends with close_notify where the engine still can. */
  #close(end: Omit<WireEnd, "timeMs">, notify = true): void {
    if (this.#over) return;
    if (notify) for (const effect of this.#engine.close()) this.#effect(effect);
    this.#finish(end);
  }

  #finish(end: Omit<WireEnd, "timeMs">): void {
    if (this.#over) return;
    this.#over = true;
    clearTimeout(this.#timer);
    this.options.signal?.removeEventListener("abort", this.#cancel);
    const finding = this.#failure;
    const log = this.#log({
      ...end,
      timeMs: this.#now(),
      ...(finding && !this.#onTheWire ? { finding } : {}),
    });
    const run = { log, established: this.#established, failure: finding };
    const socket = this.#socket;
    const gone = (): void => {
      clearTimeout(linger);
      this.resolve(run);
    };
    const linger = setTimeout(() => socket.destroy(), LINGER_MS);
    if (socket.closed) gone();
    else socket.once("close", gone);
    // What was written is still sent; then the socket goes, whatever the server does.
    if (socket.writable && this.#connected) socket.end(() => socket.destroy());
    else socket.destroy();
  }

  #now(): number {
    return Math.round((performance.now() - this.#start) * 1000) / 1000;
  }

  #log(end?: WireEnd): WireLog {
    const connection = this.#connection;
    return {
      chunks: [...this.#chunks],
      keyLog: [...this.#keyLog],
      ...(end ? { end } : {}),
      ...(connection ? { connection } : {}),
    };
  }
}

/** Both ends of a connected socket. */
function endpointsOf(socket: Socket, openedMs: number): WireLog["connection"] {
  const { localAddress, localPort, remoteAddress, remotePort } = socket;
  if (!localAddress || !localPort || !remoteAddress || !remotePort) return undefined;
  return {
    client: { address: localAddress, port: localPort },
    server: { address: remoteAddress, port: remotePort },
    openedMs,
  };
}
