import type { VerifyKey } from "../crypto/provider";
import type { Side } from "../inspection";
import type { Session } from "../session/types";
import { readCertificate } from "../x509/certificate";

/** The public key in the first certificate that a side presented, or why there is none to verify with. */
export function leafKey(session: Session, from: Side): VerifyKey | string {
  const leaf = session.presented[from][0];
  if (!leaf) {
    const compressed = session.messages.some(
      (message) => message.from === from && message.name === "compressed_certificate",
    );
    return compressed
      ? `the ${from}'s certificate came compressed, and is not decompressed here`
      : `the ${from}'s certificate was not seen`;
  }
  const certificate = readCertificate(leaf.der);
  if (!certificate) return `the ${from}'s certificate cannot be read`;
  const { key, description } = certificate.publicKey;
  return key ?? `the ${from}'s public key is of a kind that we do not know (${description})`;
}
