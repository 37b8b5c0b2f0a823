import { FileType, Uri, workspace } from "vscode";

/** Where a path of a configuration leads. */
export interface Resolved {
  readonly uri: Uri;
  readonly state: "file" | "folder" | "missing" | "elsewhere";
}

/** Relative paths are looked for in so many folders above the configuration's. */
const MOST_ABOVE = 4;
/** What a program or a template fills in. */
const TEMPLATE = /\{\{|\$[({]|<%|@@|^%/;

/**
 * Finds the file that a configuration names: relative to its own folder, else to one above it (programs take the folder
 * of their main configuration, or a root that is set elsewhere). "elsewhere" is a path of which nothing can be said: a
 * template, or an absolute one whose folder is not on this machine.
 */
export async function resolvePath(configuration: Uri, path: string): Promise<Resolved> {
  if (TEMPLATE.test(path)) return { uri: configuration, state: "elsewhere" };
  const isWindows = /^[A-Za-z]:[\\/]/.test(path);
  if (isWindows || path.startsWith("/")) {
    const uri = isWindows ? Uri.file(path) : configuration.with({ path });
    const type = await typeOf(uri);
    if (type !== undefined) return { uri, state: stateOf(type) };
    const folder = await typeOf(Uri.joinPath(uri, ".."));
    return { uri, state: folder === undefined ? "elsewhere" : "missing" };
  }
  let folder = Uri.joinPath(configuration, "..");
  const first = Uri.joinPath(folder, path);
  const top = workspace.getWorkspaceFolder(configuration)?.uri.path;
  for (let above = 0; above <= MOST_ABOVE; above++) {
    const uri = Uri.joinPath(folder, path);
    const type = await typeOf(uri);
    if (type !== undefined) return { uri, state: stateOf(type) };
    if (folder.path === top || folder.path === "/") break;
    folder = Uri.joinPath(folder, "..");
  }
  return { uri: first, state: configuration.scheme === "untitled" ? "elsewhere" : "missing" };
}

function stateOf(type: FileType): Resolved["state"] {
  return (type & FileType.Directory) === 0 ? "file" : "folder";
}

async function typeOf(uri: Uri): Promise<FileType | undefined> {
  try {
    return (await workspace.fs.stat(uri)).type;
  } catch {
    return undefined;
  }
}
