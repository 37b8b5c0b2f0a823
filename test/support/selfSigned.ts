import {
  writeBitString,
  writeElement,
  writeExplicit,
  writeOid,
  writeSequence,
  writeUnsigned,
} from "../../src/core/asn1/write";

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const name = (common: string): Uint8Array =>
  writeSequence(writeElement(0x31, writeSequence(writeOid("2.5.4.3"), writeElement(0x0c, utf8(common)))));
const time = (text: string): Uint8Array => writeElement(0x17, utf8(text));

/**
 * The smallest version 3 certificate, for algorithms whose tools are not at hand: a public key, the whole
 * AlgorithmIdentifier of its signature, and what signs the tbsCertificate. Valid from 2025 to 2049.
 */
export function smallCertificate(
  publicKey: Uint8Array,
  algorithm: Uint8Array,
  sign: (tbs: Uint8Array) => Uint8Array,
  { subject = "small", issuer = subject }: { readonly subject?: string; readonly issuer?: string } = {},
): Uint8Array {
  const tbs = writeSequence(
    writeExplicit(0, writeUnsigned(Uint8Array.of(2))),
    writeUnsigned(Uint8Array.of(1)),
    algorithm,
    name(issuer),
    writeSequence(time("250101000000Z"), time("490101000000Z")),
    name(subject),
    publicKey,
  );
  return writeSequence(tbs, algorithm, writeBitString(sign(tbs)));
}
