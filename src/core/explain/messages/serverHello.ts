import { say } from "../say";
import { exchangeKind } from "../keyExchange";
import { isTls13, type MessageText } from "./message";

/** The server's choice. */
export const serverHello: MessageText = (s) =>
  isTls13(s)
    ? say(
        "Server Hello",
        "RFC 8446 §4.1.3",
        "The server chooses a cipher suite and, in supported_versions, the version; the old version field stays at TLS 1.2.",
        "Its key_share is its half of the key exchange, in place of TLS 1.2's Server Key Exchange (it is absent only where a pre-shared key serves alone).",
        "Now both sides can compute the handshake keys, and every handshake message from here on is encrypted.",
        "That is why most answers to the client's extensions moved into the next message, Encrypted Extensions.",
      )
    : say(
        "Server Hello",
        "RFC 5246 §7.4.1.3",
        "The server answers with its choice from the client's offer: one version, one cipher suite, and 32 random bytes of its own.",
        "Both randoms go into the keys, so that no two connections have the same ones.",
        "Its extensions answer those of the client, and it may answer only what the client offered.",
        exchangeKind(s.keyExchange) === "rsa" &&
          "The suite chosen here exchanges keys by RSA, so no Server Key Exchange will follow.",
      );
