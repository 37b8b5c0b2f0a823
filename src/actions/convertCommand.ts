import { FileType, Uri, window, workspace } from "vscode";
import type { NamedFile } from "../core/convert";
import { CONVERSIONS, fileName, type Conversion } from "./conversions";
import type { Material } from "./material";
import type { Target } from "./target";

type Content = Exclude<ReturnType<Conversion["content"]>, undefined>;

interface Choice {
  readonly conversion: Conversion;
  readonly content: Content;
  readonly material: Material;
}

/** Asks for a form and opens the object in it: text in a new editor; bytes, and several files, are saved. */
export async function convert(target: Target): Promise<void> {
  const choice = await choose(target, "Convert to");
  if (typeof choice?.content !== "string") return choice && save(target, choice);
  const language = choice.conversion.extension === "json" ? "json" : "pem";
  await window.showTextDocument(await workspace.openTextDocument({ content: choice.content, language }));
}

/** Asks for a form and a file, and saves. */
export async function saveObject(target: Target): Promise<void> {
  const choice = await choose(target, "Save as");
  if (choice) await save(target, choice);
}

async function choose(target: Target, title: string): Promise<Choice | undefined> {
  const material = target.material();
  const rows = CONVERSIONS.flatMap((conversion) => {
    const content = conversion.content(material);
    return content === undefined
      ? []
      : [{ label: conversion.label, description: conversion.detail, conversion, content, material }];
  });
  if (rows.length === 0)
    throw new Error("This object has no other form here: it is encrypted, unknown, or a key store");
  return window.showQuickPick(rows, { title, matchOnDescription: true });
}

async function save(target: Target, { conversion, content, material }: Choice): Promise<void> {
  if (typeof content !== "string" && !(content instanceof Uint8Array)) return saveAll(content);
  const name = fileName(material, conversion);
  const folder = folderOf(target);
  const uri = await window.showSaveDialog({
    title: `Save as ${conversion.label}`,
    ...(folder && { defaultUri: Uri.joinPath(folder, name) }),
  });
  if (!uri) return;
  await workspace.fs.writeFile(
    uri,
    typeof content === "string" ? new TextEncoder().encode(content) : content,
  );
  void window.showInformationMessage(`Saved ${uri.path.split("/").at(-1) ?? name}`);
}

/** Beside the document, or in the workspace. */
function folderOf({ document }: Target): Uri | undefined {
  const own = !document || document.isUntitled ? undefined : Uri.joinPath(document.uri, "..");
  return own?.scheme === "file" ? own : workspace.workspaceFolders?.[0]?.uri;
}

/** Saves several files in a folder that the user picks; overwrites none. */
async function saveAll(files: readonly NamedFile[]): Promise<void> {
  const [folder] =
    (await window.showOpenDialog({
      title: "Folder for the certificates",
      canSelectFolders: true,
      canSelectFiles: false,
    })) ?? [];
  if (!folder) return;
  const there = new Set(
    (await workspace.fs.readDirectory(folder)).map(([name, type]) => `${String(type)} ${name}`),
  );
  const taken = files.find(({ name }) => there.has(`${String(FileType.File)} ${name}`));
  if (taken) throw new Error(`The folder already has a file ${taken.name}: choose another folder`);
  for (const { name, text } of files)
    await workspace.fs.writeFile(Uri.joinPath(folder, name), new TextEncoder().encode(text));
  void window.showInformationMessage(`Saved ${String(files.length)} files`);
}
