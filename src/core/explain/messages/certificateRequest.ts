import { say } from "../say";
import { isTls13, type MessageText } from "./message";

const TITLE = "Certificate Request";
const PURPOSE =
  "The server asks the client to prove who it is; this makes the handshake two-way, and in a one-way handshake the message is absent.";

/** The server's wish for a client certificate. */
export const certificateRequest: MessageText = (s) =>
  isTls13(s)
    ? say(
        TITLE,
        "RFC 8446 §4.3.2",
        PURPOSE,
        "The list of certificate types is gone, and the rest moved into extensions: signature_algorithms says what the server can check, certificate_authorities whom it trusts.",
        s.empty
          ? "It names no authorities here, so the client may send any certificate whose algorithms fit; the server still checks it against those it trusts."
          : "Without certificate_authorities the client may choose freely.",
        "The context is empty in a handshake; a server that asks later puts a value there, and the client repeats it.",
      )
    : say(
        TITLE,
        "RFC 5246 §7.4.4",
        PURPOSE,
        "It lists the certificate types it accepts (kinds of keys), the signature algorithms it can check, and the certificate authorities it trusts.",
        s.empty
          ? "The list of authorities is empty here, so the client may send any certificate of a listed type; the server still checks it against those it trusts."
          : "The client picks a certificate issued under one of these authorities; the list may also be empty, and then any certificate of a listed type may be sent.",
        "A client with nothing that suits answers with an empty Certificate.",
      );
