import { isAbsolute, join } from "node:path";
import { homedir } from "node:os";
import { workspace } from "vscode";

/** A path out of the settings as an absolute one: relative ones stand in the first workspace folder, `~` is the home folder. */
export function resolvePath(path: string): string {
  if (path.startsWith("~/")) return join(homedir(), path.slice(2));
  if (isAbsolute(path)) return path;
  const folder = workspace.workspaceFolders?.[0]?.uri.fsPath;
  return folder ? join(folder, path) : path;
}
