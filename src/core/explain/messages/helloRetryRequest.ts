import { say } from "../say";
import type { MessageText } from "./message";

/** A Server Hello that asks for another Client Hello. */
export const helloRetryRequest: MessageText = ({ version }) =>
  version === "TLS 1.2"
    ? say(
        "Hello Retry Request",
        "RFC 8446 §4.1.4",
        "Hello Retry Request belongs to TLS 1.3 only.",
        "A TLS 1.2 client sends no key share in its Client Hello, so there is nothing to send again: the server names its group in Server Key Exchange and the client follows.",
      )
    : say(
        "Hello Retry Request",
        "RFC 8446 §4.1.4",
        "The server could go on, but not with this Client Hello: most often the client sent no key share for the group that the server wants.",
        "The server names that group (or hands out a cookie to be returned), and the client sends its Client Hello once more, which costs one round trip.",
        "On the wire this is a Server Hello whose random is a fixed value.",
        "In the transcript the first Client Hello is then replaced by a message that holds its hash.",
      );
