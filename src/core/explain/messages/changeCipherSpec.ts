import { say } from "../say";
import { capital, isTls13, type MessageText } from "./message";

/** The switch to the new keys; in TLS 1.3 only a costume. */
export const changeCipherSpec: MessageText = (s) =>
  isTls13(s)
    ? say(
        "Change Cipher Spec",
        "RFC 8446 §D.4",
        "In TLS 1.3 this record means nothing: it is sent only so that devices on the way, which expect to see one, take the connection for TLS 1.2.",
        "The receiver drops it, and it does not count in the transcript.",
        "Keys now change at fixed points of the handshake, without an announcement.",
      )
    : say(
        "Change Cipher Spec",
        "RFC 5246 §7.1",
        `${capital(s.from)} to ${s.from === "client" ? "server" : "client"}: from my next record on I use the keys and the cipher that we just agreed on.`,
        "It is one byte in a record type of its own, not a handshake message, and so does not count in the hash that Finished is made from.",
        `What follows is the ${s.from}'s Finished, its first encrypted message.`,
      );
