import type { ExtensionContext, LogOutputChannel } from "vscode";
import type { TrustOptions } from "./core/inspect/trust";
import type { Inspection } from "./core/inspection";
import type { Subject } from "./panel/subject";
import type { Passphrases } from "./passphrases";
import type { InspectionAction } from "./protocol";
import { authoritiesOf } from "./workspace/others";
import type { WorkspaceCertificates } from "./workspace/workspaceCertificates";

/** What every feature of the extension is handed at activation. */
export interface Services {
  readonly context: ExtensionContext;
  readonly log: LogOutputChannel;
  readonly passphrases: Passphrases;
  /** The certificates in the workspace's files. Reads them when it is first used. */
  readonly workspaceCertificates: () => Promise<WorkspaceCertificates>;
  /** The roots that certificates are held against, as of now; absent where no store is at hand (the browser). */
  readonly trust?: () => Promise<TrustOptions>;
  /** What can be asked over the network; absent where there is none to use (the browser). Loads when it is first used. */
  readonly online?: () => Promise<Online>;
}

/** What is asked over the network. */
export type Question = Extract<InspectionAction, "fetchIssuer" | "checkRevocation">;

/** What can be asked over the network about certificates, and only when the user asks. */
export interface Online {
  /** What can be asked about an inspection's first chain. */
  questions(inspection: Inspection): Promise<readonly Question[]>;
  /** Asks, and shows the subject's inspection judged again by the answers. Rejects when no answer came. */
  ask(subject: Subject, question: Question): Promise<boolean>;
}

/** What to judge trust by now: the store that is at hand, or none, which verdicts then say. */
export async function trustNow({ trust }: Services): Promise<TrustOptions> {
  return trust ? trust() : { roots: undefined, storeName: "none", at: new Date().toISOString() };
}

/** The same, with the workspace's authorities to build paths with. */
export async function trustWithWorkspace(services: Services): Promise<TrustOptions> {
  const [trust, others] = await Promise.all([
    trustNow(services),
    services.workspaceCertificates().then(authoritiesOf),
  ]);
  return { ...trust, others };
}
