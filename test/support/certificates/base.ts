import { ascii } from "../hex";
import { name, V3, type CertificateSpec, type ExtensionSpec } from "./build";
import { integer, utcTime, type Der } from "./der";
import { PUBLIC_KEYS } from "./keys";
import {
  authorityInfoAccess,
  authorityKeyIdentifier,
  basicConstraints,
  caIssuers,
  certificatePolicies,
  crlDistributionPoints,
  dns,
  email,
  extKeyUsage,
  keyUsage,
  ocspNoCheck,
  point,
  policy,
  sct,
  sctList,
  subjectAltName,
  subjectKeyIdentifier,
  uri,
} from "./extensions";

/** Sixteen random-looking bytes of a serial number. */
export const SERIAL = integer(0x5f3a9c41d27be8064a1b2c3d4e5f6071n);

const ROOT_NAME = name(
  ["countryName", "NO"],
  ["organizationName", "Example Trust"],
  ["commonName", "Example Root X1"],
);
const CA_NAME = name(
  ["countryName", "NO"],
  ["organizationName", "Example Trust"],
  ["commonName", "Example TLS CA 1"],
);
export const ROOT_KEY_ID = ascii("the root's key id 20");
export const CA_KEY_ID = ascii("the TLS CA's key id.");
export const OWN_KEY_ID = ascii("the leaf's key id 20");
export const DV_POLICY = "2.23.140.1.2.1";
export const OV_POLICY = "2.23.140.1.2.2";

const LEAF_EXTENSIONS = {
  authorityKeyIdentifier: authorityKeyIdentifier(CA_KEY_ID),
  authorityInfoAccess: authorityInfoAccess(caIssuers(uri("http://ca.example/tls-ca-1.cer"))),
  crlDistributionPoints: crlDistributionPoints(point(uri("http://ca.example/tls-ca-1.crl"))),
} as const;

/** A publicly trusted, domain validated certificate of a server, valid for 90 days. */
export const server: CertificateSpec = {
  version: V3,
  serialNumber: SERIAL,
  issuer: CA_NAME,
  notBefore: utcTime("261001000000Z"),
  notAfter: utcTime("261229235959Z"),
  subject: name(["commonName", "www.example.com"]),
  publicKey: PUBLIC_KEYS.p256(),
  extensions: {
    ...LEAF_EXTENSIONS,
    certificatePolicies: certificatePolicies(policy(DV_POLICY)),
    extKeyUsage: extKeyUsage("serverAuth"),
    keyUsage: keyUsage("digitalSignature"),
    subjectAltName: subjectAltName(dns("www.example.com"), dns("example.com")),
    sctList: sctList(sct(1), sct(2)),
  },
};

/** The same with an RSA key. */
export const rsaServer: CertificateSpec = { ...server, publicKey: PUBLIC_KEYS.rsa() };

/** The same for an organization. */
export const organizationServer: CertificateSpec = {
  ...server,
  subject: name(
    ["countryName", "NO"],
    ["localityName", "Oslo"],
    ["organizationName", "Example AS"],
    ["commonName", "www.example.com"],
  ),
  extensions: { ...server.extensions, certificatePolicies: certificatePolicies(policy(OV_POLICY)) },
};

/** A root, valid for 15 years. */
export const root: CertificateSpec = {
  version: V3,
  serialNumber: SERIAL,
  issuer: ROOT_NAME,
  notBefore: utcTime("260401000000Z"),
  notAfter: utcTime("410331235959Z"),
  subject: ROOT_NAME,
  extensions: {
    basicConstraints: basicConstraints(true),
    keyUsage: keyUsage("keyCertSign", "cRLSign"),
    subjectKeyIdentifier: subjectKeyIdentifier(ROOT_KEY_ID),
  },
};

/** A CA below it that issues certificates of servers. */
export const intermediate: CertificateSpec = {
  version: V3,
  serialNumber: SERIAL,
  issuer: ROOT_NAME,
  notBefore: utcTime("260401000000Z"),
  notAfter: utcTime("310331235959Z"),
  subject: CA_NAME,
  publicKey: PUBLIC_KEYS.p384(),
  extensions: {
    authorityKeyIdentifier: authorityKeyIdentifier(ROOT_KEY_ID),
    basicConstraints: basicConstraints(true, 0),
    certificatePolicies: certificatePolicies(policy(DV_POLICY)),
    crlDistributionPoints: crlDistributionPoints(point(uri("http://ca.example/root-x1.crl"))),
    authorityInfoAccess: authorityInfoAccess(caIssuers(uri("http://ca.example/root-x1.cer"))),
    keyUsage: keyUsage("keyCertSign", "cRLSign"),
    extKeyUsage: extKeyUsage("serverAuth"),
    subjectKeyIdentifier: subjectKeyIdentifier(CA_KEY_ID),
  },
};

/** A certificate of a client. */
export const client: CertificateSpec = {
  ...server,
  subject: name(["organizationName", "Example AS"], ["commonName", "Client 7"]),
  extensions: {
    ...LEAF_EXTENSIONS,
    extKeyUsage: extKeyUsage("clientAuth"),
    keyUsage: keyUsage("digitalSignature"),
    subjectKeyIdentifier: subjectKeyIdentifier(OWN_KEY_ID),
  },
};

/** A certificate of a person's e-mail address. */
export const mail: CertificateSpec = {
  ...client,
  extensions: {
    ...client.extensions,
    extKeyUsage: extKeyUsage("emailProtection"),
    subjectAltName: subjectAltName(email("someone@example.com")),
  },
};

/** A certificate of an OCSP responder. */
export const ocspSigner: CertificateSpec = {
  ...server,
  subject: name(
    ["countryName", "NO"],
    ["organizationName", "Example Trust"],
    ["commonName", "Example OCSP 1"],
  ),
  extensions: {
    authorityKeyIdentifier: authorityKeyIdentifier(CA_KEY_ID),
    extKeyUsage: extKeyUsage("OCSPSigning"),
    keyUsage: keyUsage("digitalSignature"),
    ocspNoCheck: ocspNoCheck(),
  },
};

/** A certificate that signs time stamps. */
export const timeStamper: CertificateSpec = {
  ...client,
  subject: name(
    ["countryName", "NO"],
    ["organizationName", "Example Trust"],
    ["commonName", "Example TSA 1"],
  ),
  extensions: {
    ...client.extensions,
    extKeyUsage: { ...extKeyUsage("timeStamping"), critical: true },
  },
};

/** A certificate with other extensions; undefined leaves one out. */
export function withExtensions(
  base: CertificateSpec,
  extensions: Readonly<Record<string, ExtensionSpec | undefined>>,
): CertificateSpec {
  return { ...base, extensions: { ...base.extensions, ...extensions } };
}

/** A certificate of another subject. */
export const withSubject = (base: CertificateSpec, subject: Der): CertificateSpec => ({ ...base, subject });
