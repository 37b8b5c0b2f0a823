// OpenSSL's words for what has other names in the RFCs.

/** Short names of attributes, by object identifier. */
export const SHORT: Readonly<Record<string, string>> = {
  "0.9.2342.19200300.100.1.1": "UID",
  "0.9.2342.19200300.100.1.25": "DC",
  "1.2.840.113549.1.9.1": "emailAddress",
  "1.2.840.113549.1.9.2": "unstructuredName",
  "1.2.840.113549.1.9.8": "unstructuredAddress",
  "1.3.6.1.4.1.311.60.2.1.1": "jurisdictionL",
  "1.3.6.1.4.1.311.60.2.1.2": "jurisdictionST",
  "1.3.6.1.4.1.311.60.2.1.3": "jurisdictionC",
  "2.5.4.3": "CN",
  "2.5.4.4": "SN",
  "2.5.4.5": "serialNumber",
  "2.5.4.6": "C",
  "2.5.4.7": "L",
  "2.5.4.8": "ST",
  "2.5.4.9": "street",
  "2.5.4.10": "O",
  "2.5.4.11": "OU",
  "2.5.4.12": "title",
  "2.5.4.13": "description",
  "2.5.4.15": "businessCategory",
  "2.5.4.17": "postalCode",
  "2.5.4.18": "postOfficeBox",
  "2.5.4.20": "telephoneNumber",
  "2.5.4.41": "name",
  "2.5.4.42": "GN",
  "2.5.4.43": "initials",
  "2.5.4.44": "generationQualifier",
  "2.5.4.45": "x500UniqueIdentifier",
  "2.5.4.46": "dnQualifier",
  "2.5.4.65": "pseudonym",
  "2.5.4.97": "organizationIdentifier",
};

export const KEY_USAGES: Readonly<Record<string, string>> = {
  digitalSignature: "Digital Signature",
  nonRepudiation: "Non Repudiation",
  keyEncipherment: "Key Encipherment",
  dataEncipherment: "Data Encipherment",
  keyAgreement: "Key Agreement",
  keyCertSign: "Certificate Sign",
  cRLSign: "CRL Sign",
  encipherOnly: "Encipher Only",
  decipherOnly: "Decipher Only",
};

export const PURPOSES: Readonly<Record<string, string>> = {
  serverAuth: "TLS Web Server Authentication",
  clientAuth: "TLS Web Client Authentication",
  codeSigning: "Code Signing",
  emailProtection: "E-mail Protection",
  ipsecEndSystem: "IPSec End System",
  ipsecTunnel: "IPSec Tunnel",
  ipsecUser: "IPSec User",
  timeStamping: "Time Stamping",
  OCSPSigning: "OCSP Signing",
  anyExtendedKeyUsage: "Any Extended Key Usage",
  serverGatedCrypto: "Microsoft Server Gated Crypto",
  netscapeServerGatedCrypto: "Netscape Server Gated Crypto",
  pkinitKdc: "Signing KDC Response",
  precertificateSigning: "CT Precertificate Signer",
};

export const SIGNATURES: Readonly<Record<string, string>> = {
  "dsa-with-sha1": "dsaWithSHA1",
  "dsa-with-sha256": "dsa_with_SHA256",
};

/** OpenSSL's names of curves, by ours. */
export const CURVES: Readonly<Record<string, string>> = {
  "P-192": "prime192v1",
  "P-224": "secp224r1",
  "P-256": "prime256v1",
  "P-384": "secp384r1",
  "P-521": "secp521r1",
  secp256k1: "secp256k1",
  brainpoolP256r1: "brainpoolP256r1",
};

/** Titles of extensions in OpenSSL's text, by object identifier. What is not here it prints as a number. */
export const EXTENSIONS: Readonly<Record<string, string>> = {
  "1.3.6.1.4.1.11129.2.4.2": "CT Precertificate SCTs",
  "1.3.6.1.4.1.11129.2.4.3": "CT Precertificate Poison",
  "1.3.6.1.5.5.7.1.1": "Authority Information Access",
  "1.3.6.1.5.5.7.1.2": "Biometric Info",
  "1.3.6.1.5.5.7.1.3": "qcStatements",
  "1.3.6.1.5.5.7.1.11": "Subject Information Access",
  "1.3.6.1.5.5.7.1.24": "TLS Feature",
  "1.3.6.1.5.5.7.48.1.5": "OCSP No Check",
  "2.16.840.1.113730.1.1": "Netscape Cert Type",
  "2.16.840.1.113730.1.13": "Netscape Comment",
  "2.5.29.9": "X509v3 Subject Directory Attributes",
  "2.5.29.14": "X509v3 Subject Key Identifier",
  "2.5.29.15": "X509v3 Key Usage",
  "2.5.29.16": "X509v3 Private Key Usage Period",
  "2.5.29.17": "X509v3 Subject Alternative Name",
  "2.5.29.18": "X509v3 Issuer Alternative Name",
  "2.5.29.19": "X509v3 Basic Constraints",
  "2.5.29.20": "X509v3 CRL Number",
  "2.5.29.30": "X509v3 Name Constraints",
  "2.5.29.31": "X509v3 CRL Distribution Points",
  "2.5.29.32": "X509v3 Certificate Policies",
  "2.5.29.33": "X509v3 Policy Mappings",
  "2.5.29.35": "X509v3 Authority Key Identifier",
  "2.5.29.36": "X509v3 Policy Constraints",
  "2.5.29.37": "X509v3 Extended Key Usage",
  "2.5.29.46": "X509v3 Freshest CRL",
  "2.5.29.54": "X509v3 Inhibit Any Policy",
};
