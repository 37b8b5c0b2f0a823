import { workspace } from "vscode";
import type { OtherCertificate } from "../core/check/trust";
import type { WorkspaceCertificates } from "./workspaceCertificates";

/** So long a view waits for the workspace's files, in milliseconds; what was not read by then is left out. */
const PATIENCE_MS = 2000;

/** The authorities' certificates in the workspace's files, to build paths with. They are not trusted for standing there. */
export async function authoritiesOf(certificates: WorkspaceCertificates): Promise<OtherCertificate[]> {
  const patience = new Promise<void>((resolve) => setTimeout(resolve, PATIENCE_MS));
  await Promise.race([certificates.ready(), patience]);
  return certificates.files.flatMap(({ uri, items }) =>
    items.flatMap(({ certificate, isCa }) =>
      certificate && isCa === true
        ? [{ certificate, place: "workspace" as const, where: workspace.asRelativePath(uri) }]
        : [],
    ),
  );
}
