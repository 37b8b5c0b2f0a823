import type { FieldTexts } from "./fieldTexts";

/** Extensions of certificates, CRLs and OCSP responses by their RFC name, wherever they stand. */
export const X509_EXTENSIONS: FieldTexts = {
  authorityKeyIdentifier: [
    "Authority Key Identifier",
    "RFC 5280 §4.2.1.1",
    "Which key of the issuer signed this: it equals the issuer's subject key identifier and helps to find the next certificate of the chain.",
  ],
  subjectKeyIdentifier: [
    "Subject Key Identifier",
    "RFC 5280 §4.2.1.2",
    "A short name for this certificate's key, most often a hash of it.",
  ],
  keyUsage: [
    "Key Usage",
    "RFC 5280 §4.2.1.3",
    "What the key may do. A TLS certificate needs digitalSignature, and keyEncipherment for RSA key exchange; an authority needs keyCertSign.",
  ],
  certificatePolicies: [
    "Certificate Policies",
    "RFC 5280 §4.2.1.4",
    "Under which rules it was issued, such as how the owner was checked (domain, organisation or extended validation).",
  ],
  policyMappings: [
    "Policy Mappings",
    "RFC 5280 §4.2.1.5",
    "Says which policies of two authorities count as the same.",
  ],
  subjectAltName: [
    "Subject Alternative Name",
    "RFC 5280 §4.2.1.6",
    "The names that the certificate is good for: clients compare the name they called with these, and no longer with the subject.",
  ],
  issuerAltName: [
    "Issuer Alternative Name",
    "RFC 5280 §4.2.1.7",
    "Further names of the issuer, which nothing checks.",
  ],
  subjectDirectoryAttributes: [
    "Subject Directory Attributes",
    "RFC 5280 §4.2.1.8",
    "Further attributes of the subject, such as a date of birth.",
  ],
  basicConstraints: [
    "Basic Constraints",
    "RFC 5280 §4.2.1.9",
    "Whether the owner is an authority that may issue certificates, and how many more authorities may follow below it.",
  ],
  nameConstraints: [
    "Name Constraints",
    "RFC 5280 §4.2.1.10",
    "For which names this authority may issue certificates, and for which it may not.",
  ],
  policyConstraints: [
    "Policy Constraints",
    "RFC 5280 §4.2.1.11",
    "Whether policies must be named, and whether they may be mapped, further down the chain.",
  ],
  extKeyUsage: [
    "Extended Key Usage",
    "RFC 5280 §4.2.1.12",
    "What the certificate may be used for: serverAuth for TLS servers, clientAuth for TLS clients. Many two-way handshakes fail because clientAuth is missing.",
  ],
  cRLDistributionPoints: [
    "CRL Distribution Points",
    "RFC 5280 §4.2.1.13",
    "Where the issuer publishes its list of revoked certificates.",
  ],
  inhibitAnyPolicy: [
    "Inhibit anyPolicy",
    "RFC 5280 §4.2.1.14",
    "After so many more certificates the policy anyPolicy counts no longer.",
  ],
  freshestCRL: ["Freshest CRL", "RFC 5280 §4.2.1.15", "Where to find changes since the last full list."],
  authorityInfoAccess: [
    "Authority Information Access",
    "RFC 5280 §4.2.2.1",
    "Where to ask whether the certificate is revoked (ocsp), and where to fetch the issuer's certificate (caIssuers).",
  ],
  subjectInfoAccess: [
    "Subject Information Access",
    "RFC 5280 §4.2.2.2",
    "Where to find more about the subject: what an authority publishes.",
  ],
  signedCertificateTimestampList: [
    "Signed Certificate Timestamps",
    "RFC 6962 §3.3",
    "Promises of public logs to publish this certificate (Certificate Transparency). Browsers refuse certificates of public authorities without them.",
  ],
  ocspSignedCertificateTimestampList: [
    "Signed Certificate Timestamps",
    "RFC 6962 §3.3",
    "Promises of public logs to publish the certificate, sent with the OCSP response.",
  ],
  precertificatePoison: [
    "Precertificate Poison",
    "RFC 6962 §3.1",
    "Makes this a mere announcement to the logs that no client may accept; the true certificate lacks it.",
  ],
  tlsFeature: [
    "TLS Feature",
    "RFC 7633",
    "The server promises to staple an OCSP response (“must staple”); clients may refuse it without one.",
  ],
  ocspNoCheck: [
    "OCSP No Check",
    "RFC 6960 §4.2.2.2.1",
    "This responder's certificate need not be checked for revocation itself.",
  ],
  ocspNonce: [
    "OCSP Nonce",
    "RFC 9654",
    "Ties a response to its request, so that no old one can be replayed.",
  ],
  delegationUsage: [
    "Delegation Usage",
    "RFC 9345 §4.2",
    "The key may sign delegated credentials, short-lived keys for TLS 1.3.",
  ],
  qcStatements: [
    "Qualified Certificate Statements",
    "RFC 3739 §3.2.6",
    "Legal statements, such as that it is a qualified certificate of the European Union.",
  ],
  privateKeyUsagePeriod: [
    "Private Key Usage Period",
    "RFC 3280 §4.2.1.4",
    "When the private key may sign, which may end before the certificate does.",
  ],
  cRLNumber: ["CRL Number", "RFC 5280 §5.2.3", "Counts up with every list, so that the newest can be told."],
  deltaCRLIndicator: [
    "Delta CRL Indicator",
    "RFC 5280 §5.2.4",
    "The list holds only changes since the list of this number.",
  ],
  issuingDistributionPoint: [
    "Issuing Distribution Point",
    "RFC 5280 §5.2.5",
    "Which part of the issuer's certificates the list speaks of.",
  ],
  cRLReasons: [
    "CRL Reason",
    "RFC 5280 §5.3.1",
    "Why the certificate was revoked; a key that leaked is the gravest.",
  ],
  invalidityDate: [
    "Invalidity Date",
    "RFC 5280 §5.3.2",
    "Since when the key was no longer safe, which may be before the revocation.",
  ],
  certificateIssuer: [
    "Certificate Issuer",
    "RFC 5280 §5.3.3",
    "Of an indirect list, whose certificate this entry and those after it speak of.",
  ],
};
