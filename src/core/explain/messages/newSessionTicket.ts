import { say } from "../say";
import { isTls13, type MessageText } from "./message";

/** Something to resume the session with. */
export const newSessionTicket: MessageText = (s) =>
  isTls13(s)
    ? say(
        "New Session Ticket",
        "RFC 8446 §4.6.1",
        "After the handshake the server hands out a ticket: with it the client can come back and skip the certificates (resumption).",
        "The key that belongs to it is not sent: both sides derive it from the finished handshake and the nonce in this message.",
        "Servers often send several, so that each is used only once.",
        s.mutual &&
          "A server that asks for a client certificate can make a ticket only after the client's Finished, so one is a good sign that it accepted the client.",
      )
    : say(
        "New Session Ticket",
        "RFC 5077 §3.3",
        "The server gives the client its own session state, sealed with a key that only the server has.",
        "A client that brings it along next time can resume with a shorter handshake, and the server need not remember anything.",
        "It travels unencrypted, right before the server's Change Cipher Spec; TLS 1.3 sends it after the handshake, encrypted.",
      );
