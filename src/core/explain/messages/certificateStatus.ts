import { say } from "../say";
import { isTls13, type MessageText } from "./message";

/** A stapled OCSP response. */
export const certificateStatus: MessageText = (s) =>
  isTls13(s)
    ? say(
        "Certificate Status",
        "RFC 8446 §4.4.2.1",
        "TLS 1.3 has no Certificate Status message.",
        "The stapled OCSP response moved into the message Certificate, as the extension status_request beside the certificate it speaks of.",
      )
    : say(
        "Certificate Status",
        "RFC 6066 §8",
        "The server brings along a fresh statement, signed on behalf of the issuer, that its certificate is not revoked (OCSP stapling).",
        "It sends this only if the client asked for it with the extension status_request.",
        "So the client need not ask the issuer itself, which would be slower and would tell the issuer which site is visited.",
      );
