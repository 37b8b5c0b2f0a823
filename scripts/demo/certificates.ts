// Certificates made fresh for the demo servers and the tests: a root, an intermediate, a server and a client.
import { webcrypto, X509Certificate } from "node:crypto";
import * as asn1js from "asn1js";
import * as pkijs from "pkijs";

/** A certificate with its private key, both in the forms that files and servers take. */
export interface Identity {
  readonly certificate: pkijs.Certificate;
  readonly keys: webcrypto.CryptoKeyPair;
  readonly certificatePem: string;
  /** PKCS#8 in PEM, not encrypted. */
  readonly keyPem: string;
}

export interface DemoCertificates {
  readonly root: Identity;
  readonly intermediate: Identity;
  readonly server: Identity;
  readonly client: Identity;
  /** A server's certificate whose time is over. */
  readonly expired: Identity;
}

export interface DemoCertificateOptions {
  /** O= of the server's subject. Tests put markup here to see that it stays text. */
  readonly organization?: string;
  /** The server certificate's last day, counted from today; 90 unless told, negative when it has expired. */
  readonly daysValid?: number;
}

interface Request {
  readonly subject: Readonly<Record<string, string>>;
  readonly issuer?: Identity;
  readonly keyAlgorithm: webcrypto.EcKeyGenParams | webcrypto.RsaHashedKeyGenParams;
  readonly daysValid: number;
  readonly extensions: readonly pkijs.Extension[];
}

const P256: webcrypto.EcKeyGenParams = { name: "ECDSA", namedCurve: "P-256" };
const RSA_2048: webcrypto.RsaHashedKeyGenParams = {
  name: "RSASSA-PKCS1-v1_5",
  hash: "SHA-256",
  modulusLength: 2048,
  publicExponent: Uint8Array.of(1, 0, 1),
};

/** RFC 4519 attribute types by their short names. */
const ATTRIBUTE_OIDS: Readonly<Record<string, string>> = {
  CN: "2.5.4.3",
  O: "2.5.4.10",
  OU: "2.5.4.11",
  C: "2.5.4.6",
};

const KEY_USAGE = { digitalSignature: 0, keyEncipherment: 2, keyCertSign: 5, cRLSign: 6 } as const;
const SERVER_AUTH = "1.3.6.1.5.5.7.3.1";
const CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";
const DAY_MS = 86_400_000;

/** Makes the whole set; about half a second, most of it for the RSA keys. */
export async function makeDemoCertificates(options: DemoCertificateOptions = {}): Promise<DemoCertificates> {
  const authority = [basicConstraints(true), keyUsage("keyCertSign", "cRLSign")];
  const root = await issue({
    subject: { CN: "TLS Inspector Demo Root", O: "TLS Inspector Demo" },
    keyAlgorithm: P256, // pkijs leaves out the NULL that an RSA signature's algorithm needs (RFC 4055 §5)
    daysValid: 3650,
    extensions: authority,
  });
  const intermediate = await issue({
    subject: { CN: "TLS Inspector Demo Intermediate", O: "TLS Inspector Demo" },
    issuer: root,
    keyAlgorithm: P256,
    daysValid: 1825,
    extensions: authority,
  });
  const server = await issue({
    subject: { CN: "localhost", O: options.organization ?? "TLS Inspector Demo" },
    issuer: intermediate,
    keyAlgorithm: RSA_2048,
    daysValid: options.daysValid ?? 90,
    extensions: [
      basicConstraints(false),
      keyUsage("digitalSignature", "keyEncipherment"),
      extendedKeyUsage(SERVER_AUTH),
      subjectAltName("localhost", true),
    ],
  });
  const client = await issue({
    subject: { CN: "demo-client", O: "TLS Inspector Demo", OU: "Clients" },
    issuer: intermediate,
    keyAlgorithm: P256,
    daysValid: 90,
    extensions: [basicConstraints(false), keyUsage("digitalSignature"), extendedKeyUsage(CLIENT_AUTH)],
  });
  const expired = await issue({
    subject: { CN: "shop.example", O: "TLS Inspector Demo" },
    issuer: intermediate,
    keyAlgorithm: P256,
    daysValid: -3,
    extensions: [
      basicConstraints(false),
      keyUsage("digitalSignature"),
      extendedKeyUsage(SERVER_AUTH),
      subjectAltName("shop.example"),
    ],
  });
  return { root, intermediate, server, client, expired };
}

async function issue(request: Request): Promise<Identity> {
  const keys = await webcrypto.subtle.generateKey(request.keyAlgorithm, true, ["sign", "verify"]);
  const certificate = new pkijs.Certificate();
  certificate.version = 2; // v3
  certificate.serialNumber = new asn1js.Integer({ valueHex: serialNumber() });
  certificate.subject = distinguishedName(request.subject);
  certificate.issuer = request.issuer?.certificate.subject ?? certificate.subject;
  const now = Date.now();
  certificate.notBefore.value = new Date(now + Math.min(0, request.daysValid - 30) * DAY_MS - DAY_MS);
  certificate.notAfter.value = new Date(now + request.daysValid * DAY_MS);
  await certificate.subjectPublicKeyInfo.importKey(keys.publicKey);
  certificate.extensions = [
    ...request.extensions,
    subjectKeyIdentifier(await keyIdentifier(certificate)),
    authorityKeyIdentifier(await keyIdentifier(request.issuer?.certificate ?? certificate)),
  ];
  await certificate.sign((request.issuer?.keys ?? keys).privateKey, "SHA-256");

  const pkcs8 = await webcrypto.subtle.exportKey("pkcs8", keys.privateKey);
  return {
    certificate,
    keys,
    certificatePem: new X509Certificate(Buffer.from(certificate.toSchema(true).toBER())).toString(),
    keyPem: pem("PRIVATE KEY", pkcs8),
  };
}

/** RFC 7468 text of some DER. */
export function pem(label: string, der: ArrayBuffer): string {
  const lines = Buffer.from(der)
    .toString("base64")
    .replace(/.{64}(?=.)/g, "$&\n");
  return `-----BEGIN ${label}-----\n${lines}\n-----END ${label}-----\n`;
}

/** 16 random bytes, positive and without a leading zero (RFC 5280 §4.1.2.2). */
function serialNumber(): ArrayBuffer {
  const bytes = webcrypto.getRandomValues(new Uint8Array(16));
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40;
  return bytes.buffer;
}

/** A name of one attribute an RDN. (pkijs would put all of them into one RDN, as a multi-valued one.) */
function distinguishedName(attributes: Readonly<Record<string, string>>): pkijs.RelativeDistinguishedNames {
  const rdns = Object.entries(attributes).map(([shortName, value]) => {
    const type = ATTRIBUTE_OIDS[shortName];
    if (type === undefined) throw new Error(`no OID for the attribute ${shortName}`);
    const attribute = new pkijs.AttributeTypeAndValue({ type, value: new asn1js.Utf8String({ value }) });
    return new asn1js.Set({ value: [attribute.toSchema()] });
  });
  return pkijs.RelativeDistinguishedNames.fromBER(new asn1js.Sequence({ value: rdns }).toBER());
}

/** RFC 5280 §4.2.1.2, method 1: SHA-1 of the public key's bits. */
async function keyIdentifier(certificate: pkijs.Certificate): Promise<ArrayBuffer> {
  const bits = certificate.subjectPublicKeyInfo.subjectPublicKey.valueBlock.valueHexView;
  return webcrypto.subtle.digest("SHA-1", Uint8Array.from(bits));
}

function extension(extnID: string, critical: boolean, value: { toBER(): ArrayBuffer }): pkijs.Extension {
  return new pkijs.Extension({ extnID, critical, extnValue: value.toBER() });
}

function basicConstraints(cA: boolean): pkijs.Extension {
  return extension("2.5.29.19", true, new pkijs.BasicConstraints({ cA }).toSchema());
}

function keyUsage(...uses: (keyof typeof KEY_USAGE)[]): pkijs.Extension {
  const bits = uses.reduce((sum, use) => sum | (0x80 >> KEY_USAGE[use]), 0);
  const unusedBits = 7 - Math.max(...uses.map((use) => KEY_USAGE[use]));
  return extension(
    "2.5.29.15",
    true,
    new asn1js.BitString({ valueHex: Uint8Array.of(bits).buffer, unusedBits }),
  );
}

function extendedKeyUsage(purpose: string): pkijs.Extension {
  return extension("2.5.29.37", false, new pkijs.ExtKeyUsage({ keyPurposes: [purpose] }).toSchema());
}

/** A DNS name and, on this machine, the addresses under which the demo servers are reached. */
function subjectAltName(name: string, isLoopback = false): pkijs.Extension {
  const address = (...bytes: number[]): pkijs.GeneralName =>
    new pkijs.GeneralName({
      type: 7,
      value: new asn1js.OctetString({ valueHex: Uint8Array.from(bytes).buffer }),
    });
  const loopback = [address(127, 0, 0, 1), address(...new Array<number>(15).fill(0), 1)];
  const names = [new pkijs.GeneralName({ type: 2, value: name }), ...(isLoopback ? loopback : [])];
  return extension("2.5.29.17", false, new pkijs.GeneralNames({ names }).toSchema());
}

function subjectKeyIdentifier(id: ArrayBuffer): pkijs.Extension {
  return extension("2.5.29.14", false, new asn1js.OctetString({ valueHex: id }));
}

function authorityKeyIdentifier(id: ArrayBuffer): pkijs.Extension {
  const keyIdentifierOnly = new pkijs.AuthorityKeyIdentifier({
    keyIdentifier: new asn1js.OctetString({ valueHex: id }),
  });
  return extension("2.5.29.35", false, keyIdentifierOnly.toSchema());
}
