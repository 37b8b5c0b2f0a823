import type { Inspection } from "../../inspection";

/** The sessions of one text as one Inspection: every message has its stream; what was negotiated is told of the first that was answered. */
export function mergeSessions(sessions: readonly Inspection[]): Inspection | undefined {
  const [first, ...more] = sessions;
  if (!first || more.length === 0) return first;
  const main = sessions.find(({ negotiated }) => negotiated?.cipherSuite !== undefined) ?? first;
  let index = 0;
  const shifts = sessions.map(({ messages }) => {
    const shift = index;
    index += messages.length;
    return shift;
  });
  const shift = (i: number): number => shifts[i] ?? 0;
  return {
    ...main,
    messages: sessions.flatMap(({ messages }, i) =>
      messages.map((message) => ({ ...message, index: message.index + shift(i) })),
    ),
    certificates: sessions.flatMap(({ certificates }) => certificates),
    verdicts: sessions.flatMap(({ verdicts }) => verdicts),
    checks: sessions.flatMap(({ checks }, i) =>
      checks.map((check) =>
        check.messageIndex === undefined ? check : { ...check, messageIndex: check.messageIndex + shift(i) },
      ),
    ),
    findings: sessions.flatMap(({ findings }) => findings),
  };
}
