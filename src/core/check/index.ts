import type { CryptoProvider } from "../crypto/provider";
import type { Check } from "../inspection";
import { sessionsOf } from "../session/rounds";
import type { Session } from "../session/types";
import { certificateVerify } from "./certificateVerify";
import { clientCertificate } from "./clientCertificate";
import { finished } from "./finished";
import { keyScheduleCheck } from "./keySchedule";
import { serverKeyExchange } from "./serverKeyExchange";
import type { MessageCheck } from "./types";

/** What is checked of each message: a new check is a file and a row here. */
const MESSAGE_CHECKS: readonly MessageCheck[] = [
  keyScheduleCheck,
  serverKeyExchange,
  clientCertificate,
  certificateVerify,
  finished,
];

/** More handshakes than a connection has: only hostile input goes on, and each check of a signature takes its time. */
const MOST_ROUNDS = 8;

/**
 * Recomputes every cryptographic step of a session that can be recomputed, in the order of its messages. Each handshake
 * has one message of a kind from each side: what comes again is out of place and is not checked.
 */
export function checkSession(session: Session, provider: CryptoProvider): Check[] {
  return sessionsOf(session)
    .slice(0, MOST_ROUNDS)
    .flatMap((round) => checkRound(round, provider));
}

function checkRound(session: Session, provider: CryptoProvider): Check[] {
  const context = { session, provider };
  const seen = new Set<string>();
  // What was in a record that stayed closed, or is shown in part, is missing from the transcript.
  const closed = session.messages.findIndex(
    ({ name, epoch, partial }) => partial === true || (name === "encrypted" && epoch !== "application"),
  );
  return session.messages.flatMap((message) => {
    if (!message.handshake) return [];
    // Post-handshake authentication repeats the client's messages (RFC 8446 §4.6.2).
    const kind = `${message.from} ${message.name} ${String(message.transcriptIndex !== undefined)}`;
    if (seen.has(kind)) return [];
    seen.add(kind);
    const checks = MESSAGE_CHECKS.flatMap((check) => check(message, context) ?? []);
    return closed >= 0 && closed < message.index ? checks.map(afterClosedRecord) : checks;
  });
}

/** What a check over the transcript is worth when a part of the transcript could not be read: nothing, unless it passed. */
function afterClosedRecord(check: Check): Check {
  if (check.status !== "failed" || !TRANSCRIPT_CHECKS.test(check.id)) return check;
  return {
    ...check,
    status: "not checked",
    message:
      "Not checked: what a record before it holds is not known, so a part of the transcript is missing.",
  };
}

const TRANSCRIPT_CHECKS = /^(finished|certificate_verify)\./;
