import { workspace } from "vscode";

/** Which files of the workspace are looked through for certificates. */
export interface WorkspaceSettings {
  /** Glob patterns. */
  readonly include: readonly string[];
  /** Glob patterns without braces, as one. */
  readonly exclude: string;
  readonly mostFiles: number;
  /** Files that are larger are passed over, in bytes. */
  readonly mostBytes: number;
  readonly expiresSoonDays: number;
}

const MEGABYTE = 1 << 20;

export function workspaceSettings(): WorkspaceSettings {
  const settings = workspace.getConfiguration("tlsInspector");
  return {
    include: settings.get<string[]>("workspaceCertificates.include", []),
    exclude: anyOf(settings.get<string[]>("workspaceCertificates.exclude", [])),
    mostFiles: settings.get("workspaceCertificates.maxFiles", 2000),
    mostBytes: settings.get("workspaceCertificates.maxFileSize", 4) * MEGABYTE,
    expiresSoonDays: settings.get("expiresSoonDays", 30),
  };
}

/** One glob for several. */
function anyOf(patterns: readonly string[]): string {
  const [only] = patterns;
  return patterns.length === 1 && only !== undefined ? only : `{${patterns.join(",")}}`;
}
