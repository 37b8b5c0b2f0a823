import type { ExtensionContext, LogOutputChannel } from "vscode";
import type { TrustOptions } from "./core/inspect/trust";

/** What every feature of the extension is handed at activation. */
export interface Services {
  readonly context: ExtensionContext;
  readonly log: LogOutputChannel;
  /** The roots that certificates are held against, as of now; absent where no store is at hand (the browser). */
  readonly trust?: () => Promise<TrustOptions>;
}

/** What to judge trust by now: the store that is at hand, or none, which verdicts then say. */
export async function trustNow({ trust }: Services): Promise<TrustOptions> {
  return trust ? trust() : { roots: undefined, storeName: "none", at: new Date().toISOString() };
}
