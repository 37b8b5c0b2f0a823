import { say } from "../say";
import { isTls13, type MessageText } from "./message";

/** A record that could not be opened. */
export const encrypted: MessageText = (s) =>
  isTls13(s)
    ? say(
        "Encrypted record",
        "RFC 8446 §5.2",
        `The ${s.from} sent a protected record that could not be opened, because its keys are not known here or because it does not authenticate.`,
        "Every protected record of TLS 1.3 says application_data on the outside; what it really is stands encrypted at its end.",
        "A key log of the session (SSLKEYLOGFILE) opens it.",
      )
    : say(
        "Encrypted record",
        "RFC 5246 §6.2.3",
        `The ${s.from} sent a protected record that could not be opened, because its keys are not known here or because it does not authenticate.`,
        "Only its content type and length can be seen from outside.",
        "A key log of the session (SSLKEYLOGFILE) opens it.",
      );
