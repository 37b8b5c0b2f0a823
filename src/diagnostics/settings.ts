import { ConfigurationTarget, workspace, type Uri } from "vscode";
import type { LintChoice } from "./lint";

/** What a person has set about diagnostics. */
export interface DiagnosticSettings {
  readonly enabled: boolean;
  readonly ignore: ReadonlySet<string>;
  readonly expiresSoonDays: number;
  readonly lint: LintChoice;
}

export function diagnosticSettings(uri: Uri): DiagnosticSettings {
  const settings = workspace.getConfiguration("tlsInspector", uri);
  return {
    enabled: settings.get("diagnostics.enabled", true),
    ignore: new Set(settings.get<readonly string[]>("diagnostics.ignore", [])),
    expiresSoonDays: settings.get("expiresSoonDays", 30),
    lint: settings.get<LintChoice>("lint", "auto"),
  };
}

/** Adds an id to those that are ignored: in the workspace, or where there is none, for the person. */
export async function ignoreProblems(id: string): Promise<void> {
  const settings = workspace.getConfiguration("tlsInspector");
  const known = settings.get<readonly string[]>("diagnostics.ignore", []);
  if (known.includes(id)) return;
  const target = workspace.workspaceFolders ? ConfigurationTarget.Workspace : ConfigurationTarget.Global;
  await settings.update("diagnostics.ignore", [...known, id], target);
}
