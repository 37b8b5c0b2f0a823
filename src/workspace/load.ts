import type { ExtensionContext, LogOutputChannel } from "vscode";
import type { WorkspaceCertificates } from "./workspaceCertificates";

/** Loads what reads the workspace's files when someone first asks, and gives everyone the same. */
export function lazyWorkspaceCertificates(
  context: ExtensionContext,
  log: LogOutputChannel,
): () => Promise<WorkspaceCertificates> {
  let loaded: Promise<WorkspaceCertificates> | undefined;
  return () =>
    (loaded ??= import("./workspaceCertificates").then(({ WorkspaceCertificates: Certificates }) => {
      const certificates = new Certificates(log);
      context.subscriptions.push(certificates);
      return certificates;
    }));
}
