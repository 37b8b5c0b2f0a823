import type { FieldTexts } from "./fieldTexts";

/** Certificates, requests for them, signatures, Finished. */
export const AUTHENTICATION: FieldTexts = {
  "tls.handshake.certificates": [
    "Certificates",
    "RFC 8446 §4.4.2",
    "The sender's own certificate first, then those that vouch for it. An empty list, which only a client may send, says that it has none that suits.",
  ],
  "tls.handshake.certificate": ["Certificate", "RFC 5280 §4.1", "An X.509 certificate in DER."],
  "tls.handshake.certificate_entry": [
    "Certificate Entry",
    "RFC 8446 §4.4.2",
    "In TLS 1.3 each certificate has extensions of its own, such as an OCSP response.",
  ],
  "tls.handshake.certificate_request_context": [
    "Certificate Request Context",
    "RFC 8446 §4.3.2",
    "Empty during the handshake. A server that asks for a certificate later puts a value here, which the client repeats, so that question and answer belong together.",
  ],
  "tls.handshake.cert_types": [
    "Certificate Types",
    "RFC 5246 §7.4.4",
    "Which kinds of keys the server accepts in a client certificate.",
  ],
  "tls.handshake.cert_type": ["Certificate Type", "RFC 5246 §7.4.4"],
  "tls.handshake.sig_hash_algs": [
    "Signature Algorithms",
    "RFC 8446 §4.2.3",
    "Which signatures the sender can check, best first. The other side must sign with one of these, and its certificates should be signed so as well.",
  ],
  "tls.handshake.sig_hash_alg": [
    "Signature Algorithm",
    "RFC 8446 §4.2.3",
    "TLS 1.2 reads the two bytes as a hash and a kind of key (RFC 5246 §7.4.1.4.1), TLS 1.3 as one scheme.",
  ],
  "tls.handshake.dnames": [
    "Certificate Authorities",
    "RFC 5246 §7.4.4",
    "Names of the authorities that the server trusts for client certificates. An empty list leaves the choice to the client; the server still checks against those it trusts.",
  ],
  "tls.handshake.dname": [
    "Distinguished Name",
    "RFC 5280 §4.1.2.4",
    "The name of an authority, written as in the issuer field of a certificate.",
  ],
  "tls.handshake.certificate_status.type": ["Certificate Status Type", "RFC 6066 §8"],
  "tls.handshake.certificate_status.response": [
    "OCSP Response",
    "RFC 6960 §4.2",
    "A dated statement, signed on behalf of the issuer, whether the certificate is revoked.",
  ],
  "tls.handshake.client_cert_vrfy": [
    "Signature",
    "RFC 8446 §4.4.3",
    "Over all handshake messages so far, by the private key of the sender's certificate.",
  ],
  "tls.handshake.sig": ["Signature", "RFC 8446 §4.4.3"],
  "tls.handshake.verify_data": [
    "Verify Data",
    "RFC 8446 §4.4.4",
    "A check value over all handshake messages before it, under a key that only the two sides have: 12 bytes in TLS 1.2, a whole hash in TLS 1.3.",
  ],
  "tls.compressed_certificate.algorithm": ["Compression Algorithm", "RFC 8879 §4"],
  "tls.compressed_certificate.uncompressed_length": [
    "Uncompressed Length",
    "RFC 8879 §4",
    "The receiver gives up when unpacking gives another length than this.",
  ],
  "tls.compressed_certificate.compressed_certificate_message": [
    "Compressed Certificate Message",
    "RFC 8879 §4",
  ],
};
