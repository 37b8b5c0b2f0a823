import { CodeAction, CodeActionKind, Position, Uri, workspace, WorkspaceEdit } from "vscode";
import { commandAction } from "./action";
import type { LocalFiles } from "./localFiles";

/** What takes a file out of git: a line in .gitignore, and a command that the person runs. */
export async function untrackActions(uri: Uri, local: LocalFiles): Promise<CodeAction[]> {
  const top = await local.repositoryOf(uri.fsPath);
  if (top === undefined) return [];
  const root = Uri.file(top);
  if (!uri.path.startsWith(`${root.path}/`)) return [];
  const path = uri.path.slice(root.path.length + 1);
  const command = `git rm --cached -- ${quoted(path)}`;
  const copy = commandAction(`Copy the command that takes it out of git: ${command}`, "copyText", [command]);
  const ignore = await ignoreEdit(
    Uri.joinPath(root, ".gitignore"),
    `/${path.replace(/([*?[\]\\!# ])/g, "\\$1")}`,
  );
  if (!ignore) return [copy];
  const action = new CodeAction("Add it to .gitignore", CodeActionKind.QuickFix);
  action.edit = ignore;
  return [action, copy];
}

/** The edit that adds a line to a .gitignore; undefined when it has the line. */
async function ignoreEdit(file: Uri, line: string): Promise<WorkspaceEdit | undefined> {
  const edit = new WorkspaceEdit();
  const known = await Promise.resolve(workspace.openTextDocument(file)).catch(() => undefined);
  if (!known) {
    edit.createFile(file, { ignoreIfExists: true });
    edit.insert(file, new Position(0, 0), `${line}\n`);
    return edit;
  }
  const text = known.getText();
  if (text.split(/\r?\n/).includes(line)) return undefined;
  edit.insert(
    file,
    known.positionAt(text.length),
    `${text === "" || text.endsWith("\n") ? "" : "\n"}${line}\n`,
  );
  return edit;
}

/** A path as a POSIX shell takes it. */
function quoted(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}
