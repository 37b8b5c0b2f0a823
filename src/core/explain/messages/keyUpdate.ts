import { say } from "../say";
import { capital, type MessageText } from "./message";

/** Fresh keys in the middle of a connection. */
export const keyUpdate: MessageText = ({ version, from }) =>
  version === "TLS 1.2"
    ? say(
        "Key Update",
        "RFC 8446 §4.6.3",
        "Key Update belongs to TLS 1.3 only.",
        "TLS 1.2 gets fresh keys by a whole new handshake on the same connection (renegotiation).",
      )
    : say(
        "Key Update",
        "RFC 8446 §4.6.3",
        `${capital(from)} to ${from === "client" ? "server" : "client"}: from the next record on I use a new key, derived from the one before.`,
        "It can also ask the other side to do the same.",
        "Long connections do this, because a key should protect only so many records.",
      );
