import type { CryptoProvider } from "../crypto/provider";
import type { Check } from "../inspection";
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

/** Recomputes every cryptographic step of a session that can be recomputed, in the order of its messages. */
export function checkSession(session: Session, provider: CryptoProvider): Check[] {
  const context = { session, provider };
  return session.messages.flatMap((message) =>
    MESSAGE_CHECKS.flatMap((check) => check(message, context) ?? []),
  );
}
