import { Element, readElement, readElements } from "../asn1/element";
import { forward } from "../asn1/forward";
import { any, fillGeneric } from "../asn1/generic";
import { decodeOid, displayOid, oidName } from "../asn1/oid";
import { countedOctets } from "../asn1/octets";
import { TAG } from "../asn1/tags";
import { makeType, type Type } from "../asn1/type";
import {
  explicit,
  integer,
  listOf,
  octetString,
  octetStringOf,
  oid,
  optional,
  part,
  sequence,
  unwrap,
} from "../asn1/types";
import { attributeList, attributeType } from "./attributes";
import { CertificateType } from "./certificate";
import { EncryptedContentInfo } from "./cms/parts";
import { CertificateListType } from "./crl";
import { EncryptionAlgorithm, encryptionText } from "./encryptionAlgorithm";
import { listText } from "./labels";
import { privateKeyType } from "./privateKey";

// A PKCS#12 file can hold keys that nothing encrypts, so its rows are written with nothing shown; what is plainly public
// (algorithms, names of bags, certificates) says what it is all the same. What does not fit stays hidden.

/** Anything that may hold a key. */
const hidden: Type = makeType({
  name: any.name,
  accepts: () => true,
  display: () => "not shown",
  fill: (trace, element, place) => {
    any.fill(trace, element, place);
  },
});

/** A public structure, shown when it is whole. */
function shown(type: Type): Type {
  return makeType({
    ...type,
    fill(trace, element, place) {
      trace.showing(() => {
        type.fill(trace, element, place);
      });
    },
  });
}

const isPlain = (element: Element | undefined, type: { fits(element: Element): boolean }): boolean =>
  element !== undefined && element.end === element.contentEnd && type.fits(element);

/** The element that the OCTET STRING in `[0]` of a CertBag or CRLBag holds. */
function bagged(wrapper: Element): Element | undefined {
  const octets = unwrap(wrapper);
  if (!octets?.is(TAG.octetString) || octets.constructed || octets.cut) return undefined;
  const inner = readElement(octets.bytes, octets.contentAt, octets.contentEnd, octets.depth + 1);
  return inner instanceof Element && inner.end === octets.contentEnd ? inner : undefined;
}

const Certificate = explicit(0, octetStringOf(shown(CertificateType)));
const CertificateList = explicit(0, octetStringOf(shown(CertificateListType)));

/** CertBag (RFC 7292 §4.2.3). */
const CertBag = sequence(
  { certId: part("Certificate Type", oid), certValue: part("Certificate", explicit(0, hidden)) },
  {
    refine: (name, { certValue }) =>
      name === "certValue" && certValue && isPlain(bagged(certValue), CertificateType)
        ? Certificate
        : undefined,
    display: (element): string => {
      const { certValue } = CertBag.parts(element);
      const inner = certValue && bagged(certValue);
      return inner && isPlain(inner, CertificateType) ? (CertificateType.display?.(inner) ?? "") : "";
    },
  },
);

/** CRLBag (RFC 7292 §4.2.4). */
const CrlBag = sequence(
  { crlId: part("List Type", oid), crlValue: part("Revocation List", explicit(0, hidden)) },
  {
    refine: (name, { crlValue }) =>
      name === "crlValue" && crlValue && isPlain(bagged(crlValue), CertificateListType)
        ? CertificateList
        : undefined,
  },
);

/** SecretBag (RFC 7292 §4.2.5). */
const SecretBag = sequence({
  secretTypeId: part("Secret Type", oid),
  secretValue: part("Secret", explicit(0, hidden)),
});

/** EncryptedPrivateKeyInfo (RFC 5958 §3). */
const ShroudedKey = sequence(
  {
    encryptionAlgorithm: part("Encryption Algorithm", EncryptionAlgorithm),
    encryptedData: part("Encrypted Data", countedOctets),
  },
  {
    display: (element): string => {
      const { encryptionAlgorithm } = ShroudedKey.parts(element);
      return encryptionAlgorithm ? `encrypted with ${encryptionText(encryptionAlgorithm)}` : "";
    },
  },
);

const NestedSafeContents = forward("a SEQUENCE");

const BAGS: ReadonlyMap<string, Type> = new Map(
  Object.entries({
    "pkcs-12-keyBag": privateKeyType("privateKey"),
    "pkcs-12-pkcs-8ShroudedKeyBag": ShroudedKey,
    "pkcs-12-certBag": CertBag,
    "pkcs-12-crlBag": CrlBag,
    "pkcs-12-secretBag": SecretBag,
    "pkcs-12-safeContentsBag": NestedSafeContents,
  }).map(([name, type]) => [name, explicit(0, type)]),
);

const BagAttribute = attributeType({ type: "attrId", values: "attrValues" });

/** SafeBag (RFC 7292 §4.2). */
const SafeBag = sequence(
  {
    bagId: part("Bag Type", oid),
    bagValue: part("Content", explicit(0, hidden)),
    bagAttributes: optional("Attributes", attributeList(BagAttribute)),
  },
  {
    display: (element) => bagText(element),
    refine: (name, { bagId, bagValue }) => {
      if (name !== "bagValue" || !bagId || !bagValue) return undefined;
      const type = BAGS.get(oidName(decodeOid(bagId.content) ?? "") ?? "");
      const inner = unwrap(bagValue);
      return type && inner && type.accepts(bagValue) ? type : undefined;
    },
  },
);

function bagText(element: Element): string {
  const { bagId } = SafeBag.parts(element);
  const dotted = bagId && decodeOid(bagId.content);
  return dotted === undefined ? "" : (oidName(dotted)?.replace(/^pkcs-12-/, "") ?? dotted);
}

/** SafeContents (RFC 7292 §4.2). */
export const SafeContents = listOf(
  { name: "safeBag", label: "Bag", type: SafeBag },
  { display: (element) => listText(element.children.slice(0, 13).map(bagText)) },
);
NestedSafeContents.define(SafeContents);

const EncryptedData = sequence({
  version: part("Version", integer),
  encryptedContentInfo: part("Encrypted Content Info", EncryptedContentInfo),
});

/** A ContentInfo whose OCTET STRING holds `inner`; `[0]` of another type of content is hidden, but for how it is encrypted. */
function safe(inner: Type): ReturnType<typeof sequence<"contentType" | "content">> {
  const plain = explicit(0, octetStringOf(inner));
  const encrypted = explicit(0, EncryptedData);
  const type = sequence(
    { contentType: part("Content Type", oid), content: optional("Content", explicit(0, hidden)) },
    {
      refine: (name, { contentType, content }) => {
        if (name !== "content" || !contentType || !content) return undefined;
        const known = oidName(decodeOid(contentType.content) ?? "");
        const held = unwrap(content);
        if (known === "encryptedData") return held && EncryptedData.accepts(held) ? encrypted : undefined;
        const isWhole = held?.is(TAG.octetString) === true && !held.constructed;
        return known === "data" && isWhole ? plain : undefined;
      },
      display: (element): string => {
        const { contentType } = type.parts(element);
        const dotted = contentType && decodeOid(contentType.content);
        return dotted === undefined ? "" : (oidName(dotted) ?? displayOid(dotted));
      },
    },
  );
  return type;
}

/** AuthenticatedSafe (RFC 7292 §4.1). */
const AuthenticatedSafe = listOf({ name: "contentInfo", label: "Safe", type: safe(SafeContents) });

const DigestInfo = sequence(
  {
    digestAlgorithm: part("Digest Algorithm", EncryptionAlgorithm),
    digest: part("Digest", countedOctets),
  },
  {
    display: (element): string => {
      const { digestAlgorithm } = DigestInfo.parts(element);
      return digestAlgorithm ? encryptionText(digestAlgorithm) : "";
    },
  },
);

/** MacData (RFC 7292 §4); with PBMAC1 its salt and iterations stand in the algorithm (RFC 9579 §4). */
const MacData = sequence(
  {
    mac: part("MAC", DigestInfo),
    macSalt: part("Salt", octetString),
    iterations: optional("Iterations", integer),
  },
  {
    display: (element): string => {
      const { mac, iterations } = MacData.parts(element);
      const times = iterations ? (integer.display?.(iterations) ?? "") : "1";
      const text = mac ? (DigestInfo.display?.(mac) ?? "") : "";
      return text.startsWith("PBMAC1")
        ? text
        : `${text}, ${times} ${times === "1" ? "iteration" : "iterations"}`;
    },
  },
);

const Pfx = sequence(
  {
    version: part("Version", integer),
    authSafe: part("Authenticated Safe", safe(AuthenticatedSafe)),
    macData: optional("MAC", MacData),
  },
  {
    display: (element): string => {
      const { macData } = Pfx.parts(element);
      return macData ? `with a MAC: ${MacData.display?.(macData) ?? ""}` : "without a MAC";
    },
  },
);

/** The one element that a whole OCTET STRING holds. */
function heldBy(octets: Element): Element | undefined {
  const { items, fault } = readElements(octets.bytes, octets.contentAt, octets.contentEnd, octets.depth + 1);
  return items.length === 1 && !fault && items[0]?.cut === false ? items[0] : undefined;
}

const AnySafe = safe(hidden);

function isSoundSafe(info: Element, inner: (element: Element) => boolean): boolean {
  if (!AnySafe.fits(info)) return false;
  const { contentType, content } = AnySafe.parts(info);
  const known = contentType && oidName(decodeOid(contentType.content) ?? "");
  const octets = content && unwrap(content);
  if (!octets) return false;
  if (known === "encryptedData") return EncryptedData.fits(octets);
  // Other content, and an OCTET STRING in pieces, is not shown at all.
  if (known !== "data" || octets.constructed) return true;
  const held = heldBy(octets);
  return octets.is(TAG.octetString) && held !== undefined && inner(held);
}

const isSoundList = (list: Element, item: (element: Element) => boolean): boolean =>
  list.is(TAG.sequence) && list.inside.fault === undefined && list.children.every(item);

function isSoundBag(bag: Element): boolean {
  if (!SafeBag.fits(bag)) return false;
  const { bagId, bagValue } = SafeBag.parts(bag);
  const inner = bagValue && unwrap(bagValue);
  const isNested = bagId && oidName(decodeOid(bagId.content) ?? "") === "pkcs-12-safeContentsBag";
  return inner !== undefined && (!isNested || isSoundList(inner, isSoundBag));
}

/**
 * Whether a PFX is plainly what it should be down to its bags. In a damaged one, numbers of a key might have slid to
 * where public ones belong, and would be shown.
 */
function isSound(pfx: Element): boolean {
  const { authSafe } = Pfx.parts(pfx);
  if (!Pfx.fits(pfx) || !authSafe) return false;
  return isSoundSafe(authSafe, (safes) =>
    isSoundList(safes, (info) => isSoundSafe(info, (contents) => isSoundList(contents, isSoundBag))),
  );
}

/**
 * PFX (RFC 7292 §4), for a trace that shows nothing unless told to. Of a damaged one only the tree is shown, without any
 * content.
 */
export const PfxType: Type = makeType({
  name: "a SEQUENCE",
  accepts: (element) => Pfx.accepts(element),
  display: (element) => (isSound(element) ? (Pfx.display?.(element) ?? "") : "damaged"),
  fill(trace, element, place) {
    if (isSound(element)) {
      Pfx.fill(trace, element, place);
      return;
    }
    if (!element.cut) {
      trace.problem(
        "the PKCS#12 file is damaged: it does not have the parts that it should",
        element.start,
        element.end,
      );
    }
    fillGeneric(trace, element, place);
  },
});
