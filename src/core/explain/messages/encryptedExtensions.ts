import { say } from "../say";
import type { MessageText } from "./message";

/** Answers to extensions, under cover. */
export const encryptedExtensions: MessageText = ({ version }) =>
  version === "TLS 1.2"
    ? say(
        "Encrypted Extensions",
        "RFC 8446 §4.3.1",
        "Encrypted Extensions belongs to TLS 1.3 only.",
        "In TLS 1.2 the server's answers to the client's extensions stand in Server Hello, for everyone to read.",
      )
    : say(
        "Encrypted Extensions",
        "RFC 8446 §4.3.1",
        "The server answers those extensions that are not needed to make the keys, such as the application protocol it picked (ALPN).",
        "This is the first message under the new handshake keys, so nobody on the way can read it.",
        "It is always sent, even when there is nothing to answer and its list is empty.",
        "In TLS 1.2 these answers stand in Server Hello, unencrypted.",
      );
