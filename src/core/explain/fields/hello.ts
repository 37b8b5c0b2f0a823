import type { FieldTexts } from "./fieldTexts";

/** Client Hello, Server Hello and the frame of an extension. */
export const HELLO: FieldTexts = {
  "tls.handshake.version": [
    "Version",
    "RFC 8446 §4.1.2",
    "Up to TLS 1.2 the version that is offered or chosen. TLS 1.3 keeps TLS 1.2 here and speaks of versions in supported_versions, because too many servers failed on a higher number.",
  ],
  "tls.handshake.random": [
    "Random",
    "RFC 8446 §4.1.2",
    "32 fresh random bytes from each side go into the keys, so that no connection can be replayed as another. A server that knows TLS 1.3 but was made to choose an older version says so in the last 8 bytes, so that the client notices a downgrade.",
  ],
  "tls.handshake.session_id": [
    "Session ID",
    "RFC 5246 §7.4.1.2",
    "In TLS 1.2 the name of a session to resume; a server that repeats it resumes. In TLS 1.3 it has no such meaning: clients fill it so that devices on the way take the connection for TLS 1.2, and the server must repeat it.",
  ],
  "tls.handshake.ciphersuites": [
    "Cipher Suites",
    "RFC 8446 §4.1.2",
    "What the client accepts, best first. The server picks one, and need not follow the order.",
  ],
  "tls.handshake.ciphersuite": [
    "Cipher Suite",
    "RFC 8446 §B.4",
    "The algorithms that protect the connection; up to TLS 1.2 also how keys are exchanged and who signs.",
  ],
  "tls.handshake.comp_methods": [
    "Compression Methods",
    "RFC 8446 §4.1.2",
    "Only null, no compression, is still used: compressing secrets beside chosen text gave them away (CRIME).",
  ],
  "tls.handshake.comp_method": ["Compression Method", "RFC 8446 §4.1.2"],
  "tls.handshake.extensions": [
    "Extensions",
    "RFC 8446 §4.2",
    "Each has a type, a length and content. A side that does not know a type skips it, so new abilities can be added without breaking old software.",
  ],
  "tls.handshake.extension": ["Extension", "RFC 8446 §4.2"],
  "tls.handshake.extension.type": ["Extension Type", "RFC 8446 §4.2"],
  "tls.handshake.extension.len": ["Extension Length", "RFC 8446 §4.2"],
  "tls.handshake.extension.data": [
    "Extension Data",
    "RFC 8446 §4.2",
    "Content whose structure is not known here, shown as it is.",
  ],
};
