import { Element, readElement } from "../asn1/element";
import { TAG } from "../asn1/tags";
import { DER_NULL, writeExplicit, writeOctetString, writeOid, writeSequence } from "../asn1/write";
import type { Certificate } from "./certificate";

/** id-sha1: what responders look certificates up by; RFC 5019 §2.1.1 allows no other, and nothing secret hangs on it. */
const SHA1 = "1.3.14.3.2.26";
/** id-pkix-ocsp-nonce (RFC 9654 §2.1). */
const NONCE = "1.3.6.1.5.5.7.48.1.2";

export interface OcspRequestOptions {
  readonly sha1: (data: Uint8Array) => Uint8Array;
  /** 1 to 128 bytes that the response should repeat (RFC 9654 §2.1; 32 are usual). Many responders answer without it. */
  readonly nonce?: Uint8Array | undefined;
}

/**
 * DER of an unsigned OCSPRequest (RFC 6960 §4.1.1) that asks for the status of `certificate`, which `issuer` has issued.
 * Throws RangeError for a nonce of another length than 1 to 128 bytes.
 */
export function writeOcspRequest(
  certificate: Certificate,
  issuer: Certificate,
  { sha1, nonce }: OcspRequestOptions,
): Uint8Array {
  const certId = writeSequence(
    writeSequence(writeOid(SHA1), DER_NULL),
    writeOctetString(sha1(certificate.issuer.der)),
    writeOctetString(sha1(issuer.publicKey.keyBytes)),
    serialNumber(certificate),
  );
  const requestList = writeSequence(writeSequence(certId));
  if (!nonce) return writeSequence(writeSequence(requestList));
  if (nonce.length < 1 || nonce.length > 128) throw new RangeError("a nonce has 1 to 128 bytes");
  const extension = writeSequence(writeOid(NONCE), writeOctetString(writeOctetString(nonce)));
  return writeSequence(writeSequence(requestList, writeExplicit(2, writeSequence(extension))));
}

/** The serial number to the byte as the certificate has it, negative or badly encoded ones too. */
function serialNumber(certificate: Certificate): Uint8Array {
  const tbs = readElement(certificate.tbs, 0, certificate.tbs.length);
  const number = tbs instanceof Element ? tbs.children.find((child) => child.is(TAG.integer)) : undefined;
  return number?.whole ?? Uint8Array.of(0x02, 0x01, 0x00);
}
