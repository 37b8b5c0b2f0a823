import { exchangeKind } from "../keyExchange";
import { say } from "../say";
import type { Explanation, MessageSituation } from "../types";
import { isTls13, type MessageText } from "./message";

/** A chain of certificates: whose it is and which version it travels in makes four texts, and two for an empty one. */
export const certificate: MessageText = (s) => {
  if (s.from === "client") return s.empty ? emptyClient(s) : client(s);
  if (s.empty) return emptyServer(s);
  return isTls13(s) ? server13() : server12(s);
};

/** How the server shows that the certificate's private key is its own. */
function proof12(s: MessageSituation): string {
  const kind = exchangeKind(s.keyExchange);
  if (kind === "rsa" || kind === "rsa_psk")
    return "It proves nothing yet, since anyone can copy it: with RSA key exchange the server shows that it holds the private key by decrypting Client Key Exchange, and so by a right Finished.";
  if (kind === "ecdhe" || kind === "dhe")
    return "It proves nothing yet, since anyone can copy it: the signature in Server Key Exchange will show that the server holds the private key.";
  return "It proves nothing yet, since anyone can copy it: that the server holds the private key is shown in the key exchange that follows.";
}

const server12 = (s: MessageSituation): Explanation =>
  say(
    "Server Certificate",
    "RFC 5246 §7.4.2",
    "The server presents its certificate and then those that vouch for it, each one signed by the next; the root may be left out.",
    "The client checks that the chain ends at an authority it trusts, that the name is the one it called, and that the dates hold.",
    "The certificate's key must be of the kind that the cipher suite asks for.",
    proof12(s),
  );

const server13 = (): Explanation =>
  say(
    "Server Certificate",
    "RFC 8446 §4.4.2",
    "The server presents its certificate and then those that vouch for it; in TLS 1.3 this is encrypted, so nobody on the way sees it.",
    "The client checks that the chain ends at an authority it trusts, that the name is the one it called, and that the dates hold.",
    "Each certificate can carry extensions of its own, such as a stapled OCSP answer, for which TLS 1.2 had the message Certificate Status.",
    "A certificate can be copied by anyone: Certificate Verify, which comes next, shows that the server holds its private key.",
  );

const emptyServer = (s: MessageSituation): Explanation =>
  say(
    "Server Certificate (empty)",
    isTls13(s) ? "RFC 8446 §4.4.2.4" : "RFC 5246 §7.4.2",
    "The server's list of certificates is empty, which a server is not allowed to send: only a client may answer with an empty list.",
    isTls13(s)
      ? "The client has to end the handshake with the alert decode_error."
      : "Without a certificate the client cannot tell who the server is, and ends the handshake.",
  );

const client = (s: MessageSituation): Explanation =>
  isTls13(s)
    ? say(
        "Client Certificate",
        "RFC 8446 §4.4.2.3",
        "The client presents its certificate, because the server asked with Certificate Request: this is what makes the handshake two-way.",
        "It must suit what was asked: signed with an algorithm that the server listed and, where the server named authorities, issued under one of them.",
        "In TLS 1.3 it is encrypted, so only the server learns who the client is.",
        "That the client holds the private key is shown by Certificate Verify, which comes next.",
      )
    : say(
        "Client Certificate",
        "RFC 5246 §7.4.6",
        "The client presents its certificate, because the server asked with Certificate Request: this is what makes the handshake two-way.",
        "It must suit the negotiated cipher suite and extensions, and what was asked: a key of a listed type, signatures by listed algorithms, and, where authorities are named, an issuer among them.",
        "It travels unencrypted, so everyone on the way can read who the client is.",
        "That the client holds the private key is shown later, by Certificate Verify.",
      );

const emptyClient = (s: MessageSituation): Explanation =>
  isTls13(s)
    ? say(
        "Client Certificate (empty)",
        "RFC 8446 §4.4.2.4",
        "The server asked for a certificate, and the client has none that suits; then it must send an empty list and no Certificate Verify.",
        "The server may go on with a client it does not know, or refuse with the alert certificate_required.",
        "The client does not wait for that: it sends its Finished at once and takes the handshake for complete, so what the server sends next is the verdict.",
      )
    : say(
        "Client Certificate (empty)",
        "RFC 5246 §7.4.6",
        "The server asked for a certificate, and the client has none that suits; then it must send an empty list rather than nothing.",
        "The server may go on with a client it does not know, or refuse, as a rule with the alert handshake_failure, which names no reason.",
        "Without a certificate there is nothing to prove, so no Certificate Verify follows.",
      );
