import { say } from "../say";
import { isTls13, type MessageText } from "./message";

/** Something that this program has no name for. */
export const unknown: MessageText = (s) =>
  say(
    "Unknown message",
    isTls13(s) ? "RFC 8446 §5" : "RFC 5246 §6",
    `The ${s.from} sent something whose type is not known here; its bytes are shown as they are.`,
    "A side that receives a message it does not expect has to end the connection with the alert unexpected_message.",
  );
