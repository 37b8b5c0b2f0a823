import type { VerifyKey } from "../crypto/provider";
import type { Side } from "../inspection";
import type { Session } from "../session/types";
import { readCertificate } from "../x509/certificate";

/** The public key in the first certificate that a side presented; undefined for none, or a kind that we cannot verify with. */
export function leafKey(session: Session, from: Side): VerifyKey | undefined {
  const leaf = session.presented[from][0];
  return leaf && readCertificate(leaf.der)?.publicKey.key;
}
