import { concat } from "../bytes/concat";
import { asciiBytes } from "../crypto/octets";
import type { Side } from "../inspection";

/** What a TLS 1.3 Certificate Verify signs: 64 spaces, a context string, a zero, the transcript's hash (RFC 8446 §4.4.3). */
export function certificateVerifyContent(from: Side, transcriptHash: Uint8Array): Uint8Array {
  const context = asciiBytes(`TLS 1.3, ${from} CertificateVerify`);
  return concat(new Uint8Array(64).fill(0x20), context, Uint8Array.of(0), transcriptHash);
}
