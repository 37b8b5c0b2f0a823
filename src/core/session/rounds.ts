import type { CryptoProvider } from "../crypto/provider";
import type { Context } from "../grammar";
import type { KeyLogEntry } from "../inspection";
import { State } from "./state";
import type { HandshakeRound, Session } from "./types";

/** The handshakes of a connection, one after another: the second and later ones are renegotiations (RFC 5246 §7.4.1.1). */
export class Rounds {
  readonly #all: State[] = [];

  constructor(
    private readonly keyLog: readonly KeyLogEntry[],
    private readonly der: Context["der"],
    private readonly provider: CryptoProvider,
  ) {
    this.begin();
  }

  get all(): readonly State[] {
    return this.#all;
  }

  /** The number of the handshake under way. */
  get number(): number {
    return this.#all.length - 1;
  }

  /** The handshake under way. */
  get current(): State {
    return this.#all.at(-1) ?? this.begin();
  }

  /** Begins another handshake. */
  begin(): State {
    const state = new State(this.keyLog, this.der, this.provider);
    this.#all.push(state);
    return state;
  }

  /** The number of the handshake that tells what was agreed on: the last with a Server Hello, or else the last. */
  get main(): number {
    const answered = this.#all.findLastIndex((state) => state.serverHello !== undefined);
    return answered < 0 ? this.number : answered;
  }
}

/** What a session says of one of its handshakes, with that one's messages only (their indices stay the session's). */
export function sessionOf(session: Session, number: number): Session {
  const round = session.rounds[number];
  if (!round || session.rounds.length === 1) return session;
  return withRound(
    session,
    number,
    round,
    session.messages.filter((message) => message.round === number),
  );
}

/** The session as each of its handshakes sees it, in order. */
export function sessionsOf(session: Session): Session[] {
  if (session.rounds.length === 1) return [session];
  const messages = session.rounds.map((): Session["messages"][number][] => []);
  for (const message of session.messages) messages[message.round]?.push(message);
  return session.rounds.map((round, number) => withRound(session, number, round, messages[number] ?? []));
}

function withRound(
  session: Session,
  mainRound: number,
  round: HandshakeRound,
  messages: Session["messages"],
): Session {
  const { transcript, transcriptMessages, clientHello, serverHello, encryptedExtensions } = round;
  const { version, suite, presented } = round;
  return {
    ...session,
    ...{ transcript, transcriptMessages, clientHello, serverHello, encryptedExtensions },
    ...{ version, suite, presented, mainRound, messages },
    secret: (label) => round.secret(label),
  };
}
