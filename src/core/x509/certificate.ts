import type { Tracer } from "../fields/tracer";
import { decodeBitString } from "../asn1/bitString";
import { Element, readElement } from "../asn1/element";
import { decodeSmallInteger, integerHex } from "../asn1/integer";
import { TAG } from "../asn1/tags";
import { decodeTime, displayTime } from "../asn1/time";
import { bitString, explicit, implicit, optional, part, primitive, sequence, time } from "../asn1/types";
import { AlgorithmIdentifier, readSignatureAlgorithm, type SignatureAlgorithmInfo } from "./algorithm";
import { Extensions, readExtensions, type Extension } from "./extensions";
import { readBasicConstraints, readOids, KEY_USAGES, type BasicConstraintsInfo } from "./extensions/usage";
import { AuthorityKeyIdentifier, SerialNumber } from "./extensions/keyIdentifiers";
import { readAccessDescriptions, type AccessDescription } from "./extensions/access";
import { fullNames, readDistributionPoints, type DistributionPoint } from "./extensions/distributionPoints";
import { readNameConstraints, type NameConstraintsInfo } from "./extensions/names";
import { readNamedBits } from "./extensions/namedBits";
import { readPolicies } from "./extensions/policies";
import { readGeneralNames, type GeneralName } from "./generalName";
import { NameType, readName, type Name } from "./name";
import { readPublicKey, SubjectPublicKeyInfo, type PublicKeyInfo } from "./publicKey";
import { oidName } from "../asn1/oid";
import { traceRoot } from "./root";

/** Version ::= INTEGER { v1(0), v2(1), v3(2) }. */
export const Version = primitive("an INTEGER", [TAG.integer], {
  display: ({ content }) => {
    const version = decodeSmallInteger(content);
    return version === undefined ? "not a version" : `v${String(version + 1)} (${String(version)})`;
  },
});

export const Validity = sequence(
  { notBefore: part("Not Before", time), notAfter: part("Not After", time) },
  {
    display: (element): string => {
      const { notBefore, notAfter } = readValidity(element);
      return `${displayTime(notBefore ?? "unknown")} to ${displayTime(notAfter ?? "unknown")}`;
    },
  },
);

interface ValidityInfo {
  readonly notBefore: string | undefined;
  readonly notAfter: string | undefined;
}

function readValidity(element: Element): ValidityInfo {
  const { notBefore, notAfter } = Validity.parts(element);
  return {
    notBefore: notBefore && decodeTime(notBefore.tag, notBefore.content),
    notAfter: notAfter && decodeTime(notAfter.tag, notAfter.content),
  };
}

/** TBSCertificate (RFC 5280 §4.1.2). */
export const TbsCertificate = sequence({
  version: optional("Version", explicit(0, Version)),
  serialNumber: part("Serial Number", SerialNumber),
  signature: part("Signature Algorithm", AlgorithmIdentifier),
  issuer: part("Issuer", NameType),
  validity: part("Validity", Validity),
  subject: part("Subject", NameType),
  subjectPublicKeyInfo: part("Subject Public Key Info", SubjectPublicKeyInfo),
  issuerUniqueID: optional("Issuer Unique ID", implicit(1, bitString, false)),
  subjectUniqueID: optional("Subject Unique ID", implicit(2, bitString, false)),
  extensions: optional("Extensions", explicit(3, Extensions)),
});

/** Certificate (RFC 5280 §4.1). */
export const CertificateType = sequence(
  {
    tbsCertificate: part("To-Be-Signed Certificate", TbsCertificate),
    signatureAlgorithm: part("Signature Algorithm", AlgorithmIdentifier),
    signatureValue: part("Signature", bitString),
  },
  { display: (element) => certificateText(element) },
);

function certificateText(element: Element): string {
  const { tbsCertificate } = CertificateType.parts(element);
  const { subject } = tbsCertificate ? TbsCertificate.parts(tbsCertificate) : {};
  return subject ? readName(subject).text || "(no subject)" : "";
}

/** The content of subjectAltName and the like, read. */
export interface ReadExtensions {
  readonly basicConstraints: BasicConstraintsInfo | undefined;
  /** Names of the bits that are set (RFC 5280 §4.2.1.3). */
  readonly keyUsage: readonly string[] | undefined;
  /** "serverAuth", or dotted numbers. */
  readonly extKeyUsage: readonly string[] | undefined;
  readonly subjectAltName: readonly GeneralName[] | undefined;
  readonly nameConstraints: NameConstraintsInfo | undefined;
  readonly subjectKeyIdentifier: Uint8Array | undefined;
  readonly authorityKeyIdentifier: Uint8Array | undefined;
  readonly authorityInfoAccess: readonly AccessDescription[];
  /** The whole names of all distribution points. */
  readonly crlDistributionPoints: readonly GeneralName[];
  /** The distribution points with their reasons and issuers (RFC 5280 §4.2.1.13). */
  readonly distributionPoints: readonly DistributionPoint[];
  /** Where delta lists stand (RFC 5280 §4.2.1.15). */
  readonly freshestCrl: readonly DistributionPoint[];
  /** Dotted numbers. */
  readonly certificatePolicies: readonly string[];
}

/** A certificate (RFC 5280 §4.1), read. */
export interface Certificate extends ReadExtensions {
  /** The whole certificate. */
  readonly der: Uint8Array;
  /** 1 to 3; others as they stand. */
  readonly version: number;
  /** Lower-case hex. */
  readonly serialNumber: string;
  readonly issuer: Name;
  readonly subject: Name;
  /** ISO 8601 in UTC; undefined where it could not be read. */
  readonly notBefore: string | undefined;
  readonly notAfter: string | undefined;
  readonly publicKey: PublicKeyInfo;
  /** All extensions in the order of their bytes. */
  readonly extensions: readonly Extension[];
  /** The algorithm outside the signed part. */
  readonly signatureAlgorithm: SignatureAlgorithmInfo;
  /** The algorithm inside the signed part: must be the same. */
  readonly tbsSignatureAlgorithm: SignatureAlgorithmInfo;
  readonly signature: Uint8Array;
  /** What the signature is made over. */
  readonly tbs: Uint8Array;
}

/** Reads a certificate; undefined when a part that every certificate has is missing or of another type. Never throws. */
export function readCertificate(der: Uint8Array): Certificate | undefined {
  const element = readElement(der, 0, der.length);
  if (!(element instanceof Element) || !CertificateType.accepts(element)) return undefined;
  const { tbsCertificate: tbs, signatureAlgorithm, signatureValue } = CertificateType.parts(element);
  if (!tbs || !signatureAlgorithm || !signatureValue) return undefined;
  const { version, serialNumber, signature, issuer, validity, subject, subjectPublicKeyInfo, extensions } =
    TbsCertificate.parts(tbs);
  const publicKey = subjectPublicKeyInfo && readPublicKey(subjectPublicKeyInfo);
  if (!serialNumber || !signature || !issuer || !validity || !subject || !publicKey) return undefined;
  const versionNumber = version?.children[0];
  const list = extensions?.children[0];
  const all = list ? readExtensions(list) : [];
  return {
    der: element.whole,
    version: 1 + ((versionNumber && decodeSmallInteger(versionNumber.content)) ?? 0),
    serialNumber: integerHex(serialNumber.content),
    issuer: readName(issuer),
    subject: readName(subject),
    ...readValidity(validity),
    publicKey,
    extensions: all,
    ...interpret(all),
    signatureAlgorithm: readSignatureAlgorithm(signatureAlgorithm),
    tbsSignatureAlgorithm: readSignatureAlgorithm(signature),
    signature: decodeBitString(signatureValue.content)?.bytes ?? new Uint8Array(0),
    tbs: tbs.whole,
  };
}

/** The extensions of RFC 5280 that decide about trust and names, read. */
export function interpret(extensions: readonly Extension[]): ReadExtensions {
  const valueOf = (name: string): Element | undefined =>
    extensions.find((extension) => extension.name === name)?.value;
  const read = <T>(name: string, reader: (element: Element) => T): T | undefined => {
    const value = valueOf(name);
    return value && reader(value);
  };
  const distributionPoints = read("cRLDistributionPoints", readDistributionPoints) ?? [];
  return {
    basicConstraints: read("basicConstraints", readBasicConstraints),
    keyUsage: read("keyUsage", (element) => readNamedBits(element, KEY_USAGES)),
    extKeyUsage: read("extKeyUsage", (element) => readOids(element).map((oid) => oidName(oid) ?? oid)),
    subjectAltName: read("subjectAltName", readGeneralNames),
    nameConstraints: read("nameConstraints", readNameConstraints),
    subjectKeyIdentifier: read("subjectKeyIdentifier", (element) => element.content),
    authorityKeyIdentifier: read(
      "authorityKeyIdentifier",
      (element) => AuthorityKeyIdentifier.parts(element).keyIdentifier?.content,
    ),
    authorityInfoAccess: read("authorityInfoAccess", readAccessDescriptions) ?? [],
    crlDistributionPoints: fullNames(distributionPoints),
    distributionPoints,
    freshestCrl: read("freshestCRL", readDistributionPoints) ?? [],
    certificatePolicies: read("certificatePolicies", readPolicies) ?? [],
  };
}

/**
 * Writes the rows of the certificate at `start` up to `end` of `bytes`, below a row "certificate"; returns that row.
 * Damaged input gives the fields that can be read, a finding where it broke, and the rest as raw bytes. Never throws.
 */
export function traceCertificate(tracer: Tracer, bytes: Uint8Array, start: number, end: number): number {
  return traceRoot(tracer, bytes, start, end, CertificateType, {
    key: "certificate",
    label: "Certificate",
    prefix: "",
  });
}
