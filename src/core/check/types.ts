import type { CryptoProvider } from "../crypto/provider";
import type { Check } from "../inspection";
import type { Session, SessionMessage } from "../session/types";

/** What a check looks at. */
export interface CheckContext {
  readonly session: Session;
  readonly provider: CryptoProvider;
}

/** A check of one message: pure, so that the same session gives the same check. Undefined where it does not apply. */
export type MessageCheck = (message: SessionMessage, context: CheckContext) => Check | undefined;
