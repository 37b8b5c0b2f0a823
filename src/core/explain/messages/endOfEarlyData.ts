import { say } from "../say";
import type { MessageText } from "./message";

/** The end of 0-RTT data. */
export const endOfEarlyData: MessageText = ({ version }) =>
  version === "TLS 1.2"
    ? say(
        "End Of Early Data",
        "RFC 8446 §4.5",
        "End Of Early Data belongs to TLS 1.3 only.",
        "TLS 1.2 has no early data: application data waits until both Finished have been verified.",
      )
    : say(
        "End Of Early Data",
        "RFC 8446 §4.5",
        "The client says that its early data (0-RTT) ends here, and that what follows is protected with the handshake keys.",
        "It is sent only if the server accepted early data.",
        "The message is empty, and only a client sends it.",
      );
