import type { FieldTexts } from "./fieldTexts";

/** Records, alerts and the frame of a handshake message. */
export const RECORDS: FieldTexts = {
  "tls.record": [
    "Record",
    "RFC 8446 §5.1",
    "TLS cuts all it sends into records of at most 16,384 bytes of content. A handshake message may take several records, and one record may hold several messages.",
  ],
  "tls.record.content_type": [
    "Content Type",
    "RFC 8446 §5.1",
    "What the record carries. In TLS 1.3 every protected record says application_data here, whatever is inside.",
  ],
  "tls.record.opaque_type": [
    "Inner Content Type",
    "RFC 8446 §5.2",
    "What a TLS 1.3 record really carries: it stands, encrypted, behind the content and before any padding.",
  ],
  "tls.record.encrypted": [
    "Encrypted Data",
    "RFC 8446 §5.2",
    "Content as it travelled. Where the keys are known, the decrypted record stands beside it.",
  ],
  "tls.record.decrypted": ["Decrypted Record", "RFC 8446 §5.2"],
  "tls.record.explicit_nonce": [
    "Explicit Nonce or IV",
    "RFC 5246 §6.2.3",
    "The part of the nonce (AEAD) or the initialisation vector (CBC) that TLS 1.2 sends along with each record. TLS 1.3 computes it from the record's number.",
  ],
  "tls.record.tag": [
    "Authentication Tag",
    "RFC 8446 §5.2",
    "Shows that the record is whole and comes from someone who has the key; if one bit was changed, it no longer fits.",
  ],
  "tls.record.padding": [
    "Padding",
    "RFC 8446 §5.4",
    "Zeros that hide how long the content is; a sender may add them or not.",
  ],
  "tls.segment.data": [
    "Rest of a Record",
    "RFC 8446 §5.1",
    "The end of a record whose header is not shown, or is missing: without it nobody knows what the bytes are, and the next record is read from its own header on.",
  ],
  "log.repeated": [
    "Shown Elsewhere Too",
    "RFC 8446 §5.1",
    "The tool printed these bytes a second time. They are read where they belong to a record, and counted once.",
  ],
  "tls.handshake.fragment": [
    "Handshake Fragment",
    "RFC 8446 §5.1",
    "A piece of a message that is too long for one record, or was cut on purpose; the message stands whole after its last piece.",
  ],
  "tls.record.version": [
    "Record Version",
    "RFC 8446 §5.1",
    "Up to TLS 1.2 the negotiated version, once there is one. TLS 1.3 always writes TLS 1.2 here, and a first Client Hello may say TLS 1.0, for the sake of old devices; it decides nothing.",
  ],
  "tls.record.length": [
    "Record Length",
    "RFC 8446 §5.1",
    "Bytes of content after this header: at most 16,384, and a little more when protected.",
  ],
  "tls.change_cipher_spec": ["Change Cipher Spec Message", "RFC 5246 §7.1", "A single byte, always 1."],
  "tls.app_data": ["Encrypted Application Data", "RFC 8446 §5.2"],
  "tls.alert_message": ["Alert Message", "RFC 8446 §6"],
  "tls.alert_message.level": [
    "Alert Level",
    "RFC 8446 §6",
    "A fatal alert ends the connection. In TLS 1.3 the level means nothing: the description alone decides.",
  ],
  "tls.alert_message.desc": ["Alert Description", "RFC 8446 §6.2"],
  "tls.handshake": [
    "Handshake Message",
    "RFC 8446 §4",
    "One byte of type and three of length, then the content. All of it, header included, counts in the transcript.",
  ],
  "tls.handshake.type": ["Handshake Type", "RFC 8446 §4"],
  "tls.handshake.length": ["Handshake Message Length", "RFC 8446 §4"],
  data: [
    "Data",
    "RFC 8446 §3",
    "Bytes of which nothing more is known here: an unknown structure, or the rest after an error.",
  ],
};
