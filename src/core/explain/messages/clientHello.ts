import { say } from "../say";
import type { MessageText } from "./message";

/** The client's offer. */
export const clientHello: MessageText = ({ version, mutual }) => {
  if (version === "TLS 1.2")
    return say(
      "Client Hello",
      "RFC 5246 §7.4.1.2",
      "The client opens the handshake and says what it can do: the highest version it speaks, 32 random bytes, and the cipher suites it accepts, best first.",
      "Extensions add the rest, above all the name of the server it wants, the groups (curves) and the signature algorithms it knows.",
      "Nobody has keys yet, so everyone on the way can read it; Finished will prove later that nobody changed it.",
      mutual &&
        "Whether the client has a certificate is not said here: the server will ask, in Certificate Request.",
    );
  if (version === "TLS 1.3")
    return say(
      "Client Hello",
      "RFC 8446 §4.1.2",
      "The client opens the handshake; it offers TLS 1.3 in the extension supported_versions, while the old version field stays at TLS 1.2 so that old devices on the way do not stumble.",
      "In key_share it already sends its half of the key exchange, which TLS 1.2 sends only in Client Key Exchange: that saves a round trip.",
      "Cipher suites now name only cipher and hash, because group and signature are agreed in extensions of their own.",
      mutual &&
        "Whether the client has a certificate is not said here: the server will ask, in Certificate Request.",
    );
  return say(
    "Client Hello",
    "RFC 8446 §4.1.2",
    "The client opens the handshake and says what it can do: versions, cipher suites in its order of preference, 32 random bytes, and in extensions the server's name, groups and signature algorithms.",
    "A client that speaks TLS 1.3 says so in supported_versions and sends key shares along.",
    "Nothing here is secret: everyone on the way can read it, and Finished will prove later that nobody changed it.",
  );
};
