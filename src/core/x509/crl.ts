import { decodeBitString } from "../asn1/bitString";
import { Element, readElement } from "../asn1/element";
import { integerHex } from "../asn1/integer";
import { decodeTime, displayTime } from "../asn1/time";
import { bitString, explicit, listOf, optional, part, sequence, time } from "../asn1/types";
import { AlgorithmIdentifier, readSignatureAlgorithm, type SignatureAlgorithmInfo } from "./algorithm";
import { Version } from "./certificate";
import { Extensions, readExtensions, type Extension } from "./extensions";
import { SerialNumber } from "./extensions/keyIdentifiers";
import { NameType, readName, type Name } from "./name";

const RevokedCertificate = sequence(
  {
    userCertificate: part("Serial Number", SerialNumber),
    revocationDate: part("Revocation Date", time),
    crlEntryExtensions: optional("Extensions", Extensions),
  },
  {
    display: (element): string => {
      const entry = readEntry(element);
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
}

/** A certificate revocation list (RFC 5280 §5), read. */
export interface CertificateList {
  readonly der: Uint8Array;
  readonly issuer: Name;
  /** ISO 8601. */
  readonly thisUpdate: string | undefined;
  readonly nextUpdate: string | undefined;
  readonly entryCount: number;
  /** Reads the entries one by one: a list can have hundreds of thousands. */
  readonly entries: () => Iterable<RevokedEntry>;
  readonly extensions: readonly Extension[];
  readonly signatureAlgorithm: SignatureAlgorithmInfo;
  readonly signature: Uint8Array;
  /** What the signature is made over. */
  readonly tbs: Uint8Array;
}

function readEntry(element: Element): RevokedEntry | undefined {
  const { userCertificate, revocationDate, crlEntryExtensions } = RevokedCertificate.parts(element);
  if (!userCertificate) return undefined;
  return {
    serialNumber: integerHex(userCertificate.content),
    revocationDate: revocationDate && decodeTime(revocationDate.tag, revocationDate.content),
    extensions: crlEntryExtensions ? readExtensions(crlEntryExtensions) : [],
  };
}

function* readEntries(list: Element | undefined): Iterable<RevokedEntry> {
  for (const child of list?.children ?? []) {
    const entry = readEntry(child);
    if (entry) yield entry;
  }
}

/** Reads a certificate revocation list; undefined when a part that every list has is missing. Never throws. */
export function readCertificateList(der: Uint8Array): CertificateList | undefined {
  const element = readElement(der, 0, der.length);
  if (!(element instanceof Element) || !CertificateListType.accepts(element)) return undefined;
  const { tbsCertList: tbs, signatureAlgorithm, signatureValue } = CertificateListType.parts(element);
  if (!tbs || !signatureAlgorithm || !signatureValue) return undefined;
  const { issuer, thisUpdate, nextUpdate, revokedCertificates, crlExtensions } = TbsCertList.parts(tbs);
  if (!issuer || !thisUpdate) return undefined;
  const extensions = crlExtensions?.children[0];
  return {
    der: element.whole,
    issuer: readName(issuer),
    thisUpdate: decodeTime(thisUpdate.tag, thisUpdate.content),
    nextUpdate: nextUpdate && decodeTime(nextUpdate.tag, nextUpdate.content),
    entryCount: revokedCertificates?.children.length ?? 0,
    entries: () => readEntries(revokedCertificates),
    extensions: extensions ? readExtensions(extensions) : [],
    signatureAlgorithm: readSignatureAlgorithm(signatureAlgorithm),
    signature: decodeBitString(signatureValue.content)?.bytes ?? new Uint8Array(0),
    tbs: tbs.whole,
  };
}
