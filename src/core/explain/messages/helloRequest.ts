import { say } from "../say";
import { isTls13, type MessageText } from "./message";

/** A server's wish to negotiate anew. */
export const helloRequest: MessageText = (s) =>
  isTls13(s)
    ? say(
        "Hello Request",
        "RFC 8446 §4.6",
        "TLS 1.3 has no Hello Request, because it has no renegotiation.",
        "Two reasons for one became messages of their own after the handshake: Key Update brings fresh keys, and a late Certificate Request asks the client who it is.",
      )
    : say(
        "Hello Request",
        "RFC 5246 §7.4.1.1",
        "The server asks the client to begin a new handshake on the connection that they already have (renegotiation).",
        "The client answers with a Client Hello, ignores it, or declines with the warning no_renegotiation.",
        "It is the one handshake message that does not count in the hash that Finished is made from.",
        "Some servers ask for a client certificate in this way, only once a protected page is requested.",
      );
