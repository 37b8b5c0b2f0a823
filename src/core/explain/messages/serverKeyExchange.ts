import { exchangeKind } from "../keyExchange";
import { say } from "../say";
import { isTls13, type MessageText } from "./message";

const TITLE = "Server Key Exchange";
const SIGNED =
  "It signs these together with both randoms, using the private key of its certificate: this shows that it holds that key, and that the message is no recording.";
const FORWARD =
  "The key is meant to be thrown away afterwards, so that recorded traffic stays secret even if the certificate's key is stolen one day (forward secrecy).";

/** The server's half of the key exchange, which hangs on the cipher suite. */
export const serverKeyExchange: MessageText = (s) => {
  if (isTls13(s))
    return say(
      TITLE,
      "RFC 8446 §4.2.8",
      "TLS 1.3 has no Server Key Exchange.",
      "The server's public key moved into key_share in Server Hello, and its signature into Certificate Verify, where it covers the whole handshake so far.",
    );
  switch (exchangeKind(s.keyExchange)) {
    case "ecdhe":
      return say(
        TITLE,
        "RFC 8422 §5.4",
        "The server names an elliptic curve and sends a public key that it made for this connection alone.",
        SIGNED,
        FORWARD,
      );
    case "dhe":
      return say(
        TITLE,
        "RFC 5246 §7.4.3",
        "The server sends a Diffie-Hellman group (a prime p and a generator g) and a public key that it made for this connection alone.",
        SIGNED,
        FORWARD,
        "The group is the server's own choice, and a small prime (under 2048 bits) makes it weak.",
      );
    case "rsa":
      return say(
        TITLE,
        "RFC 5246 §7.4.3",
        "With RSA key exchange the certificate holds all that the client needs to encrypt a secret to the server, so this message must not be sent.",
        "A client that receives it all the same has to end the handshake with unexpected_message.",
      );
    case "psk":
    case "rsa_psk":
      return say(
        TITLE,
        "RFC 4279 §2",
        "Both sides already share a secret key; here the server only hints at which one it means.",
        "A server that has no hint to give leaves the whole message out.",
      );
    case "ecdhe_psk":
    case "dhe_psk":
      return say(
        TITLE,
        exchangeKind(s.keyExchange) === "dhe_psk" ? "RFC 4279 §3" : "RFC 5489 §2",
        "The server sends a fresh public key, and may hint at which pre-shared key it means.",
        "Nothing is signed: the shared secret itself proves who is who, and the fresh key adds forward secrecy.",
      );
    case "unknown":
      return say(
        TITLE,
        "RFC 5246 §7.4.3",
        "The server sends what the client needs for the key exchange beyond the certificate: as a rule a public key made for this connection alone, signed with the certificate's key.",
        "What stands in it hangs on the cipher suite, and where RSA key exchange was chosen the message is absent.",
      );
  }
};
