import { Uri, window, workspace } from "vscode";
import { formatKeyLog } from "../core/capture/keyLog";
import { writePcapng } from "../core/capture/pcapng";
import { toJson } from "../core/inspect/json";
import { toMarkdown } from "../core/inspect/markdown";
import type { ExportKind } from "../protocol";
import type { Subject } from "./subject";

interface Format {
  readonly name: string;
  readonly extension: string;
  /** Undefined where there is nothing to export. */
  readonly content: (subject: Subject) => Uint8Array | undefined;
}

const text = (content: string): Uint8Array => new TextEncoder().encode(content);

/** What can be exported, and how: a new format is a row here. */
const FORMATS: Readonly<Record<ExportKind, Format>> = {
  json: {
    name: "JSON",
    extension: "json",
    content: ({ model }) => text(`${JSON.stringify(toJson(model.inspection), undefined, 2)}\n`),
  },
  markdown: { name: "Markdown", extension: "md", content: ({ model }) => text(toMarkdown(model.inspection)) },
  keylog: {
    name: "Key log (SSLKEYLOGFILE)",
    extension: "keylog",
    content: ({ model }) => text(formatKeyLog(model.inspection.keyLog)),
  },
  pcapng: {
    name: "Capture with its keys (pcapng)",
    extension: "pcapng",
    content: ({ log }) => log && writePcapng(log),
  },
};

/** Asks for a file name and saves; false when the user declines or there is nothing to save. */
export async function exportFile(subject: Subject, kind: ExportKind): Promise<boolean> {
  const format = FORMATS[kind];
  const content = format.content(subject);
  if (!content) return false;
  const stem = subject.model.inspection.origin.label.replace(/[^\w.-]+/g, "_").slice(0, 60) || "inspection";
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const name = `${stem}.${format.extension}`;
  const uri = await window.showSaveDialog({
    ...(folder ? { defaultUri: Uri.joinPath(folder, name) } : {}),
    filters: { [format.name]: [format.extension] },
    title: `Export ${format.name}`,
  });
  if (!uri) return false;
  await workspace.fs.writeFile(uri, content);
  const secrets = kind !== "markdown" && subject.model.inspection.keyLog.length > 0;
  void window.showInformationMessage(
    `Saved ${uri.path.split("/").at(-1) ?? name}.${secrets ? " It holds this session's secrets: whoever has it can read the session." : ""}`,
  );
  return true;
}
