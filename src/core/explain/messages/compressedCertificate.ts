import { say } from "../say";
import { capital, type MessageText } from "./message";

/** A Certificate message in fewer bytes. */
export const compressedCertificate: MessageText = ({ version, from }) =>
  version === "TLS 1.2"
    ? say(
        "Compressed Certificate",
        "RFC 8879 §3",
        "Compressed Certificate belongs to TLS 1.3 only.",
        "In TLS 1.2 certificates always travel as they are, in the message Certificate.",
      )
    : say(
        `Compressed ${capital(from)} Certificate`,
        "RFC 8879 §4",
        `This is the ${from}'s Certificate message, made smaller by zlib, Brotli or Zstandard.`,
        `The ${from} may do so because the ${from === "server" ? "client" : "server"} listed the algorithm in its extension compress_certificate.`,
        "The receiver unpacks it and then treats it like any Certificate; what does not unpack to the stated length ends the handshake with bad_certificate.",
        from === "server" &&
          "Chains are often the largest part of a handshake, and a smaller one can save a round trip.",
      );
