import { Element, readElement } from "../asn1/element";
import { decodeOid } from "../asn1/oid";
import { TAG } from "../asn1/tags";

/** What a DER blob can be recognised as. "asn1" is sound ASN.1 of an unknown kind. */
export type DerKind =
  | "certificate"
  | "certificationRequest"
  | "certificateList"
  | "publicKey"
  | "rsaPublicKey"
  | "rsaPrivateKey"
  | "ecPrivateKey"
  | "dsaPrivateKey"
  | "privateKey"
  | "encryptedPrivateKey"
  | "ocspResponse"
  | "cms"
  | "pkcs12"
  | "asn1";

/**
 * What `bytes` are, by the shape of their outermost parts; a certificate, request or list is recognised by its beginning,
 * also when the rest is missing. Undefined for what is no ASN.1 SEQUENCE or is not whole and not recognised.
 */
export function identifyDer(bytes: Uint8Array): DerKind | undefined {
  const element = readElement(bytes, 0, bytes.length);
  if (!(element instanceof Element) || !element.is(TAG.sequence) || !element.constructed) return undefined;
  const parts = element.children;
  const [first, second, third] = parts;
  if (!first) return undefined;
  const kind = isSequence(first)
    ? identifySigned(first, second, third)
    : identifyUnsigned(parts, first, second, third);
  if (kind) return kind;
  const sound = !element.cut && element.inside.fault === undefined && element.end === bytes.length;
  return sound && parts.length > 0 ? "asn1" : undefined;
}

const isSequence = (element: Element | undefined): boolean => element?.is(TAG.sequence) === true;
const isInteger = (element: Element | undefined): boolean => element?.is(TAG.integer) === true;
const isTime = (element: Element | undefined): boolean =>
  element?.is(TAG.utcTime) === true || element?.is(TAG.generalizedTime) === true;
const isOid = (element: Element | undefined): boolean => element?.is(TAG.oid) === true;

/** SEQUENCE { SEQUENCE …: what is signed, a public key, an encrypted key. */
function identifySigned(
  first: Element,
  second: Element | undefined,
  third: Element | undefined,
): DerKind | undefined {
  const inner = first.children;
  if (isOid(inner[0])) {
    if (second?.is(TAG.bitString) && !third) return "publicKey";
    return second?.is(TAG.octetString) && !third ? "encryptedPrivateKey" : undefined;
  }
  const fields = inner.filter((part, i) => !(i === 0 && part.isContext(0)));
  // A list may begin with its version or without; a certificate always has a serial number here.
  const list = isInteger(fields[0]) ? fields.slice(1) : fields;
  if (isSequence(list[0]) && isSequence(list[1]) && isTime(list[2])) return "certificateList";
  if (!isInteger(fields[0])) return undefined;
  const validity = fields[3];
  if (
    isSequence(fields[1]) &&
    isSequence(fields[2]) &&
    isSequence(validity) &&
    isTime(validity?.children[0])
  ) {
    return "certificate";
  }
  const key = fields[2];
  const asks = isSequence(fields[1]) && isSequence(key) && isSequence(key?.children[0]);
  return asks && key?.children[1]?.is(TAG.bitString) ? "certificationRequest" : undefined;
}

function identifyUnsigned(
  parts: readonly Element[],
  first: Element,
  second: Element | undefined,
  third: Element | undefined,
): DerKind | undefined {
  if (first.is(TAG.enumerated)) return !second || second.isContext(0) ? "ocspResponse" : undefined;
  if (isOid(first)) {
    const contentType = decodeOid(first.content) ?? "";
    const isCms =
      contentType.startsWith("1.2.840.113549.1.7.") || contentType.startsWith("1.2.840.113549.1.9.16.1.");
    return isCms && (!second || second.isContext(0)) ? "cms" : undefined;
  }
  if (!isInteger(first)) return undefined;
  if (parts.every(isInteger)) {
    if (parts.length === 2) return "rsaPublicKey";
    if (parts.length === 6) return "dsaPrivateKey";
    return parts.length >= 9 ? "rsaPrivateKey" : undefined;
  }
  if (isSequence(second)) {
    const holdsOid = isOid(second?.children[0]);
    if (holdsOid && third?.is(TAG.octetString)) return "privateKey";
    return holdsOid && first.content[0] === 3 ? "pkcs12" : undefined;
  }
  const ec = second?.is(TAG.octetString) && first.content[0] === 1;
  if (ec) return "ecPrivateKey";
  return parts.length > 9 && parts.slice(0, 9).every(isInteger) ? "rsaPrivateKey" : undefined;
}
