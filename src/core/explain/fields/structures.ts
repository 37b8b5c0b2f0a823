import type { FieldTexts } from "./fieldTexts";

/** Structures beside certificates: CMS, PKCS#12, OCSP, parameters. */
export const STRUCTURES: FieldTexts = {
  trustedCertificate: [
    "Trusted Certificate",
    "openssl-x509(1)",
    "A certificate with OpenSSL's own remarks behind it on what its owner trusts it for.",
  ],
  certAux: [
    "OpenSSL Trust Settings",
    "openssl-x509(1)",
    "What the owner of this file trusts the certificate for and what not; the issuer knows nothing of it.",
  ],
  ocspRequest: [
    "OCSP Request",
    "RFC 6960 §4.1.1",
    "Asks whether certificates are revoked, each named by hashes of its issuer and its serial number.",
  ],
  attributeCertificate: [
    "Attribute Certificate",
    "RFC 5755 §4.1",
    "Gives rights or roles to a holder; it has no public key of its own and points to the holder's certificate.",
  ],
  dhParameters: [
    "Diffie-Hellman Parameters",
    "RFC 2631 §2.2.1",
    "The prime and the generator that both sides compute with; they are public. TLS servers use them for DHE cipher suites.",
  ],
  dsaParameters: [
    "DSA Parameters",
    "RFC 3279 §2.3.2",
    "The numbers that DSA keys of one domain share; they are public.",
  ],
  ecParameters: [
    "EC Parameters",
    "RFC 3279 §2.3.5",
    "Which elliptic curve keys are on: as a rule its name, seldom all its numbers.",
  ],
};
