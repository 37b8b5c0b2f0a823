import { say } from "../say";
import { capital, isTls13, type MessageText } from "./message";

/** An alert in general; what its description means is told by explainAlert. */
export const alert: MessageText = (s) =>
  isTls13(s)
    ? say(
        "Alert",
        "RFC 8446 §6",
        `The ${s.from} ends the connection or says why it must.`,
        "In TLS 1.3 the level means nothing any more: close_notify and user_canceled are orderly ends, every other alert is an error and closes the connection at once.",
        "As soon as there are keys, alerts are encrypted like everything else.",
      )
    : say(
        "Alert",
        "RFC 5246 §7.2",
        `${capital(s.from)} to ${s.from === "client" ? "server" : "client"}: a warning, a fatal error, or the orderly end of the connection (close_notify).`,
        "A fatal alert closes the connection at once, and its session must not be resumed.",
        "Alerts name an error only roughly, so as not to help an attacker; the full reason often stands only in the other side's log.",
      );
