import { commands, env, TabInputCustom, TabInputText, Uri, window, workspace } from "vscode";
import { inspectBytes, kindOf, MOST_SYNCED, readBytes } from "../inspect/inspectBytes";
import { inspectPasted } from "../inspect/inspectDocument";
import { trustWithWorkspace, type Services } from "../services";
import type { TextPanels } from "./textPanels";

/** So many files are opened at once. */
const MOST_FILES = 10;
/** The editor of `src/files`, which asks for passphrases and watches the file. */
const FILE_EDITOR = "tlsInspector.certificate";

/** Inspects files: those that a menu names, else the one of the editor in front, else one that the user chooses. */
export async function inspectFiles(
  services: Services,
  panels: TextPanels,
  args: readonly unknown[],
): Promise<void> {
  const uris = namedBy(args) ?? activeFile() ?? (await chooseFiles());
  for (const uri of uris.slice(0, MOST_FILES)) await inspectOne(services, panels, uri);
  if (uris.length > MOST_FILES)
    void window.showInformationMessage(
      `The first ${String(MOST_FILES)} of ${String(uris.length)} files are shown: each has a tab of its own`,
    );
}

/** A menu of the explorer gives the file that was clicked on, and all that are selected. */
function namedBy([clicked, selected]: readonly unknown[]): readonly Uri[] | undefined {
  const all = Array.isArray(selected) ? selected.filter((one) => one instanceof Uri) : [];
  if (all.length > 0) return all;
  return clicked instanceof Uri ? [clicked] : undefined;
}

function activeFile(): readonly Uri[] | undefined {
  const input = window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof TabInputText || input instanceof TabInputCustom ? [input.uri] : undefined;
}

async function chooseFiles(): Promise<readonly Uri[]> {
  return (
    (await window.showOpenDialog({ title: "File to inspect", openLabel: "Inspect", canSelectMany: true })) ??
    []
  );
}

async function inspectOne(services: Services, panels: TextPanels, uri: Uri): Promise<void> {
  // A document that is open may hold what is not saved yet.
  const open = workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  if (open) {
    await panels.openDocument(open);
    return;
  }
  const bytes = await readBytes(uri);
  const kind = kindOf(bytes);
  if (kind === "object") {
    await commands.executeCommand("vscode.openWith", uri, FILE_EDITOR);
    return;
  }
  const document = kind === "text" && bytes.length < MOST_SYNCED ? await textOf(uri) : undefined;
  if (document) {
    await panels.openDocument(document);
    return;
  }
  for (const inspection of await inspectBytes(bytes, uri, await trustWithWorkspace(services)))
    panels.openInspection(inspection, inspection.origin.label.split("/").at(-1) ?? "");
}

/** A file as a document; undefined where VS Code takes it for binary. */
async function textOf(uri: Uri): Promise<Parameters<TextPanels["openDocument"]>[0] | undefined> {
  try {
    return await workspace.openTextDocument(uri);
  } catch {
    return undefined;
  }
}

/** Inspects what is on the clipboard. */
export async function inspectClipboard(services: Services, panels: TextPanels): Promise<void> {
  const text = await env.clipboard.readText();
  if (text.trim() === "") {
    void window.showInformationMessage(
      "The clipboard holds no text: copy a hex dump, base64 or PEM, and run the command again",
    );
    return;
  }
  const inspection = inspectPasted(text, await trustWithWorkspace(services));
  panels.openInspection({ ...inspection, origin: { kind: "text", label: "clipboard" } }, "clipboard");
}
