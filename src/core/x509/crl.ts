import { decodeBitString } from "../asn1/bitString";
import { Element, readElement } from "../asn1/element";
import { decodeSmallInteger, integerHex } from "../asn1/integer";
import { decodeTime, displayTime } from "../asn1/time";
import { bitString, explicit, listOf, optional, part, sequence, time } from "../asn1/types";
import { AlgorithmIdentifier, readSignatureAlgorithm, type SignatureAlgorithmInfo } from "./algorithm";
import { Version } from "./certificate";
import { Extensions, readExtensions, type Extension } from "./extensions";
import { readReason } from "./extensions/crl";
import {
  readDistributionPoints,
  readIssuingDistributionPoint,
  type DistributionPoint,
  type IssuingDistributionPoint,
} from "./extensions/distributionPoints";
import { AuthorityKeyIdentifier, SerialNumber } from "./extensions/keyIdentifiers";
import { readGeneralNames, type GeneralName } from "./generalName";
import { NameType, readName, type Name } from "./name";

const RevokedCertificate = sequence(
  {
    userCertificate: part("Serial Number", SerialNumber),
    revocationDate: part("Revocation Date", time),
    crlEntryExtensions: optional("Extensions", Extensions),
  },
  {
    display: (element): string => {
      const entry = readRevokedEntry(element);
      return entry ? `${entry.serialNumber}, ${displayTime(entry.revocationDate ?? "unknown time")}` : "";
    },
  },
);

const TbsCertList = sequence({
  version: optional("Version", Version),
  signature: part("Signature Algorithm", AlgorithmIdentifier),
  issuer: part("Issuer", NameType),
  thisUpdate: part("This Update", time),
  nextUpdate: optional("Next Update", time),
  revokedCertificates: optional(
    "Revoked Certificates",
    listOf({ name: "revokedCertificate", label: "Revoked Certificate", type: RevokedCertificate }),
  ),
  crlExtensions: optional("Extensions", explicit(0, Extensions)),
});

/** CertificateList (RFC 5280 §5.1). */
export const CertificateListType = sequence(
  {
    tbsCertList: part("To-Be-Signed Certificate List", TbsCertList),
    signatureAlgorithm: part("Signature Algorithm", AlgorithmIdentifier),
    signatureValue: part("Signature", bitString),
  },
  {
    display: (element): string => {
      const { tbsCertList } = CertificateListType.parts(element);
      const { issuer } = tbsCertList ? TbsCertList.parts(tbsCertList) : {};
      return issuer ? readName(issuer).text : "";
    },
  },
);

/** An entry of a certificate revocation list. */
export interface RevokedEntry {
  /** Lower-case hex. */
  readonly serialNumber: string;
  /** ISO 8601. */
  readonly revocationDate: string | undefined;
  readonly extensions: readonly Extension[];
  /** "keyCompromise" (RFC 5280 §5.3.1); undefined when none is said. */
  readonly reasonCode: string | undefined;
  /** ISO 8601 (RFC 5280 §5.3.2). */
  readonly invalidityDate: string | undefined;
  /** Of an indirect list: whose certificates this entry and those after it are, until another says so (RFC 5280 §5.3.3). */
  readonly certificateIssuer: readonly GeneralName[] | undefined;
}

/** A certificate revocation list (RFC 5280 §5), read. */
export interface CertificateList {
  readonly der: Uint8Array;
  /** 1 or 2; others as they stand. */
  readonly version: number;
  readonly issuer: Name;
  /** ISO 8601. */
  readonly thisUpdate: string | undefined;
  readonly nextUpdate: string | undefined;
  readonly entryCount: number;
  /** Reads the entries one by one: a list can have hundreds of thousands. */
  readonly entries: () => Iterable<RevokedEntry>;
  /** The entries unread, for a search that reads few of them with `readRevokedEntry`. */
  readonly entryElements: readonly Element[];
  readonly extensions: readonly Extension[];
  /** Lower-case hex (RFC 5280 §5.2.3). */
  readonly crlNumber: string | undefined;
  /** Of a delta list, the number of the list that it changes, in lower-case hex (RFC 5280 §5.2.4). */
  readonly baseCrlNumber: string | undefined;
  readonly issuingDistributionPoint: IssuingDistributionPoint | undefined;
  readonly freshestCrl: readonly DistributionPoint[];
  readonly authorityKeyIdentifier: Uint8Array | undefined;
  readonly signatureAlgorithm: SignatureAlgorithmInfo;
  /** The algorithm inside the signed part: must be the same. */
  readonly tbsSignatureAlgorithm: SignatureAlgorithmInfo;
  readonly signature: Uint8Array;
  /** What the signature is made over. */
  readonly tbs: Uint8Array;
}

/** Reads an entry of a list; undefined when its serial number is missing. */
export function readRevokedEntry(element: Element): RevokedEntry | undefined {
  const { userCertificate, revocationDate, crlEntryExtensions } = RevokedCertificate.parts(element);
  if (!userCertificate) return undefined;
  const extensions = crlEntryExtensions ? readExtensions(crlEntryExtensions) : [];
  const reason = extensionValue(extensions, "cRLReasons");
  const invalidity = extensionValue(extensions, "invalidityDate");
  const issuer = extensionValue(extensions, "certificateIssuer");
  return {
    serialNumber: integerHex(userCertificate.content),
    revocationDate: revocationDate && decodeTime(revocationDate.tag, revocationDate.content),
    extensions,
    reasonCode: reason && readReason(reason),
    invalidityDate: invalidity && decodeTime(invalidity.tag, invalidity.content),
    certificateIssuer: issuer && readGeneralNames(issuer),
  };
}

function extensionValue(extensions: readonly Extension[], name: string): Element | undefined {
  return extensions.find((extension) => extension.name === name)?.value;
}

function* readEntries(list: Element | undefined): Iterable<RevokedEntry> {
  for (const child of list?.children ?? []) {
    const entry = readRevokedEntry(child);
    if (entry) yield entry;
  }
}

/** Reads a certificate revocation list; undefined when a part that every list has is missing. Never throws. */
export function readCertificateList(der: Uint8Array): CertificateList | undefined {
  const element = readElement(der, 0, der.length);
  if (!(element instanceof Element) || !CertificateListType.accepts(element)) return undefined;
  const { tbsCertList: tbs, signatureAlgorithm, signatureValue } = CertificateListType.parts(element);
  if (!tbs || !signatureAlgorithm || !signatureValue) return undefined;
  const { version, signature, issuer, thisUpdate, nextUpdate, revokedCertificates, crlExtensions } =
    TbsCertList.parts(tbs);
  if (!signature || !issuer || !thisUpdate) return undefined;
  const list = crlExtensions?.children[0];
  const extensions = list ? readExtensions(list) : [];
  const valueOf = (name: string): Element | undefined => extensionValue(extensions, name);
  const number = valueOf("cRLNumber");
  const base = valueOf("deltaCRLIndicator");
  const point = valueOf("issuingDistributionPoint");
  const freshest = valueOf("freshestCRL");
  const key = valueOf("authorityKeyIdentifier");
  return {
    der: element.whole,
    version: 1 + ((version && decodeSmallInteger(version.content)) ?? 0),
    issuer: readName(issuer),
    thisUpdate: decodeTime(thisUpdate.tag, thisUpdate.content),
    nextUpdate: nextUpdate && decodeTime(nextUpdate.tag, nextUpdate.content),
    entryCount: revokedCertificates?.children.length ?? 0,
    entries: () => readEntries(revokedCertificates),
    entryElements: revokedCertificates?.children ?? [],
    extensions,
    crlNumber: number && integerHex(number.content),
    baseCrlNumber: base && integerHex(base.content),
    issuingDistributionPoint: point && readIssuingDistributionPoint(point),
    freshestCrl: freshest ? readDistributionPoints(freshest) : [],
    authorityKeyIdentifier: key && AuthorityKeyIdentifier.parts(key).keyIdentifier?.content,
    signatureAlgorithm: readSignatureAlgorithm(signatureAlgorithm),
    tbsSignatureAlgorithm: readSignatureAlgorithm(signature),
    signature: decodeBitString(signatureValue.content)?.bytes ?? new Uint8Array(0),
    tbs: tbs.whole,
  };
}
