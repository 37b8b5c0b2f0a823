import type { Explanation, MessageSituation } from "../types";

/** What is said of one message in a given situation. */
export type MessageText = (situation: MessageSituation) => Explanation;

/** "client" → "Client's Certificate" and the like want it with a capital. */
export function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** Whether the session speaks TLS 1.3. While that is open, TLS 1.2's words serve. */
export function isTls13(situation: MessageSituation): boolean {
  return situation.version === "TLS 1.3";
}
