import { say } from "../say";
import { isTls13, type MessageText } from "./message";

const GATE =
  "Application data flows only after each side has sent its Finished and verified the content of the other's.";

/** The check value over the whole handshake. */
export const finished: MessageText = (s) => {
  if (isTls13(s))
    return s.from === "server"
      ? say(
          "Server Finished",
          "RFC 8446 §4.4.4",
          "The server ends its turn with a check value: an HMAC over the hash of all messages so far, under a key that only the two sides can derive.",
          "The client computes the same; if it matches, both have the same keys and nobody changed a message on the way.",
          "It takes over from TLS 1.2's Server Hello Done, too.",
          s.mutual
            ? "The server still waits for the client's Certificate before it knows whom it talks to."
            : "The server may send application data from here on, though the client has not finished yet.",
        )
      : say(
          "Client Finished",
          "RFC 8446 §4.4.4",
          "The client ends the handshake with its own check value: an HMAC over the hash of all messages so far, the server's Finished included.",
          "The server computes the same and compares; from here on everything is protected with the application keys.",
          s.mutual
            ? "The client does not wait for a verdict on its certificate: a server that refuses it says so only after this message, with an alert."
            : "A client sends application data only after it has verified the server's Finished; early data (0-RTT) is the one exception.",
        );
  return s.from === "client"
    ? say(
        "Client Finished",
        "RFC 5246 §7.4.9",
        "This is the first message that the client encrypts with the new keys.",
        "It holds a check value (verify_data), made from the master secret and a hash of all handshake messages before it.",
        "The server computes the same; if it matches, both have the same keys and nobody changed a message on the way.",
        GATE,
      )
    : say(
        "Server Finished",
        "RFC 5246 §7.4.9",
        "This is the first message that the server encrypts with the new keys.",
        "Its check value covers all handshake messages before it, in a full handshake also the client's Finished, and is labelled “server finished” so that the client's cannot be played back.",
        "Only a server that knows the master secret can make it.",
        GATE,
      );
};
