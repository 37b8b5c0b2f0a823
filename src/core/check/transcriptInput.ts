import type { Check, CheckInput } from "../inspection";
import type { Session } from "../session/types";

/** The first `count` messages of the transcript as a check's input: "messages 1-7". */
export function transcriptInput(session: Session, count: number): CheckInput {
  const spans = session.transcriptMessages.slice(0, count).map(({ span }) => span);
  return { name: count === 1 ? "message 1" : `messages 1-${String(count)}`, spans };
}

/** What is said of a message that no transcript of a handshake covers: it belongs to post-handshake authentication. */
export function afterHandshake(what: string): Pick<Check, "status" | "message" | "inputs"> {
  return {
    status: "not checked",
    message: `${what} was not checked: it came after the handshake (RFC 8446 §4.6.2), for which no transcript is kept here.`,
    inputs: [],
  };
}
