import { Element, readElement } from "../asn1/element";
import { TAG } from "../asn1/tags";
import { identifyDer } from "../x509";

/** OID 1.2.840.113549.1, under which PKCS#5 and PKCS#12 name what encrypts keys, as DER's content. */
const PKCS = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01];

/**
 * Whether bytes that stand in a text without a label, and of which there may be more, are a certificate, a key, a list or
 * the like. Stricter than `identifyDer`: a digest's DigestInfo has the shape of an encrypted key, an ECDSA signature that
 * of an RSA key.
 */
export function isKnownObject(bytes: Uint8Array): boolean {
  const kind = identifyDer(bytes);
  if (kind === undefined || kind === "asn1") return false;
  const element = readElement(bytes, 0, bytes.length);
  if (!(element instanceof Element)) return false;
  const [first, second] = element.children;
  if (kind === "encryptedPrivateKey") {
    const oid = first?.children[0]?.content;
    return oid !== undefined && PKCS.every((byte, i) => oid[i] === byte) && (oid[7] === 5 || oid[7] === 12);
  }
  // Two integers: a modulus and a short exponent, or else a signature, Diffie-Hellman parameters without a label.
  if (element.children.length === 2 && first?.is(TAG.integer) && second?.is(TAG.integer))
    return kind === "rsaPublicKey" && first.content.length >= 64 && second.content.length <= 8;
  return true;
}
