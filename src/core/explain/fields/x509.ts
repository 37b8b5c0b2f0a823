import type { FieldTexts } from "./fieldTexts";

/** Certificates, by the paths of RFC 5280. */
export const X509: FieldTexts = {
  certificate: [
    "Certificate",
    "RFC 5280 §4.1",
    "A statement, signed by the issuer, that the public key in it belongs to the subject in it.",
  ],
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
  "tbsCertificate.validity.notBefore": [
    "Not Before",
    "RFC 5280 §4.1.2.5",
    "The first moment at which the certificate is valid.",
  ],
  "tbsCertificate.validity.notAfter": [
    "Not After",
    "RFC 5280 §4.1.2.5",
    "The last moment at which the certificate is valid.",
  ],
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
  "tbsCertificate.subjectPublicKeyInfo.algorithm": [
    "Public Key Algorithm",
    "RFC 5280 §4.1.2.7",
    "What kind of key it is, with its parameters such as the curve.",
  ],
  "tbsCertificate.subjectPublicKeyInfo.subjectPublicKey": [
    "Public Key",
    "RFC 5280 §4.1.2.7",
    "The bits of the public key, in the form of its algorithm.",
  ],
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

  certificationRequest: [
    "Certification Request",
    "RFC 2986 §4.2",
    "A wish for a certificate (CSR). It is signed with the key that it asks for, which shows that the sender holds that key.",
  ],
  certificationRequestInfo: [
    "Certification Request Info",
    "RFC 2986 §4.1",
    "Everything that the sender signs.",
  ],
  "certificationRequestInfo.subject": [
    "Subject",
    "RFC 2986 §4.1",
    "The name that the sender would like; the authority may change it.",
  ],
  "certificationRequestInfo.subjectPKInfo": [
    "Subject Public Key Info",
    "RFC 2986 §4.1",
    "The public key that the certificate is to vouch for.",
  ],
  "certificationRequestInfo.attributes": [
    "Attributes",
    "RFC 2986 §4.1",
    "Wishes for the certificate: extensions such as subjectAltName stand in the attribute extensionRequest.",
  ],
  signature: ["Signature", "RFC 2986 §4.2", "Made by the sender's own key over the part before it."],
  certificateList: [
    "Certificate Revocation List",
    "RFC 5280 §5.1",
    "Which certificates of an issuer are no longer valid although they have not expired (CRL).",
  ],
  tbsCertList: [
    "To-Be-Signed Certificate List",
    "RFC 5280 §5.1.2",
    "Everything that the issuer of the list signs.",
  ],
  "tbsCertList.version": [
    "Version",
    "RFC 5280 §5.1.2.1",
    "Lists with extensions are of version 2, written as 1.",
  ],
  "tbsCertList.signature": [
    "Signature Algorithm",
    "RFC 5280 §5.1.2.2",
    "How the issuer signs; it must equal the algorithm outside of the signed part.",
  ],
  "tbsCertList.issuer": ["Issuer", "RFC 5280 §5.1.2.3", "Who publishes and signs the list."],
  "tbsCertList.thisUpdate": ["This Update", "RFC 5280 §5.1.2.4", "When the list was made."],
  "tbsCertList.nextUpdate": [
    "Next Update",
    "RFC 5280 §5.1.2.5",
    "By when a newer list will be there; an older one than that says nothing any more.",
  ],
  "tbsCertList.revokedCertificates": [
    "Revoked Certificates",
    "RFC 5280 §5.1.2.6",
    "One entry for each certificate that is no longer valid; absent when there is none.",
  ],
  "tbsCertList.crlExtensions": [
    "Extensions",
    "RFC 5280 §5.2",
    "The number of the list, which part of the certificates it speaks of, and the like.",
  ],
  ocspResponse: [
    "OCSP Response",
    "RFC 6960 §4.2.1",
    "A dated statement, signed on behalf of the issuer, whether certificates are revoked.",
  ],
  "ocspResponse.responseStatus": ["Response Status", "RFC 6960 §4.2.1", "Whether there is an answer at all."],
  subjectPublicKeyInfo: [
    "Public Key",
    "RFC 5280 §4.1.2.7",
    "A public key and its kind; its hash (SHA-256) is what public key pins hold.",
  ],
  rsaPublicKey: [
    "RSA Public Key",
    "RFC 8017 §A.1.1",
    "The modulus and the exponent, without a word on the algorithm.",
  ],
  privateKeyInfo: [
    "Private Key",
    "RFC 5958 §2",
    "Whoever has this can be the owner of its certificate. Its secret parts are not shown.",
  ],
  encryptedPrivateKey: [
    "Encrypted Private Key",
    "RFC 5958 §3",
    "A private key that can be opened only with its passphrase.",
  ],
  rsaPrivateKey: ["RSA Private Key", "RFC 8017 §A.1.2", "Its secret parts are not shown."],
  ecPrivateKey: ["EC Private Key", "RFC 5915 §3", "Its secret part is not shown."],
  dsaPrivateKey: ["DSA Private Key", "RFC 5958 §2", "Its secret part is not shown."],
  name: [
    "Distinguished Name",
    "RFC 5280 §4.1.2.4",
    "The name of a subject or an issuer, made of attributes.",
  ],
  contentInfo: [
    "CMS Content",
    "RFC 5652 §3",
    "A container for signed or encrypted content; files called “.p7b” hold certificates in it.",
  ],
  pfx: [
    "PKCS#12 File",
    "RFC 7292 §4",
    "A container for a private key, its certificate and its chain, as a rule under a passphrase.",
  ],
  asn1: ["ASN.1", "X.690 §8.1", "A structure in DER or BER: each element has a tag, a length and content."],
  "asn1.tag": ["Tag", "X.690 §8.1.2", "Which type the element has."],
  "asn1.length": ["Length", "X.690 §8.1.3"],
  "asn1.value": ["Value", "X.690 §8.1.4"],
  "asn1.unusedBits": [
    "Unused Bits",
    "X.690 §8.6.2",
    "How many bits at the end of the last byte do not belong to the string.",
  ],
  "asn1.endOfContents": ["End of Contents", "X.690 §8.1.5"],
  "asn1.secret": [
    "Value (not shown)",
    "RFC 5958 §2",
    "Part of a private key; it is neither shown nor exported.",
  ],
};
