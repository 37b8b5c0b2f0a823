import { certificateSent, emptyHanded, type AlertTexts } from "./alert";

const ERRORS = "RFC 8446 §6.2";

/** Alerts about malformed, misplaced or broken messages and records, and the ends of connections. */
export const PROTOCOL_ALERTS: AlertTexts = {
  close_notify: {
    rfc: "RFC 8446 §6.1",
    meaning: "The %s has nothing more to send: the orderly end, which shows that nothing was cut off.",
    causes: [
      { cause: "The %s is done.", fix: "Nothing needs to be done." },
      {
        likely: (s) => (emptyHanded(s) === true ? undefined : false),
        from: "server",
        cause: "The server closes connections of clients without a certificate in this quiet way.",
        fix: "Choose a client certificate and key, and run a two-way handshake.",
      },
    ],
  },
  user_canceled: {
    rfc: "RFC 8446 §6.1",
    meaning: "The %s breaks off for a reason that has nothing to do with the protocol.",
    causes: [{ cause: "Somebody or something cancelled the connection.", fix: "Try again." }],
  },
  unexpected_message: {
    rfc: ERRORS,
    meaning: "The %s got a message that must not come at this point.",
    causes: [
      {
        cause:
          "The other side does not keep to the protocol, or the two took the same handshake for different kinds.",
        fix: "Look at the message just before the alert, and update the software that sent it.",
      },
      {
        cause: "Something that is no TLS, such as plain HTTP, came in between.",
        fix: "Check that the port speaks TLS from the first byte.",
      },
    ],
  },
  bad_record_mac: {
    rfc: ERRORS,
    meaning: "A record did not authenticate: the %s could not open what it got.",
    causes: [
      {
        cause:
          "The two sides have different keys, after a fault in the key exchange or a message that was changed on the way.",
        fix: "See whether the Finished messages before it hold; look for software that takes part in the connection.",
      },
      {
        cause: "The record was damaged or changed on the way.",
        fix: "Look for devices on the way that rewrite traffic.",
      },
    ],
  },
  decryption_failed: {
    rfc: "RFC 5246 §7.2.2",
    meaning:
      "A record could not be decrypted. TLS 1.1 and later must not send this, because it helped attackers; bad_record_mac took its place.",
    causes: [{ cause: "The other side is very old.", fix: "Use TLS 1.2 or 1.3." }],
  },
  record_overflow: {
    rfc: ERRORS,
    meaning: "The %s got a record that is longer than TLS allows.",
    causes: [
      {
        cause: "The bytes are no TLS record; something else was taken for a length.",
        fix: "Check that both sides speak TLS on this port.",
      },
      { cause: "The other side ignores a smaller limit that was agreed on.", fix: "Update the other side." },
    ],
  },
  decompression_failure: {
    rfc: "RFC 5246 §7.2.2",
    meaning: "Compressed data could not be unpacked. TLS 1.3 has no compression of records.",
    causes: [{ cause: "A record was damaged.", fix: "Switch TLS compression off: it is unsafe anyway." }],
  },
  illegal_parameter: {
    rfc: ERRORS,
    meaning:
      "A field in a message to the %s has a value that is out of range or does not fit the other fields.",
    causes: [
      {
        cause: "The other side chose something that was not offered, or sent a public key that is none.",
        fix: "Compare the message before the alert with what was offered, and update the software that sent it.",
      },
      {
        cause: "A device on the way changed a message.",
        fix: "Connect without the device, and compare.",
      },
    ],
  },
  decode_error: {
    rfc: ERRORS,
    meaning: "A message to the %s could not be read: a length is wrong, or a field is out of range.",
    causes: [
      {
        cause: "The other side wrote a malformed message.",
        fix: "See where the message before the alert breaks, and update the software that sent it.",
      },
      {
        from: "client",
        cause: "The server's list of certificates is empty.",
        fix: "Set up a certificate on the server.",
      },
    ],
  },
  decrypt_error: {
    rfc: ERRORS,
    meaning:
      "A step of the handshake's cryptography failed at the %s: a signature, a Finished or a PSK binder does not hold.",
    causes: [
      {
        from: "server",
        likely: certificateSent,
        cause:
          "The client's Certificate Verify does not hold: the private key does not belong to the certificate.",
        fix: "Check that certificate and key are a pair.",
      },
      {
        cause: "The sides saw different messages: something on the way changed one.",
        fix: "Compare the messages at both ends; look for devices on the way.",
      },
      {
        from: "server",
        cause: "The pre-shared key of client and server differ.",
        fix: "Compare the keys.",
      },
      {
        from: "client",
        cause: "The server's signature does not hold: its private key does not belong to its certificate.",
        fix: "Check that the server's certificate and key are a pair.",
      },
    ],
  },
  internal_error: {
    rfc: ERRORS,
    meaning: "Something failed inside the %s that has nothing to do with the other side.",
    causes: [
      {
        cause: "The %s is set up wrongly, such as without a usable certificate or key for this name.",
        fix: "Look into its log.",
      },
      { cause: "It ran out of memory or into a fault.", fix: "Try again, then look into its log." },
    ],
  },
};
