import type { FieldTexts } from "./fieldTexts";

/** Parts that recur in many places of certificates and their kin, by the last part of the key. */
export const X509_PARTS: FieldTexts = {
  extnID: ["Extension ID", "RFC 5280 §4.1", "The object identifier that says which extension this is."],
  critical: [
    "Critical",
    "RFC 5280 §4.2",
    "Whether software that does not know this extension must refuse; absent means that it may go on.",
  ],
  extnValue: ["Extension Value", "RFC 5280 §4.1", "The content of the extension, in a form of its own."],
  cA: ["CA", "RFC 5280 §4.2.1.9", "Whether the owner may issue certificates."],
  pathLenConstraint: [
    "Path Length",
    "RFC 5280 §4.2.1.9",
    "How many more authorities may stand between this one and the certificate at the end.",
  ],
  keyPurposeId: ["Key Purpose", "RFC 5280 §4.2.1.12", "One purpose that the certificate may serve."],
  dNSName: ["DNS Name", "RFC 5280 §4.2.1.6", "A host name; a star stands for exactly one label on the left."],
  iPAddress: [
    "IP Address",
    "RFC 5280 §4.2.1.6",
    "An address of 4 or 16 bytes; in name constraints with a mask.",
  ],
  rfc822Name: ["E-mail Address", "RFC 5280 §4.2.1.6", "An e-mail address, for certificates of mailboxes."],
  uniformResourceIdentifier: [
    "URI",
    "RFC 5280 §4.2.1.6",
    "An address such as that of a revocation list, or a name such as a SPIFFE ID.",
  ],
  directoryName: ["Directory Name", "RFC 5280 §4.2.1.6", "A distinguished name."],
  otherName: [
    "Other Name",
    "RFC 5280 §4.2.1.6",
    "A name of another kind, which its type tells: a Windows user name, a Kerberos principal, a service.",
  ],
  registeredID: ["Registered ID", "RFC 5280 §4.2.1.6", "An object identifier as a name."],
  commonName: [
    "Common Name",
    "RFC 5280 §4.1.2.4",
    "A name for people. Clients no longer take a server's name from here but from subjectAltName.",
  ],
  countryName: ["Country", "RFC 5280 §4.1.2.4", "Two letters, as in ISO 3166."],
  organizationName: ["Organisation", "RFC 5280 §4.1.2.4", "The organisation that owns the certificate."],
  organizationalUnitName: [
    "Organisational Unit",
    "RFC 5280 §4.1.2.4",
    "A part of the organisation; public authorities no longer write it.",
  ],
  relativeDistinguishedName: [
    "Relative Distinguished Name",
    "RFC 5280 §4.1.2.4",
    "One level of the name; it may have several attributes.",
  ],
  modulus: [
    "Modulus",
    "RFC 8017 §3.1",
    "The product of the secret primes; its length is the size of the key.",
  ],
  publicExponent: ["Public Exponent", "RFC 8017 §3.1", "Nearly always 65537."],
  saltLength: ["Salt Length", "RFC 4055 §3.1", "How many random bytes the signature is made with."],
  hashAlgorithm: ["Hash Algorithm", "RFC 4055 §3.1", "The hash function."],
  maskGenAlgorithm: [
    "Mask Generation",
    "RFC 4055 §3.1",
    "The function that spreads the hash over the signature, MGF1.",
  ],
  responseBytes: ["Response Bytes", "RFC 6960 §4.2.1", "The response itself, with its type."],
  tbsResponseData: ["To-Be-Signed Response Data", "RFC 6960 §4.2.1", "Everything that the responder signs."],
  responderID: [
    "Responder ID",
    "RFC 6960 §4.2.2.3",
    "Who signed the response: the issuer or someone it appointed.",
  ],
  producedAt: ["Produced At", "RFC 6960 §4.2.2.1", "When the response was signed."],
  certID: [
    "Certificate ID",
    "RFC 6960 §4.1.1",
    "Which certificate is meant: hashes of its issuer, and its serial number.",
  ],
  certStatus: [
    "Status",
    "RFC 6960 §2.2",
    "good, revoked or unknown; good says only that it is not known to be revoked.",
  ],
  thisUpdate: ["This Update", "RFC 6960 §4.2.2.1", "When the status was known to be right."],
  nextUpdate: ["Next Update", "RFC 6960 §4.2.2.1", "After this time the response is stale."],
  sct_list: ["Signed Certificate Timestamps", "RFC 6962 §3.3", "The timestamps of several logs."],
  sct: [
    "Signed Certificate Timestamp",
    "RFC 6962 §3.2",
    "A log's signed promise to publish the certificate.",
  ],
  sct_version: ["Version", "RFC 6962 §3.2", "Only version 1 is in use, written as 0."],
  log_id: ["Log ID", "RFC 6962 §3.2", "SHA-256 of the log's public key: which log this is."],
  timestamp: [
    "Timestamp",
    "RFC 6962 §3.2",
    "When the log promised to publish it, in milliseconds since 1970.",
  ],
};
