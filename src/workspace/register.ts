import { commands, Range, Uri, window, workspace, type TreeView } from "vscode";
import { plural } from "../core/words/visible";
import { commandRegistrar } from "../commandRegistrar";
import type { Services } from "../services";
import { CertificatesView, type Node } from "./certificatesView";
import type { WorkspaceCertificates } from "./workspaceCertificates";

/** Registers the view of the workspace's certificates. */
export function registerWorkspaceCertificates(services: Services): void {
  const { context, workspaceCertificates: load } = services;
  const view = new CertificatesView(load);
  const tree = window.createTreeView("tlsInspector.certificates", {
    treeDataProvider: view,
    showCollapseAll: true,
  });
  view.onDidRead((certificates) => {
    describe(tree, certificates, view.urgent);
  });
  context.subscriptions.push(tree, view);
  const command = commandRegistrar(services);
  command("refreshWorkspaceCertificates", async () => (await load()).refresh());
  command("openWorkspaceObject", async (uri, range) => {
    if (uri instanceof Uri && (range === undefined || isRange(range))) await openWorkspaceObject(uri, range);
  });
}

function describe(tree: TreeView<Node>, { files, limited }: WorkspaceCertificates, urgent: number): void {
  tree.badge =
    urgent === 0
      ? undefined
      : { value: urgent, tooltip: `${plural(urgent, "certificate")} expired, or about to expire` };
  const unread = files.reduce((sum, file) => sum + file.unread, 0);
  const words: string[] = [];
  if (limited)
    words.push("Only the first files were looked through: see tlsInspector.workspaceCertificates.maxFiles.");
  if (unread > 0) words.push(`${plural(unread, "more object")} in large bundles not listed.`);
  tree.message = words.join(" ");
}

interface CharacterRange {
  readonly start: number;
  readonly end: number;
}

/** Commands can be called with anything. */
function isRange(value: unknown): value is CharacterRange {
  return typeof value === "object" && value !== null && "start" in value && typeof value.start === "number";
}

/** Opens a file of the workspace: at the object's characters, or in the editor for what is no text. */
async function openWorkspaceObject(uri: Uri, range: CharacterRange | undefined): Promise<void> {
  if (!range) {
    await commands.executeCommand("vscode.openWith", uri, "tlsInspector.certificate");
    return;
  }
  const document = await workspace.openTextDocument(uri);
  const place = document.positionAt(range.start);
  await window.showTextDocument(document, { selection: new Range(place, place) });
}
