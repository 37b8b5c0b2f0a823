import type { FieldTexts } from "./fieldTexts";

/** Certificates, by the paths of RFC 5280. */
export const X509: FieldTexts = {
  tbsCertificate: [
    "To Be Signed",
    "RFC 5280 §4.1.1.1",
    "Everything that the issuer signs: these very bytes are hashed and their signature stands at the end of the certificate.",
  ],
  "tbsCertificate.version": [
    "Version",
    "RFC 5280 §4.1.2.1",
    "Counted from 0, so 2 means version 3, which alone can have extensions.",
  ],
  "tbsCertificate.serialNumber": [
    "Serial Number",
    "RFC 5280 §4.1.2.2",
    "Unique among the certificates of one issuer; revocation lists name certificates by it. Public authorities make it random.",
  ],
  "tbsCertificate.signature": [
    "Signature Algorithm",
    "RFC 5280 §4.1.2.3",
    "How the issuer signs; it stands here inside the signed part and once more outside, and both must agree.",
  ],
  "tbsCertificate.issuer": [
    "Issuer",
    "RFC 5280 §4.1.2.4",
    "Who signed this certificate. It must equal the subject of the next certificate in the chain.",
  ],
  "tbsCertificate.validity": [
    "Validity",
    "RFC 5280 §4.1.2.5",
    "Outside these times the certificate is not accepted; both ends count in.",
  ],
  "tbsCertificate.validity.notBefore": ["Not Before", "RFC 5280 §4.1.2.5"],
  "tbsCertificate.validity.notAfter": ["Not After", "RFC 5280 §4.1.2.5"],
  "tbsCertificate.subject": [
    "Subject",
    "RFC 5280 §4.1.2.6",
    "Whom the certificate speaks of. For servers the name that counts stands in subjectAltName, and this one no longer matters.",
  ],
  "tbsCertificate.subjectPublicKeyInfo": [
    "Subject Public Key Info",
    "RFC 5280 §4.1.2.7",
    "The public key that the certificate vouches for, and its kind. Its hash (SHA-256) is what public key pins hold.",
  ],
  "tbsCertificate.subjectPublicKeyInfo.algorithm": ["Public Key Algorithm", "RFC 5280 §4.1.2.7"],
  "tbsCertificate.subjectPublicKeyInfo.subjectPublicKey": ["Public Key", "RFC 5280 §4.1.2.7"],
  "tbsCertificate.issuerUniqueID": ["Issuer Unique ID", "RFC 5280 §4.1.2.8", "Not used any more."],
  "tbsCertificate.subjectUniqueID": ["Subject Unique ID", "RFC 5280 §4.1.2.8", "Not used any more."],
  "tbsCertificate.extensions": [
    "Extensions",
    "RFC 5280 §4.2",
    "What the certificate may be used for and where to learn more. Software that does not know a critical extension must refuse the certificate.",
  ],
  signatureAlgorithm: ["Signature Algorithm", "RFC 5280 §4.1.1.2", "Must equal the one in the signed part."],
  signatureValue: [
    "Signature",
    "RFC 5280 §4.1.1.3",
    "The issuer's signature over the bytes of tbsCertificate; the issuer's public key checks it.",
  ],
};
