import { certificateSent, emptyHanded, type AlertTexts } from "./alert";

const ERRORS = "RFC 8446 §6.2";

/** Alerts about certificates and who a side is: those that two-way handshakes fail with. */
export const AUTHENTICATION_ALERTS: AlertTexts = {
  handshake_failure: {
    rfc: ERRORS,
    meaning:
      "The %s found no set of parameters that both sides accept. It is the broadest of alerts and names no reason.",
    causes: [
      {
        from: "server",
        likely: emptyHanded,
        cause: "The server requires a client certificate, and the client sent an empty Certificate.",
        fix: "Choose a client certificate and key that suit Certificate Request, and run a two-way handshake.",
      },
      {
        from: "server",
        likely: (s) => (s.afterServerHello === undefined ? undefined : !s.afterServerHello),
        cause: "Client and server have no cipher suite or group in common.",
        fix: "Compare what the client offered with what the server is set to allow, and offer more or allow more.",
      },
      {
        from: "server",
        likely: (s) => (s.afterServerHello ? false : undefined),
        cause:
          "The server has no certificate whose key suits the offer, such as an RSA certificate where the client offers only ECDSA, or none for the name called.",
        fix: "Offer signature algorithms and cipher suites that suit the server's key, and send the right server name.",
      },
      {
        from: "server",
        likely: certificateSent,
        cause: "The server does not accept the client's certificate and does not say why.",
        fix: "Look into the server's log; check issuer, validity, extended key usage (clientAuth) and signature algorithms of the client's chain.",
      },
      {
        from: "client",
        cause: "The client does not accept what the server chose, such as weak Diffie-Hellman parameters.",
        fix: "Update the server's cipher suites and groups.",
      },
    ],
  },
  bad_certificate: {
    rfc: ERRORS,
    meaning:
      "The %s could not use the other side's certificate: it is damaged, or a signature in it does not verify.",
    causes: [
      {
        from: "server",
        likely: emptyHanded,
        cause:
          "The client sent no certificate although the server requires one; Java and Go servers answer so in TLS 1.2.",
        fix: "Choose a client certificate and key, and run a two-way handshake.",
      },
      {
        from: "server",
        likely: certificateSent,
        cause:
          "The client's certificate is not among those the server knows, or breaks one of its rules; some servers (older ones in Go among them) use this alert for any failed check.",
        fix: "Look into the server's log; check the client's issuer, validity and extended key usage (clientAuth).",
      },
      {
        cause:
          "The chain is damaged, incomplete or in the wrong order, so that a signature in it does not verify.",
        fix: "Send the side's own certificate first, then each issuer in turn, and compare with the files as issued.",
      },
      {
        from: "client",
        cause: "The server's certificate does not bear the name that the client called.",
        fix: "Call the server by a name in its subjectAltName, or issue a certificate with the name.",
      },
    ],
  },
  unsupported_certificate: {
    rfc: ERRORS,
    meaning: "The other side's certificate is of a kind that the %s does not support.",
    causes: [
      {
        from: "server",
        likely: certificateSent,
        cause:
          "The client's certificate is not meant for clients: its extended key usage lacks clientAuth, or its key usage lacks digitalSignature.",
        fix: "Issue a certificate with extended key usage clientAuth.",
      },
      {
        from: "client",
        cause: "The server's certificate is not meant for servers: its extended key usage lacks serverAuth.",
        fix: "Issue a certificate with extended key usage serverAuth.",
      },
      {
        cause: "Its key or signature algorithm is not supported, such as Ed25519 or a rare curve.",
        fix: "Use an RSA or P-256 key signed with SHA-256, or enable the algorithm.",
      },
    ],
  },
  certificate_revoked: {
    rfc: ERRORS,
    meaning: "The %s found the other side's certificate revoked by its issuer.",
    causes: [
      {
        cause: "The certificate stands on the issuer's revocation list, or OCSP says so.",
        fix: "Use another certificate, or ask the issuer why it was revoked.",
      },
    ],
  },
  certificate_expired: {
    rfc: ERRORS,
    meaning: "The %s found the other side's certificate expired or not valid at this time.",
    causes: [
      {
        cause: "The date of notAfter has passed, for the certificate itself or for an intermediate one.",
        fix: "Renew the certificate and install it with its new chain.",
      },
      {
        cause: "The clock of the side that complains is wrong.",
        fix: "Set its clock.",
      },
    ],
  },
  certificate_unknown: {
    rfc: ERRORS,
    meaning: "The %s refused the other side's certificate for a reason that no other alert names.",
    causes: [
      {
        from: "server",
        likely: certificateSent,
        cause:
          "The server does not trust the client's certificate; Java servers say so where others say unknown_ca.",
        fix: "Add the client's issuer to the server's trust store, and look into the server's log.",
      },
      {
        from: "client",
        cause:
          "The client does not trust the server's certificate; Java clients and Chrome say so for an unknown issuer or a wrong name.",
        fix: "Add the issuer to the client's trust store, send the intermediate certificates, and check the name.",
      },
      {
        cause:
          "A check by the application itself refused it, such as a pinned key or a list of allowed subjects.",
        fix: "Look into the application's settings for pins and allowed names.",
      },
    ],
  },
  unknown_ca: {
    rfc: ERRORS,
    meaning: "The %s got a chain but found no authority in it that it trusts.",
    causes: [
      {
        from: "server",
        likely: certificateSent,
        cause:
          "The authority that issued the client's certificate is not in the server's list of client authorities.",
        fix: "Add that authority to the server's list, or use a certificate from one named in Certificate Request.",
      },
      {
        cause: "An intermediate certificate was not sent, so the chain has a gap.",
        fix: "Send the intermediate certificates after the certificate itself; the root may be left out.",
      },
      {
        from: "client",
        cause:
          "The server's certificate is self-signed or from a private authority that the client does not know.",
        fix: "Add the authority's root certificate to the client's trust store.",
      },
    ],
  },
  access_denied: {
    rfc: ERRORS,
    meaning: "The certificate is valid, but its owner is not allowed in: the %s decided so by its own rules.",
    causes: [
      {
        from: "server",
        cause: "The client's subject is not on the server's list of those allowed.",
        fix: "Have the subject of the certificate added to the server's rules, or use another certificate.",
      },
      {
        from: "client",
        cause: "The client, or a filter on its machine, does not want to talk to this server.",
        fix: "Look into the client's rules.",
      },
    ],
  },
  certificate_required: {
    rfc: ERRORS,
    meaning:
      "The server requires a client certificate, and the client sent none. In TLS 1.3 this comes only after the client's Finished, when the client takes the handshake for complete.",
    causes: [
      {
        cause: "No client certificate was given.",
        fix: "Choose a client certificate and key, and run a two-way handshake.",
      },
      {
        cause:
          "The client had a certificate but held it back, because its issuer or algorithm is not among those in Certificate Request.",
        fix: "Compare the certificate's issuer and signature with the authorities and algorithms in Certificate Request.",
      },
    ],
  },
  no_certificate: {
    rfc: "RFC 6101 §5.4.2",
    meaning:
      "The client has no certificate that suits. Only SSL 3.0 says so by an alert; TLS sends an empty Certificate instead.",
    causes: [
      {
        cause: "The session speaks SSL 3.0.",
        fix: "Use TLS 1.2 or 1.3.",
      },
    ],
  },
  certificate_unobtainable: {
    rfc: "RFC 6066 §9",
    meaning: "The server could not fetch the client's certificate from the address that the client gave.",
    causes: [
      {
        cause: "The address in Certificate URL cannot be reached from the server.",
        fix: "Send the certificate itself.",
      },
    ],
  },
  bad_certificate_status_response: {
    rfc: ERRORS,
    meaning: "The client could not use the OCSP response that the server sent with its certificate.",
    causes: [
      {
        cause: "The stapled response is out of date, damaged, or about another certificate.",
        fix: "Let the server fetch a fresh response, and check its clock and its way to the responder.",
      },
    ],
  },
  bad_certificate_hash_value: {
    rfc: "RFC 6066 §9",
    meaning:
      "The certificate that the server fetched for the client does not have the hash that the client stated.",
    causes: [
      {
        cause: "The file at the address was replaced.",
        fix: "Correct the address or the hash, or send the certificate itself.",
      },
    ],
  },
  unknown_psk_identity: {
    rfc: ERRORS,
    meaning: "The server does not know the pre-shared key that the client named.",
    causes: [
      {
        cause: "The identity is misspelt, or the key is not set up on the server.",
        fix: "Compare identity and key on both sides.",
      },
    ],
  },
};
