import { writeElement, writeExplicit, writeOid, writeSequence, writeUnsigned } from "../asn1/write";
import { TAG } from "../asn1/tags";
import { pemOf } from "./pem";

const CONSTRUCTED = 0x20;
const EMPTY_SET = writeElement(CONSTRUCTED | TAG.set);

/**
 * Certificates as a SignedData without signers (RFC 5652 §5.1, RFC 2315 §9.1: "certs-only"), DER of a `.p7b` or `.p7c`
 * file. They stand in the order that is given, as every program writes them, although DER sorts a SET OF.
 */
export function pkcs7Der(certificates: readonly Uint8Array[]): Uint8Array {
  const signedData = writeSequence(
    writeUnsigned(Uint8Array.of(1)),
    EMPTY_SET,
    writeSequence(writeOid("1.2.840.113549.1.7.1")),
    // [0] IMPLICIT SET OF
    writeElement(0xa0, ...certificates),
    EMPTY_SET,
  );
  return writeSequence(writeOid("1.2.840.113549.1.7.2"), writeExplicit(0, signedData));
}

/** The same as PEM; the label is the one that every program reads (RFC 7468 §8). */
export function pkcs7Pem(certificates: readonly Uint8Array[]): string {
  return pemOf("PKCS7", pkcs7Der(certificates));
}
