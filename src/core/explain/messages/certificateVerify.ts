import { say } from "../say";
import { isTls13, type MessageText } from "./message";

const TITLE = "Certificate Verify";

/** The proof that a side holds its certificate's private key. */
export const certificateVerify: MessageText = (s) => {
  if (s.from === "server")
    return isTls13(s)
      ? say(
          `Server ${TITLE}`,
          "RFC 8446 §4.4.3",
          "The server signs a hash of all handshake messages so far with the private key of its certificate.",
          "This shows that it holds that key, now and in this very connection, and that nobody changed the messages before it.",
          "A fixed text (“TLS 1.3, server CertificateVerify”) is signed along, so that the signature serves for nothing else.",
          "In TLS 1.2 the server's signature stands in Server Key Exchange and covers only the two randoms and the key.",
        )
      : say(
          `Server ${TITLE}`,
          "RFC 5246 §7.4.8",
          "In TLS 1.2 only the client sends Certificate Verify.",
          "The server's signature stands in Server Key Exchange, or, with RSA key exchange, there is none.",
        );
  return isTls13(s)
    ? say(
        `Client ${TITLE}`,
        "RFC 8446 §4.4.3",
        "The client signs a hash of all handshake messages so far, its Certificate included, with the private key of that certificate.",
        "The certificate alone could be a copy: the signature shows that the client holds the key, now and in this very connection.",
        "The algorithm must be one that the server listed in Certificate Request.",
        "After an empty Certificate this message is absent.",
      )
    : say(
        `Client ${TITLE}`,
        "RFC 5246 §7.4.8",
        "The client signs all handshake messages so far, from Client Hello to Client Key Exchange, with the private key of its certificate.",
        "The certificate alone could be a copy: the signature shows that the client holds the key, now and in this very connection.",
        "The algorithm must be one that the server listed in Certificate Request, and the server checks it with the key in the client's certificate.",
        "After an empty Certificate this message is absent.",
      );
};
