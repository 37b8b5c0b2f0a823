import type { CheckInput } from "../inspection";
import type { Session } from "../session/types";

/** The first `count` messages of the transcript as a check's input: "messages 1-7". */
export function transcriptInput(session: Session, count: number): CheckInput {
  const spans = session.transcriptMessages.slice(0, count).flatMap((index) => {
    const message = session.messages[index];
    return message ? [message.span] : [];
  });
  return { name: count === 1 ? "message 1" : `messages 1-${String(count)}`, spans };
}
