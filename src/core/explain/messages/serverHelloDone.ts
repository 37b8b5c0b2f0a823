import { say } from "../say";
import { isTls13, type MessageText } from "./message";

/** The end of the server's first turn. */
export const serverHelloDone: MessageText = (s) =>
  isTls13(s)
    ? say(
        "Server Hello Done",
        "RFC 8446 §2",
        "TLS 1.3 has no Server Hello Done.",
        "The server's turn ends with its Finished, which stands in the same flight.",
      )
    : say(
        "Server Hello Done",
        "RFC 5246 §7.4.5",
        "The server has said all it has to say and waits for the client.",
        "The message is empty: it only marks the end of the server's turn, so that the client knows that nothing more, such as a Certificate Request, will come.",
        "Now the client checks the server's certificate and parameters.",
        s.mutual
          ? "Since the server asked for it, the client sends its Certificate next, be it empty."
          : "No Certificate Request came, so the client goes straight on to Client Key Exchange.",
      );
