import { say } from "../say";
import { isTls13, type MessageText } from "./message";

/** A sign of life. */
export const heartbeat: MessageText = (s) =>
  say(
    "Heartbeat",
    "RFC 6520 §4",
    "A request for a sign of life, or the answer to one, which repeats the payload of the request.",
    "It is known for Heartbleed: faulty implementations answered with more bytes than they had been sent, out of their memory.",
    isTls13(s) && "Hardly anyone speaks it in TLS 1.3.",
  );
