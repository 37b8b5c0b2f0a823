import type { Side } from "../inspection";
import type { Protection } from "./protection";
import type { Rounds } from "./rounds";
import type { SessionMessage } from "./types";

/** What the turns of two sides are told by. */
export interface Table {
  readonly rounds: Rounds;
  readonly protection: Readonly<Record<Side, Protection>>;
  readonly messages: readonly Pick<SessionMessage, "from" | "name" | "epoch">[];
}

/**
 * Whose record comes next where a source does not tell the order between the sides: a side waits for what it must have
 * heard before it could go on (RFC 8446 §2, RFC 5246 §7.3).
 */
export class Turns {
  readonly #seen = new Set<string>();
  #read = 0;

  constructor(private readonly table: Table) {}

  /** Whether a side may have sent its next record by now. */
  may(side: Side): boolean {
    const { messages, protection, rounds } = this.table;
    for (; this.#read < messages.length; this.#read++) {
      const message = messages[this.#read];
      if (message) this.#seen.add(`${message.from} ${message.epoch === undefined ? "" : "*"}${message.name}`);
    }
    const { version, serverHello, isBegun } = rounds.current;
    if (side === "client" && !isBegun) return true;
    if (side === "server" && !isBegun) return false;
    if (!serverHello) return side === "server";
    if (version === 0x0304)
      return side === "client"
        ? protection.server.epoch === "application"
        : protection.server.epoch === "handshake" || protection.client.epoch === "application";
    const answered = this.#seen.has("server server_hello_done");
    if (side === "client") return answered || this.#seen.has("server change_cipher_spec");
    return !answered || this.#hasFinished("client");
  }

  #hasFinished(side: Side): boolean {
    return this.#seen.has(`${side} *finished`) || this.#seen.has(`${side} *encrypted`);
  }
}
