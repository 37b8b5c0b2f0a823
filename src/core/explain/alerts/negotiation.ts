import type { AlertTexts } from "./alert";

const ERRORS = "RFC 8446 §6.2";

/** Alerts about what the two sides wanted to agree on. */
export const NEGOTIATION_ALERTS: AlertTexts = {
  protocol_version: {
    rfc: ERRORS,
    meaning: "The %s does not speak the version that the other side wants.",
    causes: [
      {
        from: "server",
        cause: "The client offered only versions that the server has switched off, such as TLS 1.0 and 1.1.",
        fix: "Offer TLS 1.2 and 1.3, or enable an offered version on the server.",
      },
      {
        from: "client",
        cause: "The server chose a version that the client does not accept.",
        fix: "Update the server, or allow its version in the client.",
      },
    ],
  },
  insufficient_security: {
    rfc: ERRORS,
    meaning: "The %s wants stronger parameters than the other side offers; handshake_failure with a reason.",
    causes: [
      {
        cause: "All cipher suites or groups on offer are too weak.",
        fix: "Offer suites with AES-GCM or ChaCha20-Poly1305 and a group such as x25519.",
      },
    ],
  },
  inappropriate_fallback: {
    rfc: "RFC 7507 §3",
    meaning:
      "The client said that it fell back to an older version (TLS_FALLBACK_SCSV), but the server knows a newer one: someone may have forced the fallback.",
    causes: [
      {
        cause:
          "A first try with the newer version failed, for example on a bad network, and the client tried an older one.",
        fix: "Connect with the newest version again, and find out why it failed.",
      },
    ],
  },
  no_application_protocol: {
    rfc: "RFC 7301 §3.2",
    meaning: "None of the application protocols that the client offers (ALPN) is one that the server speaks.",
    causes: [
      {
        cause: "The client offers, say, only h2, and the server has only http/1.1 switched on.",
        fix: "Offer a protocol of the server's, or leave ALPN out.",
      },
    ],
  },
  unrecognized_name: {
    rfc: ERRORS,
    meaning: "The server has no site under the name that the client called (SNI).",
    causes: [
      {
        cause: "The name is misspelt, or the server is not set up for it.",
        fix: "Check the server name in Client Hello against the server's configuration.",
      },
    ],
  },
  missing_extension: {
    rfc: ERRORS,
    meaning: "The %s misses an extension that the version or the cipher suite cannot do without.",
    causes: [
      {
        cause: "A Client Hello for TLS 1.3 lacks supported_groups, key_share or signature_algorithms.",
        fix: "Send the extensions that RFC 8446 §9.2 lists.",
      },
      {
        from: "server",
        cause: "The server insists on a server name (SNI), and the client sent none.",
        fix: "Connect by name rather than by address.",
      },
    ],
  },
  unsupported_extension: {
    rfc: ERRORS,
    meaning:
      "The %s got an extension that does not belong in that message, or that answers nothing it had offered.",
    causes: [
      {
        from: "client",
        cause: "The server answered an extension that the client had not sent; the server has a fault.",
        fix: "Update the server, and see which extension has no counterpart in Client Hello.",
      },
      {
        from: "server",
        cause: "The client put an extension into its Certificate that the server had not asked for.",
        fix: "Update the client.",
      },
    ],
  },
  no_renegotiation: {
    rfc: "RFC 5246 §7.2.2",
    meaning:
      "The %s does not want to negotiate anew on this connection. It is a warning; the connection may go on.",
    causes: [
      {
        cause:
          "Renegotiation is switched off, as is common. A server that wanted a client certificate in this way then cannot get one.",
        fix: "Have the server ask for the certificate in the first handshake.",
      },
    ],
  },
  export_restriction: {
    rfc: "RFC 2246 §7.2.2",
    meaning: "The parameters broke the export rules of the 1990s. No version in use sends this.",
    causes: [{ cause: "The other side is very old.", fix: "Update it." }],
  },
  ech_required: {
    rfc: "RFC 9849 §6.1.6",
    meaning: "The client wanted its Client Hello encrypted (ECH), and the server did not accept that.",
    causes: [
      {
        cause: "The client's key for ECH is out of date.",
        fix: "Fetch the server's HTTPS record from DNS again, or use the retry configuration that the server sent.",
      },
    ],
  },
};
