import { exchangeKind } from "../keyExchange";
import { say } from "../say";
import { isTls13, type MessageText } from "./message";

const TITLE = "Client Key Exchange";
const KEYS =
  "From it and both randoms (with extended_master_secret, from it and a hash of the handshake) comes the master secret, and from that all keys.";

/** The client's half of the key exchange. */
export const clientKeyExchange: MessageText = (s) => {
  if (isTls13(s))
    return say(
      TITLE,
      "RFC 8446 §4.2.8",
      "TLS 1.3 has no Client Key Exchange.",
      "The client's public key moved into key_share in Client Hello, a whole round trip earlier; RSA key exchange, which encrypted a secret here, is gone.",
    );
  switch (exchangeKind(s.keyExchange)) {
    case "rsa":
      return say(
        TITLE,
        "RFC 5246 §7.4.7.1",
        "The client makes up 48 bytes (two of version, 46 random), the premaster secret, and encrypts them with the public key from the server's certificate.",
        "Only the holder of the private key can decrypt them, and by using them the server shows that it is the one.",
        KEYS,
        "There is no forward secrecy: whoever gets that private key later can decrypt everything recorded until then.",
      );
    case "ecdhe":
      return say(
        TITLE,
        "RFC 8422 §5.7",
        "The client sends a public key that it made for this connection alone, on the curve that the server named.",
        "Each side combines its own private key with the other's public key and gets the same premaster secret; whoever saw only the public keys cannot.",
        KEYS,
      );
    case "dhe":
      return say(
        TITLE,
        "RFC 5246 §7.4.7.2",
        "The client sends a Diffie-Hellman public key that it made for this connection alone, in the group that the server sent.",
        "Each side combines its own private key with the other's public key and gets the same premaster secret; whoever saw only the public keys cannot.",
        KEYS,
      );
    case "psk":
      return say(
        TITLE,
        "RFC 4279 §2",
        "The client names the pre-shared key that it will use; the key itself is never sent.",
        "Both sides make the premaster secret out of that key, so only someone who has it can go on.",
      );
    case "ecdhe_psk":
    case "dhe_psk":
    case "rsa_psk": {
      const kind = exchangeKind(s.keyExchange);
      return say(
        TITLE,
        kind === "rsa_psk" ? "RFC 4279 §4" : kind === "dhe_psk" ? "RFC 4279 §3" : "RFC 5489 §2",
        kind === "rsa_psk"
          ? "The client names the pre-shared key that it will use and adds a secret, encrypted with the public key from the server's certificate."
          : "The client names the pre-shared key that it will use and adds a public key made for this connection alone.",
        "The premaster secret is made out of both, so that neither alone is enough.",
      );
    }
    case "unknown":
      return say(
        TITLE,
        "RFC 5246 §7.4.7",
        "The client sends its half of the key exchange: a public key made for this connection, or, with RSA key exchange, a secret encrypted to the server.",
        "After it both sides can compute the same premaster secret, and nobody else can.",
        KEYS,
      );
  }
};
