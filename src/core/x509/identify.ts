import { Element, readElement } from "../asn1/element";
import { bitLength, decodeSmallInteger } from "../asn1/integer";
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
  | "ocspRequest"
  | "ocspResponse"
  | "attributeCertificate"
  | "dhParameters"
  | "dsaParameters"
  | "ecParameters"
  | "cms"
  | "pkcs12"
  | "asn1";

/**
 * What `bytes` are, by the shape of their outermost parts; a certificate, request or list is recognised by its beginning,
 * also when the rest is missing. Undefined for what is no ASN.1 SEQUENCE (and no name of a curve alone) or is not whole
 * and not recognised.
 */
export function identifyDer(bytes: Uint8Array): DerKind | undefined {
  const element = readElement(bytes, 0, bytes.length);
  if (!(element instanceof Element)) return undefined;
  if (isCurveName(element) && element.end === bytes.length) return "ecParameters";
  if (!element.is(TAG.sequence) || !element.constructed) return undefined;
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

/** ANSI X9.62 and SEC 2's curves, and the Brainpool ones: EC parameters are as a rule nothing but such a name. */
function isCurveName(element: Element): boolean {
  if (!element.is(TAG.oid) || element.cut) return false;
  const dotted = decodeOid(element.content) ?? "";
  return ["1.2.840.10045.3.", "1.3.132.0.", "1.3.36.3.3.2.8.1.1."].some((arc) => dotted.startsWith(arc));
}

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
  if (isOcspRequest(inner)) return "ocspRequest";
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
  // Version, holder, issuer in [0] (version 2), signature algorithm, serial number (RFC 5755 §4.1).
  const [, holder, issuer, algorithm, serial] = fields;
  const isRights = isSequence(holder) && issuer?.isContext(0) === true && isOid(algorithm?.children[0]);
  if (isRights && isInteger(serial)) return "attributeCertificate";
  const key = fields[2];
  const asks = isSequence(fields[1]) && isSequence(key) && isSequence(key?.children[0]);
  return asks && key?.children[1]?.is(TAG.bitString) ? "certificationRequest" : undefined;
}

/** TBSRequest (RFC 6960 §4.1.1): its list begins with a CertID, whose second and third parts are hashes. */
function isOcspRequest(parts: readonly Element[]): boolean {
  const list = parts.find((part) => !part.isContext(0) && !part.isContext(1));
  const [algorithm, name, key, serial] = list?.children[0]?.children[0]?.children ?? [];
  const hashes = name?.is(TAG.octetString) === true && key?.is(TAG.octetString) === true;
  return isOid(algorithm?.children[0]) && hashes && isInteger(serial);
}

/**
 * A SEQUENCE of integers alone, by how many there are and how long they are. Two may be an RSA key or Diffie-Hellman
 * parameters: a public exponent is odd and as a rule more than 5, a generator as a rule 2 or 5.
 */
function identifyIntegers(parts: readonly Element[]): DerKind | undefined {
  const [, second = 0, third = 0] = parts.map(({ content }) => bitLength(content));
  if (parts.length === 2) {
    const generator = decodeSmallInteger(parts[1]?.content ?? new Uint8Array(0));
    return generator === 2 || generator === 5 ? "dhParameters" : "rsaPublicKey";
  }
  if (parts.length === 3 || parts.length === 4) {
    // DSA has p, q, g; X9.42 p, g, q; PKCS#3 p, g and a length in bits.
    const isDsa = parts.length === 3 && second >= 128 && second <= 512 && third > second;
    return isDsa ? "dsaParameters" : "dhParameters";
  }
  if (parts.length === 6) return "dsaPrivateKey";
  return parts.length >= 9 ? "rsaPrivateKey" : undefined;
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
  if (parts.every(isInteger)) return identifyIntegers(parts);
  if (isSequence(second)) {
    const holdsOid = isOid(second?.children[0]);
    if (holdsOid && third?.is(TAG.octetString)) return "privateKey";
    if (holdsOid && isSequence(third) && first.content[0] === 1) return "ecParameters";
    return holdsOid && first.content[0] === 3 ? "pkcs12" : undefined;
  }
  // X9.42 parameters with validation parameters: p, g, q, perhaps j, and a SEQUENCE at the end.
  const numbers = parts.slice(0, -1);
  const isValidated = isSequence(parts.at(-1)) && numbers.every(isInteger);
  if (isValidated && (numbers.length === 3 || numbers.length === 4)) return "dhParameters";
  const ec = second?.is(TAG.octetString) && first.content[0] === 1;
  if (ec) return "ecPrivateKey";
  return parts.length > 9 && parts.slice(0, 9).every(isInteger) ? "rsaPrivateKey" : undefined;
}
