import { say } from "../say";
import { isTls13, type MessageText } from "./message";

/** What it was all for. */
export const applicationData: MessageText = (s) =>
  isTls13(s)
    ? say(
        "Application Data",
        "RFC 8446 §5.1",
        "Data of the protocol that TLS carries, such as HTTP, always encrypted and authenticated.",
        "TLS does not look inside: it only cuts the data into records and keeps their order.",
        s.from === "server" &&
          "A server may begin with it right after its own Finished, before the client's has come.",
      )
    : say(
        "Application Data",
        "RFC 5246 §10",
        "Data of the protocol that TLS carries, such as HTTP, protected with the keys from the handshake.",
        "It flows only after both sides have sent their Finished and verified the other's.",
        "TLS does not look inside: it only cuts the data into records and keeps their order.",
      );
