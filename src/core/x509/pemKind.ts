import { identifyDer, type DerKind } from "./identify";

/** What the labels say of their content (RFC 7468, and what OpenSSL writes). */
const KINDS: Readonly<Record<string, DerKind>> = {
  CERTIFICATE: "certificate",
  "X509 CERTIFICATE": "certificate",
  "TRUSTED CERTIFICATE": "certificate",
  "CERTIFICATE REQUEST": "certificationRequest",
  "NEW CERTIFICATE REQUEST": "certificationRequest",
  "X509 CRL": "certificateList",
  "PUBLIC KEY": "publicKey",
  "RSA PUBLIC KEY": "rsaPublicKey",
  "PRIVATE KEY": "privateKey",
  "ENCRYPTED PRIVATE KEY": "encryptedPrivateKey",
  "RSA PRIVATE KEY": "rsaPrivateKey",
  "EC PRIVATE KEY": "ecPrivateKey",
  "DSA PRIVATE KEY": "dsaPrivateKey",
  "DH PARAMETERS": "dhParameters",
  "X9.42 DH PARAMETERS": "dhParameters",
  "DSA PARAMETERS": "dsaParameters",
  "EC PARAMETERS": "ecParameters",
  PKCS7: "cms",
  "PKCS #7 SIGNED DATA": "cms",
  CMS: "cms",
  PKCS12: "pkcs12",
  "ATTRIBUTE CERTIFICATE": "attributeCertificate",
  "OCSP REQUEST": "ocspRequest",
  "OCSP RESPONSE": "ocspResponse",
};

/** Kinds that are nothing but integers: which of them it is, the label knows better than the shape. */
const INTEGERS: ReadonlySet<DerKind> = new Set(["rsaPublicKey", "dhParameters", "dsaParameters"]);

/** What a PEM block's DER is. */
export interface PemKind {
  /** Undefined for content that is no DER (an OpenSSH key, PGP). */
  readonly kind: DerKind | undefined;
  /** Said when the content is something else than the label says. */
  readonly mismatch?: string;
}

/**
 * What the DER of a PEM block with this label is: what its shape says, else what the label says. A block whose label
 * speaks of a private key is never taken for less than one, so that nothing secret is shown of a damaged one.
 */
export function pemKind(label: string, der: Uint8Array): PemKind {
  const said = Object.hasOwn(KINDS, label) ? KINDS[label] : undefined;
  const found = identifyDer(der);
  const secret = label.includes("PRIVATE KEY");
  if (said === undefined) return { kind: secret && found !== undefined ? secretKind(found) : found };
  if (found === undefined || found === said) return { kind: said };
  if (found === "asn1" || (INTEGERS.has(said) && INTEGERS.has(found))) return { kind: said };
  const kind = secret ? secretKind(found) : found;
  return { kind, mismatch: `The label says ${label}, and the content is not that` };
}

function secretKind(found: DerKind): DerKind {
  const isSecret = found.endsWith("PrivateKey") || found === "privateKey" || found === "pkcs12";
  return isSecret ? found : "privateKey";
}
